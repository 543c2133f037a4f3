"""The ways to the candidates of a search: partitions that hold every contact that can match.

A search begins in the first way. If that does not fill a page, the smallest way decides. Sizes are looked at and not kept: a look
reads keys only, and no write pays for a size that nobody asks for.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from contactbook.domain.base.paging import After
from contactbook.domain.contacts.uniqueness.claims import external_claim
from contactbook.domain.search.facets import BY_ADDRESS
from contactbook.domain.search.filters import Filters, facets_to_read
from contactbook.domain.search.order import Order
from contactbook.domain.search.readings import Lookup, is_international, lookups_of, readings_of
from contactbook.domain.search.words import SHORTEST, word_of_address
from contactbook.storage.base.audit_index import FIRST_MOMENT
from contactbook.storage.search.candidates import Candidates, SearchCandidate
from contactbook.storage.search.times import months_of
from contactbook.storage.tenant_store import TenantStore

# Keys read to see how large a way is.
_LOOKED_AT = 250
# A search for changes since an earlier month reads every contact.
_MOST_MONTHS = 12
# Words of a text that are looked up, if the longest one is common.
_MOST_WORDS = 3
# What may follow the first letter of a word in Latin letters, the commonest first; nothing at the end.
_SECOND_LETTERS = ("a", "e", "i", "o", "u", "r", "l", "n", "h", "t", "s", "y", *"bcdfgjkmpqvwxz", *"0123456789", "")

# Reads a page of candidates: how many, and after which place.
Source = Callable[[int, After | None], Candidates]


@dataclass(frozen=True)
class Way:
    """Sources that together hold every contact that can match. Only a way that `can_be_small` is worth a look at its size.

    `numbers` has the place of the lookup that each source serves, where words are looked up. `by_id`: its only source is in the order of
    the contacts' ids, which is that of their creation. One round asks up to `in_a_round` sources: most of the places where words of
    one letter lie are empty.
    """

    name: str
    sources: tuple[Source, ...]
    can_be_small: bool = True
    lookups: tuple[Lookup, ...] = ()
    numbers: tuple[int, ...] = ()
    by_id: bool = False
    in_a_round: int = 50


def ways_of(store: TenantStore, text: str | None, filters: Filters, now: datetime, *, newest_first: bool = False) -> list[Way]:
    """Return the ways to the contacts that can match, the likeliest to be small first. `newest_first` is for those that are `by_id`."""
    search = store.search
    if filters.external_id is not None:
        return [Way("external_id", (_by_external_id(store, filters.external_id),))]
    ways = [
        Way(name, (_called(search.by_whole_value, word_of_address(address)),))
        for name, address in (("email", filters.email), ("phone", filters.phone))
        if address is not None
    ]
    words = _by_words(store, text) if text is not None else []
    ways += [way for way in words if way.can_be_small]
    if filters.list_id is not None:
        ways.append(Way("list", (_called(search.by_list, filters.list_id, newest_first=newest_first),), by_id=True))
    for facet in facets_to_read(filters):
        source = _called(search.by_facet, facet, newest_first=newest_first)
        ways.append(Way(facet.name, (source,), by_id=facet.name != BY_ADDRESS))
    ways += _by_times(store, filters, now)
    ways += [way for way in words if not way.can_be_small]
    return ways or [name_way(store)]


def name_way(store: TenantStore, *, descending: bool = False) -> Way:
    """Return the way to every contact, in the order of names."""
    return Way("name", (_called(store.search.by_name, descending=descending),), can_be_small=False)


def times_way(store: TenantStore, order: Order, filters: Filters, now: datetime) -> Way:
    """Return the way to every contact in the order of the times of changes, or of creation."""
    since = [at for at in (filters.created_since, None if order.is_by_creation else filters.updated_since) if at is not None]
    months = months_of(max(since, default=FIRST_MOMENT), now, descending=order.is_descending)
    times = store.search.times
    source = _called(times.in_order, months, created=order.is_by_creation, descending=order.is_descending)
    return Way("times", (source,), can_be_small=False, in_a_round=1)


def _by_words(store: TenantStore, text: str) -> list[Way]:
    """Return the way by the longest word of a text, and one by each further word: a common word may stand beside a rare one."""
    readings = readings_of(text)
    ways: dict[tuple[Lookup, ...], Way] = {}
    for place in range(min(_MOST_WORDS, max(map(len, readings), default=0))):
        lookups = lookups_of(readings, international=is_international(text), place=place)
        if place and any(len(lookup.prefix) < SHORTEST for lookup in lookups):
            continue
        ways.setdefault(lookups, _by_lookups(store, f"words{place or ''}", lookups))
    return list(ways.values())


def _by_lookups(store: TenantStore, name: str, lookups: tuple[Lookup, ...]) -> Way:
    sources = [(number, source) for number, lookup in enumerate(lookups) for source in _word_sources(store, lookup)]
    return Way(
        name,
        tuple(source for _, source in sources),
        can_be_small=all(len(lookup.prefix) >= SHORTEST for lookup in lookups),
        lookups=lookups,
        numbers=tuple(number for number, _ in sources),
    )


def _by_times(store: TenantStore, filters: Filters, now: datetime) -> list[Way]:
    """Return the ways by the times of creation and of changes, which are read from the changes since then."""
    ways = []
    for name, since in (("created", filters.created_since), ("change", filters.updated_since)):
        if since is None:
            continue
        times = store.search.times
        buckets = times.buckets_since(since, now)
        if len({month for month, _ in buckets}) <= _MOST_MONTHS:
            sources = tuple(_called(times.since, bucket, since, created=name == "created") for bucket in buckets)
            ways.append(Way(name, sources, can_be_small=False))
    return ways


def smallest(ways: Sequence[Way], *, looked_at: int = _LOOKED_AT) -> tuple[Way, int | None]:
    """Return the way with the fewest candidates, and their number; the first one, and None, if all of them have more than a look shows."""
    sizes = {way.name: size for way in ways if way.can_be_small and (size := _size(way, looked_at)) is not None}
    best = min(ways, key=lambda way: sizes.get(way.name, float("inf")))
    return best, sizes.get(best.name)


def _size(way: Way, looked_at: int) -> int | None:
    """Return the number of candidates, or None if there are more than a look shows."""
    size = 0
    for source in way.sources:
        found, after = source(looked_at, None)
        size += len(found)
        if after is not None or size > looked_at:
            return None
    return size


def _word_sources(store: TenantStore, lookup: Lookup) -> list[Source]:
    """Return the source of a prefix. A single letter begins words that lie apart by their second one."""
    search = store.search
    if len(lookup.prefix) >= SHORTEST:
        return [_called(search.by_value if lookup.in_values else search.by_name_word, lookup.prefix)]
    if lookup.in_values:
        return [_called(search.by_group, group) for group in search.value_groups(lookup.prefix)]
    return [_called(search.by_name_word, f"{lookup.prefix}{second}") for second in _SECOND_LETTERS]


def _called(read: Callable[..., Candidates], *values: object, **further: object) -> Source:
    return lambda limit, after: read(*values, limit=limit, after=after, **further)


def _by_external_id(store: TenantStore, wanted: str) -> Source:
    """Return the source of the one contact with an id, `system:id`. Its claim is never late."""
    system, _, external_id = wanted.partition(":")
    claim = external_claim(system, external_id)

    def read(_limit: int, _after: After | None) -> Candidates:
        holder = store.contacts.claim_holders([claim]).get(claim)
        return [SearchCandidate(holder, {})] if holder else [], None

    return read
