"""Keeps a tenant to its share of requests and of running jobs, so that others get through (S8.4)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from contactbook.domain.base.errors import ConcurrentUpdate, StorageUnavailable, TenantBusy
from contactbook.domain.tenants.shares import (
    JobSlot,
    RequestShare,
    after_request,
    free_slot,
    lot_of,
    seconds_to_next_window,
    share_in_window,
    window_at,
    with_lot,
)
from contactbook.services.base.ids import new_id
from contactbook.storage.tenant_store import TenantStore

# Tenants that one environment remembers. Beyond so many it forgets those of earlier windows.
_REMEMBERED = 1_000
# A job that lost so many races for a place waits as if there were none.
_TRIES = 3


class RequestShares:
    """The shares of requests that one running environment knows, by tenant."""

    def __init__(self, per_second: int) -> None:
        self._per_second = per_second
        self._known: dict[str, RequestShare] = {}

    def use_one(self, store: TenantStore, *, seconds: float) -> None:
        """Count a request at a time in seconds since 1970. Raises TenantBusy if the tenant has used its share of the window.

        A store that does not answer allows the request: the request's own reads will say so.
        """
        window = window_at(seconds)
        share = share_in_window(self._known.get(store.tenant_id), window, self._per_second)
        if share.left <= 0 and not share.used_up:
            share = self._with_lot(store, share)
        if share.left > 0:
            share = after_request(share)
        self._remember(store.tenant_id, share)
        if share.used_up:
            message = "The tenant has used its share of requests. Wait as long as `Retry-After` says, then repeat the request."
            raise TenantBusy(message, retry_after=seconds_to_next_window(seconds))

    def _with_lot(self, store: TenantStore, share: RequestShare) -> RequestShare:
        lot = lot_of(share, self._per_second)
        try:
            taken = store.use.take_requests(share.window, lot)
        except StorageUnavailable:
            return share
        return with_lot(share, lot, taken, self._per_second)

    def _remember(self, tenant_id: str, share: RequestShare) -> None:
        if len(self._known) >= _REMEMBERED and tenant_id not in self._known:
            self._known = {known: kept for known, kept in self._known.items() if kept.window >= share.window - 1}
        self._known[tenant_id] = share


@contextmanager
def job_slot(store: TenantStore, job: str, *, most: int, now: datetime, until: datetime) -> Iterator[bool]:
    """Hold one of the tenant's places for this kind of job. Yields False if the tenant has `most` of them in use.

    An environment that dies leaves its place at `until`. Three requests.
    """
    held = _take_slot(store, job, most, now, until)
    if held is None:
        yield False
        return
    number, version = held
    try:
        yield True
    finally:
        _leave_slot(store, job, number, version, now)


def _take_slot(store: TenantStore, job: str, most: int, now: datetime, until: datetime) -> tuple[int, int] | None:
    """Return the number and the version of the place that is held now, or None."""
    holder = new_id("hld", now)
    for _ in range(_TRIES):
        slots = store.use.slots(job)
        number = free_slot([(number, slot) for number, (slot, _) in slots.items()], most, now)
        if number is None:
            return None
        replacing = slots[number][1] if number in slots else 0
        try:
            return number, store.use.take_slot(job, number, JobSlot(until=until, holder=holder), replacing=replacing)
        except ConcurrentUpdate:
            continue
    return None


def _leave_slot(store: TenantStore, job: str, number: int, version: int, now: datetime) -> None:
    try:
        store.use.leave_slot(job, number, version=version, now=now)
    except (ConcurrentUpdate, StorageUnavailable):
        # The place is free at its time, or another job has it already.
        return
