"""The contacts that one request looks at: the first 10,000 by name, in a few seconds."""

from collections.abc import Iterator, Sequence

from contactbook.domain.base.paging import After, every, pages
from contactbook.domain.contacts.record import Contact
from contactbook.storage.tenant_store import TenantStore

# 100 pages of the index.
MOST = 10_000
_PAGE = 100


def first_pages(store: TenantStore) -> Iterator[tuple[Sequence[Contact], bool]]:
    """Yield the pages of the first 10,000 contacts, each with whether there are contacts behind it. One query a page."""
    looked_at = 0
    for listed, following in pages(lambda after: _page(store, after)):
        looked_at += len(listed)
        yield listed, following is not None
        if looked_at >= MOST:
            return


def not_erased(store: TenantStore) -> Iterator[Contact]:
    """Yield every contact that is not erased, for callers that take `MOST`. One query a page."""
    return (contact for contact in every(lambda after: _page(store, after)) if not contact.erasure)


def _page(store: TenantStore, after: After | None) -> tuple[list[Contact], After | None]:
    return store.contacts.page_by_name(limit=_PAGE, after=after)
