"""The contacts whose KYC profile ends by a date, from the due index."""

from datetime import date

from contactbook.domain.base.paging import After
from contactbook.storage.base import table
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import Index

_FIRST = "KYC#"
_LAST_CHARACTER = "~"


def page_of_due(keys: TenantKeys, *, up_to: date, limit: int, after: After | None = None) -> tuple[list[str], After | None]:
    """Return the ids of contacts whose held profile ends on or before the date, by date: one query of the due index."""
    page = table.query_index(
        Index.BY_DUE, keys.due(), between=(_FIRST, f"{_FIRST}{up_to.isoformat()}{_LAST_CHARACTER}"), limit=limit, after=after
    )
    return [row.key.pk.rpartition("#")[2] for row in page.rows], page.after
