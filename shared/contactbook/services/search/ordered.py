"""The pages of a search in an order.

Up to a thousand candidates are read and sorted. More are read from an index that has the order, and each is checked: names from the
index of names, times from the index of changes, and times of creation also from the rows of a filter, which are in that order.
"""

from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.base.errors import BadCursor
from contactbook.domain.base.paging import After
from contactbook.domain.search.order import Order, rank
from contactbook.services.base.rounds import page_in_rounds
from contactbook.services.search.matching import Found, Search
from contactbook.services.search.pages import BEGAN, WAY, Pages
from contactbook.services.search.ways import Way, name_way, smallest, times_way
from contactbook.storage.base.limits import MOST_READS

# Candidates that are read and sorted for each page. Of all contacts of a tenant fewer, as the index of names carries them whole.
_MOST_SORTED, _MOST_SORTED_OF_ALL = 1_000, 100
# Each round of the index of changes is 16 queries.
_MOST_MONTHS_A_PAGE = 24
# A list that has grown since its first page is still sorted as a whole.
_MOST_PAGES_OF_A_SOURCE = 20
# Begins the name of a way whose candidates are sorted, and keeps the place in the order.
_SORTED, _KEY, _ID = "sorted:", "key", "id"


def page_in_order(
    search: Search, ways: Sequence[Way], order: Order, *, now: datetime, limit: int, after: After | None
) -> tuple[list[Found], After | None]:
    """Return a page of what matches, in an order. Raises BadCursor."""
    every = (*ways, name_way(search.store, descending=order.is_descending), times_way(search.store, order, search.filters, now))
    by_name = {way.name: way for way in every}
    name = _chosen(search, ways, order) if after is None else after[WAY]
    way = by_name.get(name.removeprefix(_SORTED))
    if way is None:
        raise BadCursor("The cursor is of an earlier version. Start again without a cursor.")
    if name.startswith(_SORTED):
        return _sorted_page(search, way, order, limit, after)
    began = datetime.fromisoformat(after[BEGAN]) if after else now
    rounds = _MOST_MONTHS_A_PAGE if way.name == "times" else None
    found, further = page_in_rounds(
        Pages(search, way, began).read, key=lambda one: one.contact_id, limit=limit, after=after, rounds=rounds
    )
    return [one.found for one in found], further


def _chosen(search: Search, ways: Sequence[Way], order: Order) -> str:
    """Return the name of the way for this order, `sorted:` in front if its candidates are sorted."""
    way, size = smallest(ways, looked_at=_MOST_SORTED)
    if size is not None:
        return f"{_SORTED}{way.name}"
    by_id = next((way.name for way in ways if way.by_id), None)
    if order.is_by_creation and by_id is not None:
        return by_id
    if order.is_by_name:
        return "name"
    few, further = search.store.search.by_name(limit=_MOST_SORTED_OF_ALL, after=None)
    return f"{_SORTED}name" if further is None and len(few) <= _MOST_SORTED_OF_ALL else "times"


def _sorted_page(search: Search, way: Way, order: Order, limit: int, after: After | None) -> tuple[list[Found], After | None]:
    """Return the next contacts of an order, of all candidates that the way has."""
    behind = (after[_KEY], after[_ID]) if after else None
    found: list[tuple[tuple[str, str], Found]] = []
    for ids in _batches(way, order, behind):
        listed = search.store.contacts.listed(ids)
        found += [(rank(contact, order), one) for contact in listed if (one := search.found(contact))]
        if order.is_by_creation and len(found) > limit:
            break
    found.sort(key=lambda one: one[0], reverse=order.is_descending)
    rest = [one for one in found if behind is None or (one[0] < behind if order.is_descending else one[0] > behind)]
    shown = rest[:limit]
    further = None
    if len(rest) > limit:
        key, last = shown[-1][0]
        further = {WAY: f"{_SORTED}{way.name}", _KEY: key, _ID: last}
    return [one for _, one in shown], further


def _batches(way: Way, order: Order, behind: tuple[str, str] | None) -> list[list[str]]:
    """Return the ids of all candidates, in batches. Ids are in the order of creation, so those of earlier pages are left out."""
    ids: dict[str, None] = {}
    for source in way.sources:
        after: After | None = None
        for _ in range(_MOST_PAGES_OF_A_SOURCE):
            found, after = source(_MOST_SORTED, after)
            ids |= dict.fromkeys(one.contact_id for one in found)
            if after is None:
                break
    wanted = sorted(ids, reverse=order.is_descending)
    if order.is_by_creation and behind is not None:
        wanted = [one for one in wanted if (one < behind[1] if order.is_descending else one > behind[1])]
    return [wanted[start : start + MOST_READS] for start in range(0, len(wanted), MOST_READS)]
