"""Keeps a run's counts exact: each slice adds its ends to the totals of its shard, and later changes add the difference.

The sender of a slice knows how each of its communications ended, and counts them once, on the slice's version. Whoever else ends a
communication of a run, or ends it differently, counts the difference in the transaction that saves it. That moves the slice's
version, so a sender that knew the former end counts the slice again.
"""

from collections.abc import Sequence

from contactbook.domain.base.versions import next_version
from contactbook.domain.communications.communications import Communication
from contactbook.domain.runs.run_counts import Ends, added, change_of, outcome_of
from contactbook.domain.runs.slices import Slice
from contactbook.services.communications.given_back import place_given_back
from contactbook.storage.base import table
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore


def slice_writes(store: TenantStore, planned: Slice, change: Ends) -> list[Write]:
    """Return the writes that save the next version of a slice and add the change to the totals of its shard. One read."""
    if not change:
        return [store.runs.save_slice_of(planned)]
    totals = store.runs.totals_for(planned)
    counted = next_version(totals, ends=added(totals.ends, change))
    return [store.runs.save_slice_of(planned), store.runs.save_totals_of(counted)]


def counting_writes(store: TenantStore, before: Communication, after: Communication) -> list[Write]:
    """Return the writes that count a change of the end of a run's communication; none if its outcome is the same. Two reads."""
    was, now_is = outcome_of(before), outcome_of(after)
    if after.run_id is None or after.slice is None or was == now_is:
        return []
    planned = store.runs.find_slice(after.run_id, after.slice)
    if planned is None:
        return []
    change = change_of({was: 1} if was else {}, {now_is: 1} if now_is else {})
    return slice_writes(store, next_version(planned, ends=added(planned.ends, change)), change)


def ending_writes(store: TenantStore, before: Communication, after: Communication) -> list[Write]:
    """Return what is saved with the end of a communication: the counts of its run, and the place under the cap that it gives back."""
    return [*counting_writes(store, before, after), *place_given_back(store, before, after)]


def save_counted(store: TenantStore, before: Communication, after: Communication, checks: Sequence[Write] = ()) -> None:
    """Save the next version of a communication, with what it changes in the counts of its run. Raises ConcurrentUpdate."""
    writes = [*ending_writes(store, before, after), *checks]
    if writes:
        table.transact([store.communications.save_of(after), *writes])
    else:
        store.communications.save(after)
