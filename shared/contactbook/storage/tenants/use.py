"""What a tenant uses at present: requests and challenges of webhooks in a window, and the places of its running jobs (S8.4)."""

from datetime import datetime, timedelta

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.tenants.shares import WINDOW, JobSlot
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import NO_FIELDS, Put, Row, at_version

_KEPT = timedelta(days=1)


class UseRepository:
    """The counts and places of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def take_requests(self, window: int, count: int) -> int:
        """Add to the requests of a window; return its sum over all environments. One write.

        A retry after a lost answer counts twice, which takes a few requests from this tenant.
        """
        return self._take("REQUESTS", window, count, lasts=WINDOW)

    def take_challenge(self, hour: int) -> int:
        """Add one to the challenges of an hour since 1970; return its sum. One write."""
        return self._take("CHALLENGES", hour, 1, lasts=3600)

    def _take(self, what: str, window: int, count: int, *, lasts: int) -> int:
        expires_at = (window + 1) * lasts + int(_KEPT.total_seconds())
        counter = Row(self._keys.item("USE", what, str(window)), "tenant_requests", NO_FIELDS, expires_at=expires_at)
        return table.add(counter, count)

    def slots(self, job: str) -> dict[int, tuple[JobSlot, int]]:
        """Return the places that are or were in use by this kind of job, each with its version. One query."""
        rows = table.query(self._keys.partition("USE", f"JOB-{job}")).rows
        return {int(row.key.sk): (row.read(JobSlot), row.version) for row in rows}

    def take_slot(self, job: str, number: int, slot: JobSlot, *, replacing: int) -> int:
        """Take a place of this version (0: never used); return its new version. Raises ConcurrentUpdate if another took it."""
        expires_at = int((slot.until + _KEPT).timestamp())
        row = Row(self._slot(job, number), "job_slot", slot.model_dump_json(), version=replacing + 1, expires_at=expires_at)
        table.put(Put(row, at_version(replacing), lambda _: ConcurrentUpdate("Another job of this tenant took the place.")))
        return replacing + 1

    def leave_slot(self, job: str, number: int, *, version: int, now: datetime) -> None:
        """Leave a place. Raises ConcurrentUpdate if another took it meanwhile, because it was past its time."""
        row = Row(
            self._slot(job, number),
            "job_slot",
            JobSlot(until=now).model_dump_json(),
            version=version + 1,
            expires_at=int((now + _KEPT).timestamp()),
        )
        table.put(Put(row, at_version(version), lambda _: ConcurrentUpdate("Another job of this tenant took the place.")))

    def _slot(self, job: str, number: int) -> Key:
        return self._keys.item("USE", f"JOB-{job}", str(number))
