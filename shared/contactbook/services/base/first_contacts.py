"""The contacts, or other records, that one request looks at: the first 10,000, in a few seconds."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from contactbook.domain.base.paging import After, every, pages
from contactbook.domain.contacts.record import Contact
from contactbook.storage.tenant_store import TenantStore

T = TypeVar("T")
# 100 pages of the index.
MOST = 10_000
_PAGE = 100


def first_pages(store: TenantStore) -> Iterator[tuple[Sequence[Contact], bool]]:
    """Yield the pages of the first 10,000 contacts, each with whether there are contacts behind it. One query a page."""
    return first_of(lambda after: _page(store, after))


def first_of(page: Callable[[After | None], tuple[Sequence[T], After | None]]) -> Iterator[tuple[Sequence[T], bool]]:
    """Yield the pages of the first 10,000 of any records, each with whether there are others behind it."""
    looked_at = 0
    for listed, following in pages(page):
        looked_at += len(listed)
        yield listed, following is not None
        if looked_at >= MOST:
            return


def not_erased(store: TenantStore) -> Iterator[Contact]:
    """Yield every contact that is not erased, for callers that take `MOST`. One query a page."""
    return (contact for contact in every(lambda after: _page(store, after)) if not contact.erasure)


def _page(store: TenantStore, after: After | None) -> tuple[list[Contact], After | None]:
    return store.contacts.page_by_name(limit=_PAGE, after=after)
