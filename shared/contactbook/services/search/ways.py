"""The ways to the candidates of a search: partitions that hold every contact that can match.

A search begins in the first way. If that does not fill a page, the smallest way decides. Sizes are looked at and not kept: a look
reads keys only, and no write pays for a size that nobody asks for.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from contactbook.domain.base.paging import After
from contactbook.domain.contacts.uniqueness import external_claim
from contactbook.domain.search.query import Filters, Lookup, facets_to_read
from contactbook.domain.search.words import SHORTEST
from contactbook.storage.search.words import Candidates, SearchCandidate
from contactbook.storage.tenant_store import TenantStore

# Keys read to see how large a way is.
_LOOKED_AT = 250
# A search for changes since an earlier month reads every contact.
_MOST_MONTHS = 12

# Reads a page of candidates: how many, and after which place.
Source = Callable[[int, After | None], Candidates]


@dataclass(frozen=True)
class Way:
    """Sources that together hold every contact that can match. Only a way that `can_be_small` is worth a look at its size."""

    name: str
    sources: tuple[Source, ...]
    can_be_small: bool = True


def ways_of(store: TenantStore, lookups: Sequence[Lookup], filters: Filters, now: datetime) -> list[Way]:
    """Return the ways to the contacts that can match, the likeliest to be small first."""
    search, ways = store.search, []
    if filters.external_id is not None:
        return [Way("external_id", (_by_external_id(store, filters.external_id),))]
    if lookups and all(len(lookup.prefix) >= SHORTEST for lookup in lookups):
        ways.append(Way("words", tuple(_word_source(store, lookup) for lookup in lookups)))
    if filters.list_id is not None:
        ways.append(Way("list", (_called(search.by_list, filters.list_id),)))
    ways += [Way(facet.name, (_called(search.by_facet, facet),)) for facet in facets_to_read(filters)]
    if filters.updated_since is not None:
        buckets = search.buckets_since(filters.updated_since, now)
        if len({month for month, _ in buckets}) <= _MOST_MONTHS:
            sources = tuple(_called(search.by_change, bucket, filters.updated_since) for bucket in buckets)
            ways.append(Way("change", sources, can_be_small=False))
    return ways or [Way("name", (_by_name(store),), can_be_small=False)]


def smallest(ways: Sequence[Way]) -> Way:
    """Return the way with the fewest candidates, or the first if all of them have many."""
    sizes = {way.name: size for way in ways if way.can_be_small and (size := _size(way)) is not None}
    return min(ways, key=lambda way: sizes.get(way.name, float("inf")))


def _size(way: Way) -> int | None:
    """Return the number of candidates, or None if there are more than a look shows."""
    size = 0
    for source in way.sources:
        found, after = source(_LOOKED_AT, None)
        if after is not None:
            return None
        size += len(found)
    return size


def _word_source(store: TenantStore, lookup: Lookup) -> Source:
    return _called(store.search.by_value if lookup.in_values else store.search.by_name_word, lookup.prefix)


def _called(read: Callable[..., Candidates], *values: object) -> Source:
    return lambda limit, after: read(*values, limit=limit, after=after)


def _by_external_id(store: TenantStore, wanted: str) -> Source:
    """Return the source of the one contact with an id, `system:id`. Its claim is never late."""
    system, _, external_id = wanted.partition(":")
    claim = external_claim(system, external_id)

    def read(_limit: int, _after: After | None) -> Candidates:
        holder = store.contacts.claim_holders([claim]).get(claim)
        return [SearchCandidate(holder, {})] if holder else [], None

    return read


def _by_name(store: TenantStore) -> Source:
    return lambda limit, after: store.search.by_name(limit=limit, after=after)
