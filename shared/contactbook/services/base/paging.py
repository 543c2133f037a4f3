"""Reading everything that is read page by page."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")
After = dict[str, str]


def every(page: Callable[[After | None], tuple[Sequence[T], After | None]]) -> Iterator[T]:
    """Each thing of each page, a page at a time; `page` is asked with where to go on, and answers None at the end."""
    after: After | None = None
    while True:
        found, after = page(after)
        yield from found
        if after is None:
            return
