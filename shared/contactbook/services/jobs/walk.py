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

    `settle` gets each contact from the index. The index may be old: a `settle` that writes reads the contact again first. It
    returns the outcome, or `Work.LEFT` if the time ended before it was done.
    `save` gets the progress after each page, saves it and returns it as saved. When the time ends inside a page, the page is not
    saved. The next slice repeats it, so `settle` must be repeatable.
    With `whole_pages` the walk checks the time before each page only. It finishes each page it begins, so its counts are exact.
    `choose` gets the contacts of a page from the index. It returns those to settle, and may read them again.
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
