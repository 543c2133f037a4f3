"""Pages: where the next one begins, and the one loop that reads them all."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
# The key after which the next page begins, as storage gave it.
After = dict[str, str]
Page = tuple[Sequence[T], After | None]


def every(page: Callable[[After | None], Page[T]], *, after: After | None = None) -> Iterator[T]:
    """Yield each item of each page. `page` takes where to begin and returns items and where to go on, None at the end."""
    for items, _ in pages(page, after=after):
        yield from items


def pages(page: Callable[[After | None], Page[T]], *, after: After | None = None) -> Iterator[Page[T]]:
    """Yield page by page, each with where the next one begins, for callers that keep a cursor."""
    while True:
        items, after = page(after)
        yield items, after
        if after is None:
            return
