"""What is due for the sweeper, in one query for each tenant.

Communications, slices, runs, schedules, domains of senders, bulk changes, deliveries of webhooks, the sync.
"""

from dataclasses import dataclass, field
from datetime import datetime

from contactbook.storage.base.due import keys_due
from contactbook.storage.base.group_keys import GroupKeys
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.bulk_changes.bulk_changes import BulkChangeRepository
from contactbook.storage.bulk_changes.hygiene_tasks import HygieneTaskRepository
from contactbook.storage.communications.communications import NOUN
from contactbook.storage.runs.runs import RunRepository
from contactbook.storage.runs.schedules import ScheduleRepository
from contactbook.storage.senders.identities import SendingIdentityRepository
from contactbook.storage.webhooks.deliveries import DeliveryRepository


@dataclass(frozen=True)
class DueSlice:
    """A slice of a run that is due."""

    run_id: str
    number: int


@dataclass(frozen=True)
class DueRun:
    """A run that is due."""

    run_id: str


@dataclass(frozen=True)
class DueSchedule:
    """A schedule that is due."""

    schedule_id: str


@dataclass(frozen=True)
class DueIdentities:
    """A look at the tenant's domains is due."""


@dataclass(frozen=True)
class DueBulkChange:
    """A bulk change on which no worker has done anything for a while."""

    bulk_change_id: str


@dataclass(frozen=True)
class DueHygieneTask:
    """A hygiene task that is due."""

    hygiene_task_id: str


@dataclass(frozen=True)
class DueSync:
    """The day's run of the tenant group's sync is due."""


@dataclass(frozen=True)
class Due:
    """What is due: communications by id, deliveries of webhooks, and everything else, the longest waiting first."""

    communication_ids: list[str]
    others: list[DueSlice | DueRun | DueSchedule | DueIdentities | DueBulkChange | DueHygieneTask | DueSync]
    # Of webhooks: the webhook and the delivery.
    deliveries: list[tuple[str, str]] = field(default_factory=list)


class DueRepository:
    """What is due among one tenant's notifications."""

    def __init__(
        self,
        keys: TenantKeys,
        *,
        runs: RunRepository,
        schedules: ScheduleRepository,
        identities: SendingIdentityRepository,
        bulk_changes: BulkChangeRepository,
        hygiene_tasks: HygieneTaskRepository,
        deliveries: DeliveryRepository,
    ) -> None:
        self._keys = keys
        self._runs = runs
        self._schedules = schedules
        self._identities = identities
        self._bulk_changes = bulk_changes
        self._hygiene_tasks = hygiene_tasks
        self._deliveries = deliveries

    def find(self, now: datetime, *, limit: int) -> Due:
        """Return what is due by now, at most `limit` items. One query."""
        prefix = f"{NOUN}#"
        due = Due([], [])
        for key in keys_due(self._keys, now, limit=limit):
            if key.sk.startswith(prefix):
                due.communication_ids.append(key.sk.removeprefix(prefix))
            elif (delivery := self._deliveries.ids_in(key)) is not None:
                due.deliveries.append(delivery)
            elif (other := self._run_or_schedule(key) or self._work(key)) is not None:
                due.others.append(other)
        return due

    def _run_or_schedule(self, key: Key) -> DueSlice | DueRun | DueSchedule | None:
        if (found := self._runs.slice_in(key)) is not None:
            return DueSlice(*found)
        if (run_id := self._runs.run_id_in(key)) is not None:
            return DueRun(run_id)
        schedule_id = self._schedules.schedule_id_in(key)
        return DueSchedule(schedule_id) if schedule_id is not None else None

    def _work(self, key: Key) -> DueIdentities | DueBulkChange | DueHygieneTask | DueSync | None:
        if self._identities.is_in(key):
            return DueIdentities()
        if (bulk_change_id := self._bulk_changes.id_in(key)) is not None:
            return DueBulkChange(bulk_change_id)
        if (task_id := self._hygiene_tasks.id_in(key)) is not None:
            return DueHygieneTask(task_id)
        return DueSync() if key == GroupKeys(self._keys.tenant_id).sync("SCHEDULE") else None
