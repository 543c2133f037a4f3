"""Finds communications of runs that are planned and not stored yet, through the slices that are not done."""

from collections.abc import Sequence

from contactbook.domain.communications.communication_ids import contact_id_in, run_ids_of
from contactbook.domain.communications.communications import Communication
from contactbook.domain.runs.rosters import may_reach
from contactbook.storage.runs.runs import OpenSlice
from contactbook.storage.tenant_store import TenantStore


def find_communication(store: TenantStore, communication_id: str) -> Communication | None:
    """Return the communication, stored or planned, or None."""
    stored = store.communications.find(communication_id)
    if stored is not None:
        return stored
    contact_id, run_ids = contact_id_in(communication_id), run_ids_of(communication_id)
    planned = [one for one in planned_for(store, [contact_id], run_ids) if one.communication_id == communication_id]
    # It may have been stored between the two reads; then its slice may be done.
    return store.communications.find(communication_id) or next(iter(planned), None)


def planned_for(store: TenantStore, contact_ids: Sequence[str], run_ids: str = "") -> list[Communication]:
    """Return the planned communications of these contacts, of runs whose ids begin so; some may be stored by now.

    One query over the slices that are not done, and the reads of those that may reach a contact: usually none.
    """
    reaching: dict[str, list[OpenSlice]] = {}
    for one in store.runs.open_slices(run_ids):
        if any(may_reach(one.roster, contact_id) for contact_id in contact_ids):
            reaching.setdefault(one.run_id, []).append(one)
    return [
        communication
        for run_id, some in reaching.items()
        if (run := store.runs.find(run_id)) is not None
        for planned in store.runs.get_slices(some)
        if planned.number < run.planning.slices and not planned.is_done
        for communication in run.planned_in(planned)
        if communication.contact_id in contact_ids
    ]
