"""Walking all contacts of a tenant: settle each, and save after each page where the next one begins."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.base.paging import After
from contactbook.domain.contacts.record import Contact
from contactbook.storage.tenant_store import TenantStore

# Contacts of one page of the index by name.
PAGE = 100

P = TypeVar("P")
T = TypeVar("T")


@dataclass(frozen=True)
class WalkedPage(Generic[T]):
    """One page whose contacts are settled: how many the index listed, what became of each, and where the next page begins."""

    listed: int
    outcomes: Sequence[T]
    after: After | None

    @property
    def is_last(self) -> bool:
        """True if no page follows."""
        return self.after is None


@dataclass(frozen=True)
class Walk(Generic[P, T]):
    """A walk over the contacts of a tenant, in the order of their names.

    `settle` is called with each contact as the index lists it; the index may lag, so whoever writes reads the contact first. It
    returns the outcome, or `Work.LEFT` if the time ended before it was done. `save` is called after each page with the progress
    so far and returns the progress as saved. A page that the time ends is not saved: the next slice repeats it, so `settle` is
    safe to repeat. With `whole_pages` the time is asked for before each page instead of before each contact: a page that has
    begun is finished, and its counts are exact. `choose` picks and reads the contacts of a page that are to be settled.
    """

    settle: Callable[[Contact], T | Literal[Work.LEFT]]
    save: Callable[[P, WalkedPage[T]], P]
    whole_pages: bool = False
    page_size: int = PAGE
    choose: Callable[[Sequence[Contact]], Sequence[Contact]] = lambda listed: listed

    def go_on(self, store: TenantStore, progress: P, *, after: After | None, has_time: TimeLeft) -> tuple[P, Work]:
        """Walk from `after` on until the last page or the end of the time. Return the saved progress, and if work is left.

        Raises whatever `settle` and `save` raise.
        """
        while True:
            if self.whole_pages and not has_time():
                return progress, Work.LEFT
            listed, after = store.contacts.page_by_name(limit=self.page_size, after=after)
            outcomes = self._outcomes(listed, has_time)
            if outcomes is None:
                return progress, Work.LEFT
            progress = self.save(progress, WalkedPage(len(listed), outcomes, after))
            if after is None:
                return progress, Work.DONE

    def _outcomes(self, listed: Sequence[Contact], has_time: TimeLeft) -> list[T] | None:
        """Return what became of each contact, or None if the time ended before the last one."""
        outcomes: list[T] = []
        for contact in self.choose(listed):
            if not (self.whole_pages or has_time()):
                return None
            outcome = self.settle(contact)
            if outcome is Work.LEFT:
                return None
            outcomes.append(outcome)
        return outcomes
