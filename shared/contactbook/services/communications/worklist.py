"""The tenant's worklist: its communications, queued and past (S0.23). What a caller may not view of them is not there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import NotFound, ValidationFailed
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import with_fields
from contactbook.domain.communications.communication_views import CommunicationView
from contactbook.domain.communications.communications import Communication
from contactbook.domain.communications.worklist import Order, WorklistCount, WorklistFilters, fits, rank
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.record import Contact
from contactbook.domain.notification_types.notification_types import Purpose, own_purposes
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.base.rounds import Round, everything, page_in_rounds
from contactbook.services.changes.access import visible_contact
from contactbook.services.changes.children import found_by_own_id
from contactbook.services.communications.present_addresses import present_services, present_views
from contactbook.services.communications.shown_runs import shown_run
from contactbook.services.communications.worklist_sources import Source, of_contact, of_run, of_time
from contactbook.storage.communications.communications import Placed
from contactbook.storage.tenant_store import TenantStore

# Communications that one request may read to sort them by something else than the key by which they are found, and to count them.
_MOST_SORTED = 1_000
_MOST_COUNTED = 10_000


@dataclass(frozen=True)
class _Worklist:
    store: TenantStore
    filters: WorklistFilters
    source: Source
    caller: Caller
    purposes: Mapping[str, Purpose]
    is_visible: bool
    now: datetime

    def fitting(self, found: Sequence[Placed]) -> list[Placed]:
        """Return those that meet the filters and whose contact the caller may view. One batch read, and one of merged contacts.

        A filter by service reads of an account report that waits what decides which account it is about.
        """
        fitting = [one for one in found if fits(one.communication, self._filters_of_all, self.purposes)]
        if self.filters.service is not None:
            present = present_services(self.store, [one.communication for one in fitting], now=self.now)
            fitting = [one for one in fitting if fits(present.get(_id_of(one), one.communication), self.filters, self.purposes)]
        if self.is_visible or not fitting:
            return fitting
        groups = self.store.settings.current().groups
        contacts = self.store.contacts.survivors([one.communication.contact_id for one in fitting])
        return [
            one
            for one in fitting
            if (contact := contacts.get(one.communication.contact_id)) and may(self.caller, contact, GroupRight.VIEW, groups)
        ]

    @property
    def _filters_of_all(self) -> WorklistFilters:
        return with_fields(self.filters, service=None)

    def read(self, limit: int, after: After | None) -> Round[Placed]:
        """Return what fits of the next page of the source."""
        found, after = self.source(limit, after)
        return Round(self.fitting(found), len(found), after)

    def everything(self, most: int) -> tuple[dict[str, Communication], bool]:
        """Return what fits among so many communications, by id, and True if there are no others."""
        found, is_whole = everything(self.read, most=most)
        return {_id_of(one): one.communication for one in found}, is_whole


def _id_of(placed: Placed) -> str:
    return placed.communication.communication_id


def page_of_worklist(
    store: TenantStore,
    filters: WorklistFilters,
    order: Order | None,
    *,
    by: Caller,
    now: datetime,
    limit: int,
    after: After | None,
) -> tuple[list[CommunicationView], After | None]:
    """Return a page of the communications that meet the filters, and that the caller may view. Without an order the newest come first.

    A page may hold fewer than `limit` without being the last. Raises NotFound for a contact, an account or a run that does not
    exist, Merged, and ValidationFailed `too_many_to_sort`.
    """
    worklist = _worklist(store, filters, order, by, now)
    by_time = filters.contact_id is None and filters.account_id is None and filters.run_id is None
    is_in_order = order is None or (by_time and order.field == Order.SCHEDULED_FOR.field)
    found, further = _next(worklist, limit, after) if is_in_order or order is None else _sorted(worklist, order, limit, after)
    return present_views(store, found, now=now), further


def count_worklist(store: TenantStore, filters: WorklistFilters, *, by: Caller, now: datetime) -> WorklistCount:
    """Count the communications that meet the filters, and that the caller may view, among 10,000. Raises as `page_of_worklist`."""
    found, is_whole = _worklist(store, filters, None, by, now).everything(_MOST_COUNTED)
    return WorklistCount(count=len(found), more=not is_whole)


def _worklist(store: TenantStore, filters: WorklistFilters, order: Order | None, by: Caller, now: datetime) -> _Worklist:
    types = store.notification_types.all() if filters.purpose is not None else []
    purposes = own_purposes() | {found.notification_type_id: found.purpose for found in types}
    contact = _contact_of(store, filters, by)
    if contact is not None:
        return _Worklist(store, filters, of_contact(store, contact, now), by, purposes, is_visible=True, now=now)
    if filters.run_id is not None:
        source = of_run(store, shown_run(store, filters.run_id, by=by), now)
    else:
        source = of_time(store, filters, now, newest_first=order is None or order.is_descending)
    return _Worklist(store, filters, source, by, purposes, is_visible=False, now=now)


def _contact_of(store: TenantStore, filters: WorklistFilters, by: Caller) -> Contact | None:
    """Return the contact that the filters name, by itself or by an account. Raises NotFound, Merged."""
    if filters.account_id is None:
        return visible_contact(store, filters.contact_id, by=by) if filters.contact_id is not None else None
    with found_by_own_id("account"):
        contact = visible_contact(store, store.accounts.contact_of(filters.account_id), by=by)
        if filters.contact_id is not None and filters.contact_id not in contact.own_ids():
            raise NotFound("There is no such account.")
        return contact


def _next(worklist: _Worklist, limit: int, after: After | None) -> tuple[list[Communication], After | None]:
    """Return the next ones in the order in which they are found."""
    found, further = page_in_rounds(worklist.read, key=_id_of, limit=limit, after=after)
    return [one.communication for one in found], further


def _sorted(worklist: _Worklist, order: Order, limit: int, after: After | None) -> tuple[list[Communication], After | None]:
    """Return the next ones in this order, of all that are found. Raises ValidationFailed `too_many_to_sort`."""
    every, is_whole = worklist.everything(_MOST_SORTED)
    if not is_whole:
        raise ValidationFailed.of(
            "/sort",
            "too_many_to_sort",
            f"More than {_MOST_SORTED:,} communications would be sorted by {order.field}. Name a contact, a run or a shorter period, "
            "such as `sent_from` and `sent_to`, or leave out `sort`.",
        )
    ranked = sorted((rank(one, order), one.communication_id) for one in every.values())
    behind = (after["undated"] == "1", int(after["at"]), after["id"]) if after else None
    rest = [(place, found) for place, found in ranked if behind is None or place > behind]
    is_undated, at, last = rest[limit - 1][0] if len(rest) > limit else (False, 0, "")
    further = {"undated": "1" if is_undated else "0", "at": str(at), "id": last} if last else None
    return [every[found] for _, found in rest[:limit]], further
