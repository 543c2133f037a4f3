"""The search for contacts (S2.14): candidates come from the smallest partition, and each contact itself is checked.

A contact is only listed if it matches as stored now. A search term that the stream has not updated yet never lists a contact
that does not match.
"""

from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.paging import After
from contactbook.domain.search.filters import Filters
from contactbook.domain.search.order import ContactCount, Order
from contactbook.domain.search.readings import readings_of
from contactbook.services.base.named_records import require_lists
from contactbook.services.base.rounds import everything, page_in_rounds
from contactbook.services.search.matching import Found, Search
from contactbook.services.search.ordered import page_in_order
from contactbook.services.search.pages import BEGAN, SOURCE, WAY, Pages
from contactbook.services.search.ways import Way, smallest, ways_of
from contactbook.storage.tenant_store import TenantStore

# Contacts that a count looks at.
_MOST_COUNTED = 10_000


def search_contacts(
    store: TenantStore,
    text: str | None,
    filters: Filters,
    order: Order | None,
    *,
    by: Caller,
    now: datetime,
    limit: int,
    after: After | None,
) -> tuple[list[Found], After | None]:
    """Return a page of the contacts that match the text and every filter, and that the caller may see.

    A page may hold fewer contacts than `limit` without being the last. Raises ValidationFailed for a list that does not exist.
    """
    search = _search_of(store, text, filters, by)
    if search is None:
        return [], None
    ways = ways_of(store, text, filters, now, newest_first=order is not None and order.is_descending)
    if order is not None:
        found, further = page_in_order(search, ways, order, now=now, limit=limit, after=after)
    else:
        found, further = _page(search, ways, now, limit, after)
    if not found and further is None:
        _require_list(store, filters)
    return found, further


def count_contacts(store: TenantStore, text: str | None, filters: Filters, *, by: Caller, now: datetime) -> ContactCount:
    """Return how many contacts match that the caller may see. Up to 10,000 are looked at. Raises as `search_contacts`."""
    search = _search_of(store, text, filters, by)
    if search is None:
        return ContactCount(count=0, more=False)
    ways = ways_of(store, text, filters, now)
    way = smallest(ways)[0] if len(ways) > 1 else ways[0]
    found, is_whole = everything(Pages(search, way, now).read, most=_MOST_COUNTED)
    count = len({one.contact_id for one in found})
    if not count and is_whole:
        _require_list(store, filters)
    return ContactCount(count=count, more=not is_whole)


def _search_of(store: TenantStore, text: str | None, filters: Filters, by: Caller) -> Search | None:
    """Return what is searched for, or None for a text without a letter and a digit, which nobody has."""
    readings = readings_of(text) if text is not None else ()
    if text is not None and not readings:
        return None
    return Search(store, readings, filters, by, store.settings.current().groups)


def _require_list(store: TenantStore, filters: Filters) -> None:
    # Only who finds nothing may have named a list that is not there.
    if filters.list_id is not None:
        require_lists(store, {"/list_id": filters.list_id})


def _page(search: Search, ways: list[Way], now: datetime, limit: int, after: After | None) -> tuple[list[Found], After | None]:
    if after is not None:
        way = next((one for one in ways if one.name == after.get(WAY)), ways[0])
        return _pages(search, way, now, limit, after)
    if len(ways) > 1:
        found, further = _pages(search, ways[0], now, limit, None, rounds=1)
        if len(found) == limit or further is None or further[SOURCE] != "0":
            return found, further
    return _pages(search, smallest(ways)[0] if len(ways) > 1 else ways[0], now, limit, None)


def _pages(
    search: Search, way: Way, now: datetime, limit: int, after: After | None, *, rounds: int | None = None
) -> tuple[list[Found], After | None]:
    began = datetime.fromisoformat(after[BEGAN]) if after and BEGAN in after else now
    read = Pages(search, way, began).read
    found, further = page_in_rounds(read, key=lambda one: one.contact_id, limit=limit, after=after, rounds=rounds)
    return [one.found for one in found], further
