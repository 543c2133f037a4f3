"""What was put off of a cancelled run: communications with a time of their own, in slices that are done and that no sender reads again."""

from collections.abc import Iterator
from datetime import datetime

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.communications import transitions
from contactbook.domain.communications.communication_states import CommunicationState
from contactbook.domain.runs.runs import Run
from contactbook.domain.runs.slices import Slice
from contactbook.services.communications.run_ends import save_counted
from contactbook.storage.runs.runs import OpenSlice
from contactbook.storage.tenant_store import TenantStore

_SLICES_AT_ONCE = 100


def cancel_put_off(store: TenantStore, run: Run, *, now: datetime) -> None:
    """Cancel what users put off of the run. Idempotent. One batch read for a hundred slices, and one for each with an open end.

    A slice that a sender still holds is the sender's. What is missed all the same is cancelled when its time comes.
    """
    for planned in _with_open_ends(store, run):
        ids = [run.communication_id_for(recipient) for recipient in planned.recipients]
        for found in store.communications.get_many(ids):
            if found.state is not CommunicationState.QUEUED:
                continue
            try:
                save_counted(store, found, transitions.cancelled(found, now))
            except ConcurrentUpdate:
                # Somebody else has just ended it; a further delivery would find the same.
                continue


def _with_open_ends(store: TenantStore, run: Run) -> Iterator[Slice]:
    for start in range(0, run.planning.slices, _SLICES_AT_ONCE):
        numbers = range(start, min(start + _SLICES_AT_ONCE, run.planning.slices))
        for planned in store.runs.get_slices([OpenSlice(run.run_id, number, "") for number in numbers]):
            if planned.is_done and sum(planned.ends.values()) < len(planned.recipients):
                yield planned
