"""Finding the members of segments, in slices of the smallest partition that holds them all (S2.65, S2.108, S4.30)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.days import today_in
from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Flag, Value
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.life_cycle import life_cycle_state, stage
from contactbook.domain.contacts.names import display_name
from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.contact_information import resolve
from contactbook.domain.opportunities.opportunities import Opportunity
from contactbook.domain.permissions.topics import without_left_lists
from contactbook.domain.segments.criteria import (
    All,
    Criteria,
    asks_accounts,
    asks_opportunities,
    certainly_matches,
    conjuncts,
    matches,
    of_contact_alone,
)
from contactbook.domain.segments.segments import (
    Segment,
    SegmentMember,
    SegmentOf,
    SegmentPreviewDraft,
    best_source,
    quickest_source,
)
from contactbook.domain.settings.permissions import GroupRight
from contactbook.domain.settings.sections import Settings
from contactbook.services.segments.segments import criteria_of, requested_criteria
from contactbook.storage.tenant_store import TenantStore

# Contacts of one slice, and slices of one request.
_SLICE = 100
_MOST_SLICES = 20
# Contacts of one slice of a count, which keeps none of them.
_COUNTED_AT_ONCE = 1_000


@dataclass(frozen=True)
class Member:
    """A contact that meets the criteria; in a segment of accounts, with the account that meets them.

    `accounts` holds all accounts of the contact if they were read, else None. Without `may_view` the caller may only select it.
    """

    contact: Contact
    account: Account | None = None
    accounts: tuple[Account, ...] | None = None
    may_view: bool = False


@dataclass(frozen=True)
class SegmentPage:
    """The members of one slice, perhaps none. `after` is None at the end."""

    members: list[Member]
    after: After | None


class SegmentCount(Value):
    """The number of members counted so far. If `complete` is false, counting continues from `next_cursor`."""

    count: int
    complete: Flag


class SegmentPreview(SegmentCount):
    """The first members of criteria that are not saved, and the number of members counted so far."""

    items: list[SegmentMember]


def page_of_members(
    store: TenantStore, segment: Segment, *, by: Caller, after: After | None, limit: int, today: date
) -> SegmentPage:
    """Return the members that the caller may view among the next `limit` contacts of the best partition (S3.16, S8.3).

    It costs one query, one batch read if the query returns keys only, and one query for each contact whose accounts are needed, and one for opportunities.
    Anonymized contacts are never members. Raises RuleBroken `criteria_outdated`.
    """
    finder = _MemberFinder(store, criteria_of(store, segment), segment.of, today, by, is_shown=False)
    found, further = finder.slice(limit, after)
    return SegmentPage([member for members, _ in found for member in members], further)


def page_of_visible_members(
    store: TenantStore, segment: Segment, *, after: After | None, limit: int, by: Caller, now: datetime
) -> tuple[list[SegmentMember], After | None]:
    """Return members that the caller may select (S3.16); fewer than `limit` if finding more would take too long."""
    finder = _MemberFinder(store, criteria_of(store, segment), segment.of, _today(store, now), by)
    return _visible_members(store, finder, after=after, limit=limit)


def count_members(
    store: TenantStore, segment: Segment, *, after: After | None, by: Caller, now: datetime
) -> tuple[SegmentCount, After | None]:
    """Return the number of members that the caller may select, and where counting continues if it took too long."""
    finder = _MemberFinder(store, criteria_of(store, segment), segment.of, _today(store, now), by)
    return _count(finder, after=after)


def count_criteria(
    store: TenantStore, criteria: Criteria, *, after: After | None, by: Caller, now: datetime
) -> tuple[SegmentCount, After | None]:
    """Return the number of contacts that meet the criteria, as `count_members`."""
    return _count(_MemberFinder(store, criteria, SegmentOf.CONTACT, _today(store, now), by), after=after)


def preview_segment(store: TenantStore, draft: SegmentPreviewDraft, *, by: Caller, now: datetime) -> SegmentPreview:
    """Return the first members of criteria and their count. Raises ValidationFailed."""
    finder = _MemberFinder(store, requested_criteria(store, draft.criteria), draft.of, _today(store, now), by)
    first, _ = _visible_members(store, finder, after=None, limit=draft.limit)
    count, _ = _count(finder, after=None)
    return SegmentPreview(items=first, **count.model_dump())


# The members that each contact of a slice is, and where the page after that contact begins.
_MembersOfSlice = list[tuple[list[Member], After]]


class _MemberFinder:
    """Finds the members of criteria that the caller may select, slice by slice.

    What is only shown may lag behind the contacts; a run may not.
    """

    def __init__(
        self, store: TenantStore, criteria: Criteria, of: SegmentOf, today: date, by: Caller, *, is_shown: bool = True
    ) -> None:
        self._store = store
        self._criteria = criteria
        self._by = by
        self._groups = store.settings.current().groups
        self._of = of
        self._today = today
        self._is_shown = is_shown
        self._source = quickest_source(criteria, today) if is_shown else best_source(criteria, today)
        parts = conjuncts(criteria)
        # Criteria of the contact alone come first, so that the accounts and opportunities of few contacts are read.
        self._of_contact = All(tuple(part for part in parts if of_contact_alone(part)))
        self._of_others = All(tuple(part for part in parts if not of_contact_alone(part)))
        self._asks_accounts, self._asks_opportunities = asks_accounts(criteria), asks_opportunities(criteria)

    def slice(self, limit: int, after: After | None) -> tuple[_MembersOfSlice, After | None]:
        """Return the members among the next `limit` contacts, and where the next slice begins."""
        found = self._store.segments.slice_of(self._source, limit=limit, after=after, consistent=not self._is_shown)
        return [(self._members(one.contact), one.after) for one in found.contacts], found.after

    def walk(
        self, after: After | None, *, slices: int, first: int = _SLICE, size: int = _SLICE
    ) -> Iterator[tuple[list[Member], After | None]]:
        """Yield the members of each contact, with where the page after it begins, until the end or after so many slices."""
        for number in range(slices):
            found, after = self.slice(size if number else first, after)
            for place, (members, behind) in enumerate(found):
                is_last = place == len(found) - 1
                yield members, after if is_last else behind
            if not found:
                yield [], after
            if after is None:
                return

    def _members(self, contact: Contact) -> list[Member]:
        if contact.erasure is not None or not may(self._by, contact, GroupRight.SELECT, self._groups):
            return []
        if not may(self._by, contact, GroupRight.VIEW, self._groups):
            return self._selectable_members(contact)
        # On a list that was left at its address it is nobody's member, whether criteria ask who is on it or who is not (S5.7).
        left = without_left_lists(contact)
        states = (contact,) if left is contact else (contact, left)
        if not all(matches(self._of_contact, state, (), self._today) for state in states):
            return []
        accounts = self._accounts_of(contact) if self._of is SegmentOf.ACCOUNT or self._asks_accounts else None
        opportunities = self._opportunities_of(contact) if self._asks_opportunities else ()
        if self._of is SegmentOf.CONTACT:
            is_member = matches(self._of_others, contact, accounts or (), self._today, opportunities)
            return [Member(contact, accounts=accounts, may_view=True)] if is_member else []
        held = accounts or ()
        fitting = [one for one in held if matches(self._of_others, contact, [one], self._today, opportunities)]
        return [Member(contact, account, held, may_view=True) for account in fitting]

    def _selectable_members(self, contact: Contact) -> list[Member]:
        """Return what a contact is that the caller may only select: its accounts are not shown, and no run reaches it (S8.3)."""
        is_known = self._is_shown and self._of is SegmentOf.CONTACT and certainly_matches(self._criteria, contact)
        return [Member(contact)] if is_known else []

    def _accounts_of(self, contact: Contact) -> tuple[Account, ...]:
        return tuple(self._store.accounts.all_of(contact.contact_id)) if contact.had_account else ()

    def _opportunities_of(self, contact: Contact) -> list[Opportunity]:
        return self._store.opportunities.all_of(contact.contact_id) if contact.had_opportunity else []


def _visible_members(
    store: TenantStore, finder: _MemberFinder, *, after: After | None, limit: int
) -> tuple[list[SegmentMember], After | None]:
    settings = store.settings.current()
    found: list[SegmentMember] = []
    for members, behind in finder.walk(after, slices=_MOST_SLICES, first=limit):
        # All accounts of a contact stay on one page.
        if found and len(found) + len(members) > limit:
            break
        found += [_member_view(one, settings) for one in members]
        after = behind
        if len(found) >= limit:
            break
    return found, after


def _count(finder: _MemberFinder, *, after: After | None) -> tuple[SegmentCount, After | None]:
    count = 0
    for members, behind in finder.walk(after, slices=_MOST_SLICES, first=_COUNTED_AT_ONCE, size=_COUNTED_AT_ONCE):
        after = behind
        count += len(members)
    return SegmentCount(count=count, complete=after is None), after


def _member_view(member: Member, settings: Settings) -> SegmentMember:
    contact = member.contact
    name = display_name(contact, contact.kind, settings.name_display)
    if not member.may_view:
        return SegmentMember(contact_id=contact.contact_id, display_name=name, kind=contact.kind)
    account_id = member.account.account_id if member.account else None
    information = resolve(contact, member.accounts or (), account_id=account_id)
    return SegmentMember(
        contact_id=contact.contact_id,
        account_id=account_id,
        display_name=name,
        kind=contact.kind,
        life_cycle_state=life_cycle_state(contact),
        stage=stage(contact),
        email=information.email.value,
        phone=information.phone.value,
    )


def _today(store: TenantStore, now: datetime) -> date:
    return today_in(store.settings.current().localization.time_zone, now)
