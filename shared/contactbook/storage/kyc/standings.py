"""The contacts by the state of their KYC profile, and those with a credit limit above its maximum, each from an index."""

from datetime import datetime

from contactbook.domain.base.paging import After
from contactbook.domain.contacts.kyc_record import KycState
from contactbook.domain.search.facets import ABOVE_MAXIMUM
from contactbook.storage.base import table
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import Index

_LAST_CHARACTER = "~"


def page_of_state(
    keys: TenantKeys, state: KycState, *, since: datetime | None, limit: int, after: After | None
) -> tuple[list[str], After | None]:
    """Return the ids of contacts whose profile is in the state, those that are in it longest first: one query of gsi3."""
    between = (since.isoformat(timespec="milliseconds"), _LAST_CHARACTER) if since else None
    page = table.query_index(Index.BY_RUN, keys.kyc_states(state.value), between=between, limit=limit, after=after)
    return [row.contact_id for row in page.rows], page.after


def page_of_above_maximum(keys: TenantKeys, *, limit: int, since_id: str | None) -> list[str]:
    """Return the ids of contacts that are marked as above their maximum, in the order of their ids, from `since_id` on: one query."""
    between = (since_id, _LAST_CHARACTER) if since_id else None
    pk = keys.facet_partition(ABOVE_MAXIMUM.name, ABOVE_MAXIMUM.value)
    return [row.child_id for row in table.query(pk, between=between, limit=limit, consistent=False).rows]
