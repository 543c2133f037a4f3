"""Notification schedules, on the due index while they are enabled."""

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.notifications.schedules import Schedule
from contactbook.storage.base import table
from contactbook.storage.base.due import place_when_due
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Absent, AtVersion, Put, Remove, Row

SCHEDULES = "NOTIFICATION-SCHEDULES"
_ALL = "ALL"


class ScheduleRepository:
    """The notification schedules of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def find(self, schedule_id: str) -> Schedule | None:
        """The schedule, or None."""
        row = table.get(self._keys.item(SCHEDULES, _ALL, schedule_id))
        return Schedule.model_validate_json(row.document) if row else None

    def get(self, schedule_id: str) -> Schedule:
        """The schedule. Raises NotFound."""
        found = self.find(schedule_id)
        if found is None:
            raise NotFound("There is no such schedule.")
        return found

    def page(self, *, limit: int, after: dict[str, str] | None) -> tuple[list[Schedule], dict[str, str] | None]:
        """Schedules in the order of their ids: one query."""
        page = table.query(self._keys.partition(SCHEDULES, _ALL), limit=limit, after=after)
        return [Schedule.model_validate_json(row.document) for row in page.rows], page.after

    def add_of(self, schedule: Schedule) -> Put:
        """The write that creates the schedule."""
        return Put(self._row(schedule), Absent())

    def save_of(self, schedule: Schedule) -> Put:
        """The write that replaces what stood one version before."""
        expect = AtVersion(schedule.version - 1)
        return Put(self._row(schedule), expect, lambda _: ConcurrentUpdate("The schedule changed meanwhile."))

    def remove_of(self, schedule: Schedule) -> Remove:
        """The write that deletes the schedule as it was read."""
        key = self._keys.item(SCHEDULES, _ALL, schedule.schedule_id)
        return Remove(key, AtVersion(schedule.version), lambda _: ConcurrentUpdate("The schedule changed meanwhile."))

    def is_schedule(self, key: Key) -> bool:
        """Whether this is the key of a schedule; its sort key is the schedule's id."""
        return key.pk == self._keys.partition(SCHEDULES, _ALL)

    def _row(self, schedule: Schedule) -> Row:
        return Row(
            self._keys.item(SCHEDULES, _ALL, schedule.schedule_id),
            "notification_schedule",
            schedule.model_dump_json(exclude_defaults=True),
            version=schedule.version,
            gsi2=place_when_due(self._keys, schedule.next_at, schedule.schedule_id),
        )
