"""Where a worklist reads: the communications of a contact, of a run, or of a time (S0.23).

A source returns a page of communications, each with where the page after it begins, and where the page after all of them begins.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from contactbook.domain.base.paging import After
from contactbook.domain.communications.communications import Communication
from contactbook.domain.communications.worklist import WorklistFilters
from contactbook.domain.contacts.record import Contact
from contactbook.domain.runs.runs import Run
from contactbook.services.communications.planned import planned_for, planned_in
from contactbook.storage.communications.communications import Placed
from contactbook.storage.runs.runs import OpenSlice
from contactbook.storage.tenant_store import TenantStore

# Reads a page: how many, and after which place.
Source = Callable[[int, After | None], tuple[Sequence[Placed], After | None]]
# The index knows times in milliseconds.
_NEXT = timedelta(milliseconds=1)
# Recipients in a full slice.
_IN_A_SLICE = 100
_STAGE, _SPLIT, _NUMBER, _PLACE = "stage", "split", "number", "place"


def of_contact(store: TenantStore, contact: Contact, now: datetime) -> Source:
    """Return the source of a contact's communications, newest first. One query for each id that the contact has had."""
    ids = contact.own_ids()
    # Read before the stored ones, so that one that is armed in between is shown.
    planned = planned_for(store, ids)
    shown = store.communications.shown_at(now)

    def read(limit: int, after: After | None) -> tuple[list[Placed], After | None]:
        found, further = shown.page(ids, limit=limit, after=after, planned=planned)
        placed, places = [], dict(after or {})
        for one in found:
            places = {**places, one.contact_id: one.communication_id}
            placed.append(Placed(one, places))
        return placed, further

    return read


def of_run(store: TenantStore, run: Run, now: datetime) -> Source:
    """Return the source of a run's communications, in the order in which they were planned. Batch reads of slices and of these."""
    kept = store.communications.shown_at(now)

    def read(limit: int, after: After | None) -> tuple[list[Placed], After | None]:
        number, place = (int(after[_NUMBER]), int(after[_PLACE])) if after else (0, 0)
        end = min(number + _slices_for(limit), 0 if run.dry_run else run.planning.slices)
        wanted = [OpenSlice(run.run_id, one, "") for one in range(number, end)]
        recipients = [
            (planned, communication, {_NUMBER: str(planned.number), _PLACE: str(nth)})
            for planned in store.runs.get_slices(wanted)
            for nth, communication in enumerate(run.planned_in(planned), start=1)
            if planned.number > number or nth > place
        ]
        part = recipients[:limit]
        stored = {one.communication_id: one for one in kept.get_many([one.communication_id for _, one, _ in part])}
        shown = [
            Placed(stored.get(one.communication_id, one), behind)
            for planned, one, behind in part
            if one.communication_id in stored or not planned.is_done
        ]
        if len(recipients) > limit:
            return shown, part[-1][2]
        return shown, {_NUMBER: str(end), _PLACE: "0"} if end < run.planning.slices and wanted else None

    return read


def of_time(store: TenantStore, filters: WorklistFilters, now: datetime, *, newest_first: bool) -> Source:
    """Return the source of the tenant's communications by the time at which they leave.

    Those that runs have still to send leave next: newest first they stand between what is to come and what was, else in front. So
    one that is armed while pages are read is shown again, and none is missed.
    """
    first, last = filters.first, filters.last
    kept = store.communications.shown_at(now)

    def stored(since: datetime | None, until: datetime | None) -> Source:
        if since and until and since > until:
            return lambda _limit, _after: ([], None)
        return lambda limit, after: kept.by_time(since, until, newest_first=newest_first, limit=limit, after=after)

    def stages(split: datetime) -> list[Source]:
        if not filters.may_be_planned:
            return [stored(first, last)]
        planned = _planned(store, newest_first=newest_first)
        return [stored(split + _NEXT, None), planned, stored(None, split)] if newest_first else [planned, stored(None, None)]

    def read(limit: int, after: After | None) -> tuple[list[Placed], After | None]:
        start = dict(after or {_STAGE: "0", _SPLIT: now.isoformat(timespec="milliseconds")})
        stage, split = int(start.pop(_STAGE)), start.pop(_SPLIT)
        sources = stages(datetime.fromisoformat(split))
        found, further = sources[stage](limit, start or None)
        here = {_STAGE: str(stage), _SPLIT: split}
        placed = [Placed(one.communication, {**here, **one.after}) for one in found]
        if further is not None:
            return placed, {**here, **further}
        return placed, {_STAGE: str(stage + 1), _SPLIT: split} if stage + 1 < len(sources) else None

    return read


def _planned(store: TenantStore, *, newest_first: bool) -> Source:
    """Return the source of what runs have still to send: a query of the slices that are not done, and three batch reads."""

    def read(limit: int, after: After | None) -> tuple[list[Placed], After | None]:
        start = dict(after or {})
        begun = _slice_in(start)
        if begun is not None:
            slice_, place = begun
            rest = _unstored(store, planned_in(store, [slice_]).get(slice_, [])[place:])
            return [_placed(one, slice_, start, place + nth) for nth, one in rest], start
        page, further = store.runs.page_of_open_slices(newest_first=newest_first, limit=_slices_for(limit), after=start or None)
        found = planned_in(store, [one for one, _ in page]) if page else {}
        return [
            _placed(one, slice_, behind, nth) for slice_, behind in page for nth, one in _unstored(store, found.get(slice_, []))
        ], further

    return read


def _slices_for(limit: int) -> int:
    return max(1, limit // _IN_A_SLICE)


def _placed(one: Communication, slice_: OpenSlice, behind: After, place: int) -> Placed:
    return Placed(one, {**behind, "run": slice_.run_id, _NUMBER: str(slice_.number), _PLACE: str(place)})


def _slice_in(start: After) -> tuple[OpenSlice, int] | None:
    """Take the slice out of a cursor that ends inside of one, and the place there: what is left is where the slices go on."""
    if _PLACE not in start:
        return None
    return OpenSlice(start.pop("run"), int(start.pop(_NUMBER)), ""), int(start.pop(_PLACE))


def _unstored(store: TenantStore, planned: Sequence[Communication]) -> list[tuple[int, Communication]]:
    """Return those that are not stored, each with the number of it and those before it. One batch read."""
    stored = {one.communication_id for one in store.communications.get_many([one.communication_id for one in planned])}
    return [(nth, one) for nth, one in enumerate(planned, start=1) if one.communication_id not in stored]
