"""Opportunities of contacts, and the indexes that list those of a tenant."""

from dataclasses import dataclass

from contactbook.domain.base.paging import After
from contactbook.domain.opportunities.listing import Sorting
from contactbook.domain.opportunities.opportunities import Opportunity
from contactbook.storage.base import staging, table
from contactbook.storage.base.children import ChildRepository
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.row_places import name_prefix, opportunities_of
from contactbook.storage.base.rows import Index, Row

_INDEXES = {Sorting.CREATED_AT: Index.BY_DUE, Sorting.STAGE: Index.BY_NAME, Sorting.VALUE: Index.BY_RUN}


@dataclass(frozen=True)
class ListedOpportunity:
    """An opportunity that an index names, and where the page after it begins. None if it is gone or no reader may see it."""

    opportunity: Opportunity | None
    after: After


class OpportunityRepository(ChildRepository[Opportunity]):
    """The opportunities of one tenant's contacts."""

    def __init__(self, keys: TenantKeys) -> None:
        super().__init__(keys, "OPPORTUNITY", Opportunity)

    def listed(
        self, sorting: Sorting, *, descending: bool, stage: str | None = None, limit: int, after: After | None
    ) -> tuple[list[ListedOpportunity], After | None]:
        """Return opportunities of the tenant in an order; with a stage, only those of it. One query and one batch read.

        Within a stage the order by stage is the order by `created_at`. An index may lag behind the table.
        """
        index = _INDEXES[sorting]
        page = table.query_index(
            index,
            opportunities_of(self._keys),
            prefix=name_prefix(stage) if stage is not None and sorting is Sorting.STAGE else "",
            limit=limit,
            after=after,
            newest_first=descending,
        )
        named = [row.key for row in page.rows]
        found = {row.key: self.of_row(row) for row in staging.shown(self._keys, lambda: table.get_many(named, consistent=False))}
        return [ListedOpportunity(found.get(row.key), _after(row, index)) for row in page.rows], page.after

    def has_stage(self, stage: str) -> bool:
        """True if an opportunity of the tenant is in the stage. Costs one query."""
        prefix = name_prefix(stage)
        return bool(table.query_index(Index.BY_NAME, opportunities_of(self._keys), prefix=prefix, limit=1).rows)


def _after(row: Row, index: Index) -> After:
    place: Key | None = getattr(row, index.value)
    named = {f"{index}pk": place.pk, f"{index}sk": place.sk} if place else {}
    return {"pk": row.key.pk, "sk": row.key.sk, **named}
