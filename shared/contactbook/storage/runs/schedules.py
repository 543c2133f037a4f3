"""Notification schedules; they are in the due index while they are enabled."""

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.paging import After
from contactbook.domain.runs.schedules import Schedule
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
        """Return the schedule, or None."""
        row = table.get(self._keys.item(SCHEDULES, _ALL, schedule_id))
        return Schedule.model_validate_json(row.document) if row else None

    def get(self, schedule_id: str) -> Schedule:
        """Return the schedule. Raises NotFound."""
        found = self.find(schedule_id)
        if found is None:
            raise NotFound("There is no such schedule.")
        return found

    def page(self, *, limit: int, after: After | None) -> tuple[list[Schedule], After | None]:
        """Return a page of schedules in the order of their ids. One query."""
        page = table.query(self._keys.partition(SCHEDULES, _ALL), limit=limit, after=after)
        return [Schedule.model_validate_json(row.document) for row in page.rows], page.after

    def add_of(self, schedule: Schedule) -> Put:
        """Return the write that creates the schedule."""
        return Put(self._row(schedule), Absent())

    def save_of(self, schedule: Schedule) -> Put:
        """Return the write that replaces the previous version; it raises ConcurrentUpdate."""
        expect = AtVersion(schedule.version - 1)
        return Put(self._row(schedule), expect, lambda _: ConcurrentUpdate("The schedule changed meanwhile."))

    def remove_of(self, schedule: Schedule) -> Remove:
        """Return the write that deletes this version of the schedule; it raises ConcurrentUpdate."""
        key = self._keys.item(SCHEDULES, _ALL, schedule.schedule_id)
        return Remove(key, AtVersion(schedule.version), lambda _: ConcurrentUpdate("The schedule changed meanwhile."))

    def schedule_id_in(self, key: Key) -> str | None:
        """Return the id of the schedule that a key belongs to, or None if it is not the key of a schedule."""
        return key.sk if key.pk == self._keys.partition(SCHEDULES, _ALL) else None

    def _row(self, schedule: Schedule) -> Row:
        return Row(
            self._keys.item(SCHEDULES, _ALL, schedule.schedule_id),
            "notification_schedule",
            schedule.model_dump_json(exclude_defaults=True),
            version=schedule.version,
            gsi2=place_when_due(self._keys, schedule.next_at, schedule.schedule_id),
        )
