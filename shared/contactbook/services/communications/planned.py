"""Finds communications of runs that are planned and not stored yet, through the slices that are not done."""

from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.communications.communication_ids import contact_id_in, run_ids_of
from contactbook.domain.communications.communications import Communication
from contactbook.domain.runs.rosters import may_reach
from contactbook.storage.runs.runs import OpenSlice
from contactbook.storage.tenant_store import TenantStore


def find_communication(store: TenantStore, communication_id: str, *, now: datetime) -> Communication | None:
    """Return the communication, stored or planned, or None if there is none or it has ended."""
    shown = store.communications.shown_at(now)
    stored = shown.find(communication_id)
    if stored is not None:
        return stored
    contact_id, run_ids = contact_id_in(communication_id), run_ids_of(communication_id)
    planned = [one for one in planned_for(store, [contact_id], run_ids) if one.communication_id == communication_id]
    # It may have been stored between the two reads; then its slice may be done.
    return shown.find(communication_id) or next(iter(planned), None)


def planned_for(store: TenantStore, contact_ids: Sequence[str], run_ids: str = "") -> list[Communication]:
    """Return the planned communications of these contacts, of runs whose ids begin so; some may be stored by now.

    One query over the slices that are not done, and the reads of those that may reach a contact: usually none.
    """
    reaching = [
        one for one in store.runs.open_slices(run_ids) if any(may_reach(one.roster, contact_id) for contact_id in contact_ids)
    ]
    planned = planned_in(store, reaching) if reaching else {}
    return [one for some in planned.values() for one in some if one.contact_id in contact_ids]


def planned_in(store: TenantStore, wanted: Sequence[OpenSlice]) -> dict[OpenSlice, list[Communication]]:
    """Return the communications of slices that are not done, in the order of their recipients; some may be stored by now.

    Two batch reads.
    """
    runs = {run.run_id: run for run in store.runs.get_many({one.run_id: None for one in wanted})}
    slices = {(one.run_id, one.number): one for one in store.runs.get_slices(wanted)}
    found: dict[OpenSlice, list[Communication]] = {}
    for one in wanted:
        run, planned = runs.get(one.run_id), slices.get((one.run_id, one.number))
        if run is not None and planned is not None and planned.number < run.planning.slices and not planned.is_done:
            found[one] = run.planned_in(planned)
    return found
