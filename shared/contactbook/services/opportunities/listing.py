"""The opportunities of a tenant as one list (S1.3, S1.8). Those of contacts that the caller may not view are not there."""

from dataclasses import dataclass

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.paging import After
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.record import Contact
from contactbook.domain.opportunities.listing import OpportunityCount, OpportunityFilters, Order, Sorting, in_order
from contactbook.domain.opportunities.opportunities import Opportunity, OpportunityView, opportunity_view
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.base.rounds import Round, everything, page_in_rounds
from contactbook.services.changes.access import visible_profile
from contactbook.storage.opportunities.opportunities import ListedOpportunity
from contactbook.storage.tenant_store import TenantStore

# Opportunities that a count looks at.
_MOST_COUNTED = 10_000


@dataclass(frozen=True)
class _Found:
    opportunity: Opportunity
    contact: Contact
    after: After


@dataclass(frozen=True)
class _Listing:
    store: TenantStore
    filters: OpportunityFilters
    order: Order
    caller: Caller

    def read(self, limit: int, after: After | None) -> Round[_Found]:
        """Return what fits of the next page of the index."""
        # Those of one stage lie together, in the order of their creation.
        by_stage = self.filters.stage is not None and self.order.sorting is Sorting.CREATED_AT
        page, after = self.store.opportunities.listed(
            Sorting.STAGE if by_stage else self.order.sorting,
            descending=self.order.is_descending,
            stage=self.filters.stage,
            limit=limit,
            after=after,
        )
        return Round(self._fitting(page), len(page), after)

    def _fitting(self, page: list[ListedOpportunity]) -> list[_Found]:
        """Return those that fit and whose contact the caller may view. One batch read of contacts."""
        fitting = [(one.opportunity, one.after) for one in page if one.opportunity and self.filters.fit(one.opportunity)]
        ids = list(dict.fromkeys(opportunity.contact_id for opportunity, _ in fitting))
        groups = self.store.settings.current().groups
        contacts = {
            contact.contact_id: contact
            for contact in (self.store.contacts.listed(ids) if ids else [])
            if contact.erasure is None and may(self.caller, contact, GroupRight.VIEW, groups)
        }
        return [_Found(one, contacts[one.contact_id], after) for one, after in fitting if one.contact_id in contacts]


def page_of_opportunities(
    store: TenantStore, filters: OpportunityFilters, order: Order, *, by: Caller, limit: int, after: After | None
) -> tuple[list[OpportunityView], After | None]:
    """Return a page of the opportunities that fit, each with the current details of its contact.

    A page may hold fewer than `limit` without being the last. Those of one contact are read with its profile: one query. Raises
    NotFound for a contact that does not exist, and Merged.
    """
    if filters.contact_id is not None:
        return _page_of_contact(store, filters.contact_id, filters, order, by=by, limit=limit, after=after)
    listing, settings = _Listing(store, filters, order, by), store.settings.current()
    found, further = page_in_rounds(listing.read, key=lambda one: one.opportunity.opportunity_id, limit=limit, after=after)
    return [opportunity_view(one.opportunity, one.contact, settings) for one in found], further


def count_opportunities(store: TenantStore, filters: OpportunityFilters, *, by: Caller) -> OpportunityCount:
    """Return how many opportunities fit. Up to 10,000 are looked at. Raises as `page_of_opportunities`."""
    if filters.contact_id is not None:
        return OpportunityCount(count=len(_of_contact(store, filters.contact_id, filters, by=by)[1]), more=False)
    found, is_whole = everything(_Listing(store, filters, Order.CREATED_AT, by).read, most=_MOST_COUNTED)
    return OpportunityCount(count=len(found), more=not is_whole)


def _of_contact(
    store: TenantStore, contact_id: str, filters: OpportunityFilters, *, by: Caller
) -> tuple[Contact, list[Opportunity]]:
    profile = visible_profile(store, contact_id, by=by)
    return profile.contact, [one for one in store.opportunities.all_in(profile.children) if filters.fit(one)]


def _page_of_contact(
    store: TenantStore,
    contact_id: str,
    filters: OpportunityFilters,
    order: Order,
    *,
    by: Caller,
    limit: int,
    after: After | None,
) -> tuple[list[OpportunityView], After | None]:
    contact, found = _of_contact(store, contact_id, filters, by=by)
    settings, ordered = store.settings.current(), in_order(found, order)
    begin = int(after["place"]) if after else 0
    shown = ordered[begin : begin + limit]
    further = {"place": str(begin + limit)} if len(ordered) > begin + limit else None
    return [opportunity_view(one, contact, settings) for one in shown], further
