"""A list whose entries are checked one by one: a page of it may take several rounds of reading, and so many at most."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from contactbook.domain.base.paging import After

# Rounds that one request may read. A page that is not full by then is returned as it is.
_MOST_ROUNDS = 20
# The first round reads as many as the page holds. If that does not fill it, each further round reads more at once.
_WIDE = 100
_COUNTED_AT_ONCE = 1_000


class Placed(Protocol):
    """An entry that knows where the page after it begins."""

    @property
    def after(self) -> After:
        """Where the page after it begins."""
        ...


P = TypeVar("P", bound=Placed)


@dataclass(frozen=True)
class Round(Generic[P]):
    """The entries that fit among so many that were looked at, and where the next round begins; None at the end."""

    fitting: Sequence[P]
    looked_at: int
    after: After | None


# Reads a round: how many, and after which place.
Read = Callable[[int, After | None], Round[P]]


def page_in_rounds(
    read: Read[P], *, key: Callable[[P], str], limit: int, after: After | None, rounds: int | None = None
) -> tuple[list[P], After | None]:
    """Return up to `limit` different entries and the next cursor. There may be fewer without it being the last page.

    `key` tells which entry it is: one that stands in two places, because it moved meanwhile, is returned once.
    """
    found: dict[str, P] = {}
    size = limit
    for _ in range(rounds or _MOST_ROUNDS):
        this = read(size, after)
        for one in this.fitting:
            found[key(one)] = one
            if len(found) == limit:
                is_last = this.after is None and one is this.fitting[-1]
                return list(found.values()), None if is_last else one.after
        size, after = max(limit, _WIDE), this.after
        if after is None:
            break
    return list(found.values()), after


def everything(read: Read[P], *, most: int) -> tuple[list[P], bool]:
    """Return what fits among the first `most` entries, and True if there are no others."""
    found: list[P] = []
    after: After | None = None
    looked_at = 0
    for _ in range(_MOST_ROUNDS):
        # One more than `most` tells whether there are others: a cursor may lead to nothing.
        this = read(min(_COUNTED_AT_ONCE, most + 1 - looked_at), after)
        found += this.fitting
        looked_at, after = looked_at + this.looked_at, this.after
        if after is None or looked_at > most:
            break
    is_whole = after is None and looked_at <= most
    return found if is_whole else found[:most], is_whole
