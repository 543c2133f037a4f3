"""Pages of a list: where the next one begins, and the loop that reads them all."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
# The key after which the next page begins, as storage gave it.
After = dict[str, str]
Page = tuple[Sequence[T], After | None]


def every(page: Callable[[After | None], Page[T]], *, after: After | None = None) -> Iterator[T]:
    """Yield the items of all pages. `page` takes a cursor and returns items and the next cursor, None at the end."""
    for items, _ in pages(page, after=after):
        yield from items


def pages(page: Callable[[After | None], Page[T]], *, after: After | None = None) -> Iterator[Page[T]]:
    """Yield the pages, each with the next cursor, for callers that save the cursor."""
    while True:
        items, after = page(after)
        yield items, after
        if after is None:
            return
