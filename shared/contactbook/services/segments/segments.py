"""Segments: saving them, and finding their members in slices of the best partition (S2.65, S2.108, S4.30)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from pydantic import JsonValue

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.days import today_in
from contactbook.domain.base.errors import RuleBroken, ValidationFailed
from contactbook.domain.base.merge_patch import patched_fields
from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Flag, Value
from contactbook.domain.base.versions import require_version, with_fields
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.life_cycle import life_cycle_state, stage
from contactbook.domain.contacts.names import display_name
from contactbook.domain.contacts.record import Contact
from contactbook.domain.decisions.contact_information import resolve
from contactbook.domain.segments.criteria import All, Criteria, asks_accounts, conjuncts, matches
from contactbook.domain.segments.criteria_parsing import parsed
from contactbook.domain.segments.segments import (
    Segment,
    SegmentDraft,
    SegmentFields,
    SegmentMember,
    SegmentOf,
    SegmentPreviewDraft,
    best_source,
)
from contactbook.domain.settings.permissions import GroupRight
from contactbook.domain.settings.sections import Settings
from contactbook.services.base.ids import new_id
from contactbook.services.base.references import require_unused
from contactbook.services.base.retrying import retried_when_raced
from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore

# Contacts that a slice looks at, and slices that one request takes before it answers with what it has.
_SLICE = 100
_MOST_SLICES = 20
# A count reads more at a time: nothing of it is kept.
_COUNTED_AT_ONCE = 1_000


@dataclass(frozen=True)
class Member:
    """A contact that meets the criteria; its account where the segment is one of accounts.

    `accounts` are all of the contact's where they had to be read, else None.
    """

    contact: Contact
    account: Account | None = None
    accounts: tuple[Account, ...] | None = None


@dataclass(frozen=True)
class SegmentPage:
    """Members of one slice, perhaps none; `after` is None once there are no more."""

    members: list[Member]
    after: After | None


class SegmentCount(Value):
    """How many members there are as far as was counted; where `complete` is false, counting goes on from `next_cursor`."""

    count: int
    complete: Flag


class SegmentPreview(SegmentCount):
    """The first members of criteria that are not saved yet, and how many there are as far as was counted."""

    items: list[SegmentMember]


def create_segment(store: TenantStore, draft: SegmentDraft, *, now: datetime) -> Segment:
    """Create a segment. Raises ValidationFailed for a field, operator or value that does not fit."""
    _checked(store, draft.criteria)
    made = Segment(
        segment_id=new_id("seg", now), name=draft.name, of=draft.of, criteria=draft.criteria, created_at=now, updated_at=now
    )
    table.transact([store.segments.add_of(made.segment_id, made)])
    return made


@retried_when_raced
def change_segment(
    store: TenantStore, segment_id: str, patch: dict[str, JsonValue], *, now: datetime, if_match: int | None = None
) -> Segment:
    """Apply a merge-patch; criteria are replaced whole. Raises ValidationFailed, VersionMismatch, NotFound."""
    stored = store.segments.get(segment_id)
    require_version(stored.version, if_match)
    others = {name: value for name, value in patch.items() if name != "criteria"}
    fields = patched_fields(SegmentFields, stored, others)
    criteria = patch.get("criteria", stored.criteria)
    if not isinstance(criteria, dict):
        raise ValidationFailed.of("/criteria", "required", "A segment needs criteria.")
    _checked(store, criteria)
    changed = with_fields(stored, name=fields.name, of=fields.of, criteria=criteria)
    if changed == stored:
        return stored
    changed = with_fields(changed, version=stored.version + 1, updated_at=now)
    table.transact([store.segments.save_of(segment_id, changed, replacing=stored.version)])
    return changed


@retried_when_raced
def delete_segment(store: TenantStore, segment_id: str, *, if_match: int | None = None) -> None:
    """Delete a segment; its members stay what they are. Raises RuleBroken `in_use`, VersionMismatch, NotFound."""
    stored = store.segments.get(segment_id)
    require_version(stored.version, if_match)
    require_unused(store, segment_id)
    table.transact([store.segments.remove_of(segment_id, version=stored.version)])


def page_of_members(store: TenantStore, segment: Segment, *, after: After | None, limit: int, today: date) -> SegmentPage:
    """The members among the next `limit` contacts of the best partition.

    It costs one query, a batch read where that brings keys only, and a query for each contact whose accounts have to be asked.
    Anonymised contacts are never members. Raises RuleBroken `criteria_outdated` where the settings no longer know a field.
    """
    finder = _Finder(store, _stored_criteria(store, segment), segment.of, today)
    found = finder.slice(limit, after)
    return SegmentPage([member for members, _ in found.candidates for member in members], found.after)


def page_of_visible_members(
    store: TenantStore, segment: Segment, *, after: After | None, limit: int, by: Caller, now: datetime
) -> tuple[list[SegmentMember], After | None]:
    """Members that the caller may select (S3.16); fewer than `limit` where looking further would take too long."""
    finder = _Finder(store, _stored_criteria(store, segment), segment.of, _today(store, now))
    return _visible(store, finder, after=after, limit=limit, by=by)


def count_members(
    store: TenantStore, segment: Segment, *, after: After | None, by: Caller, now: datetime
) -> tuple[SegmentCount, After | None]:
    """How many members the caller may select, and where counting goes on if that took too long."""
    finder = _Finder(store, _stored_criteria(store, segment), segment.of, _today(store, now))
    return _counted(store, finder, after=after, by=by)


def preview_segment(store: TenantStore, draft: SegmentPreviewDraft, *, by: Caller, now: datetime) -> SegmentPreview:
    """The first members of criteria and their count. Raises ValidationFailed."""
    finder = _Finder(store, _checked(store, draft.criteria), draft.of, _today(store, now))
    shown, _ = _visible(store, finder, after=None, limit=draft.limit, by=by)
    count, _ = _counted(store, finder, after=None, by=by)
    return SegmentPreview(items=shown, **count.model_dump())


def _visible(
    store: TenantStore, finder: "_Finder", *, after: After | None, limit: int, by: Caller
) -> tuple[list[SegmentMember], After | None]:
    settings = store.settings.current()
    found: list[SegmentMember] = []
    for members, behind in finder.walk(after, slices=_MOST_SLICES):
        visible = [one for one in members if may(by, one.contact, GroupRight.SELECT, settings.groups)]
        # A contact's accounts stay on one page.
        if found and len(found) + len(visible) > limit:
            break
        found += [_view(one, settings) for one in visible]
        after = behind
        if len(found) >= limit:
            break
    return found, after


def _counted(store: TenantStore, finder: "_Finder", *, after: After | None, by: Caller) -> tuple[SegmentCount, After | None]:
    groups = store.settings.current().groups
    count = 0
    for members, behind in finder.walk(after, slices=_MOST_SLICES, size=_COUNTED_AT_ONCE):
        after = behind
        count += sum(may(by, one.contact, GroupRight.SELECT, groups) for one in members)
    return SegmentCount(count=count, complete=after is None), after


@dataclass(frozen=True)
class _Found:
    """The members each contact of a slice is, with where a page that ends there goes on."""

    candidates: list[tuple[list[Member], After]]
    after: After | None


class _Finder:
    """Finds members of criteria, slice by slice."""

    def __init__(self, store: TenantStore, criteria: Criteria, of: SegmentOf, today: date) -> None:
        self._store = store
        self._of = of
        self._today = today
        self._source = best_source(criteria, today)
        parts = conjuncts(criteria)
        # What asks the contact alone comes first, so that accounts are read for few.
        self._of_contact = All(tuple(part for part in parts if not asks_accounts(part)))
        self._of_accounts = All(tuple(part for part in parts if asks_accounts(part)))

    def slice(self, limit: int, after: After | None) -> _Found:
        """The members among the next `limit` contacts."""
        found = self._store.segments.slice_of(self._source, limit=limit, after=after)
        return _Found([(self._members(one.contact), one.after) for one in found.candidates], found.after)

    def walk(self, after: After | None, *, slices: int, size: int = _SLICE) -> Iterator[tuple[list[Member], After | None]]:
        """The members of each contact, with where to go on behind it; ends with the contacts or after so many slices."""
        for _ in range(slices):
            found = self.slice(size, after)
            after = found.after
            for place, (members, behind) in enumerate(found.candidates):
                is_last = place == len(found.candidates) - 1
                yield members, after if is_last else behind
            if not found.candidates:
                yield [], after
            if after is None:
                return

    def _members(self, contact: Contact) -> list[Member]:
        if contact.erasure is not None or not matches(self._of_contact, contact, (), self._today):
            return []
        needs_accounts = self._of is SegmentOf.ACCOUNT or bool(self._of_accounts.of)
        if not needs_accounts:
            return [Member(contact)]
        accounts = tuple(self._store.accounts.all_of(contact.contact_id)) if contact.had_account else ()
        if self._of is SegmentOf.CONTACT:
            fits = matches(self._of_accounts, contact, accounts, self._today)
            return [Member(contact, accounts=accounts)] if fits else []
        fitting = [account for account in accounts if matches(self._of_accounts, contact, [account], self._today)]
        return [Member(contact, account, accounts) for account in fitting]


def _today(store: TenantStore, now: datetime) -> date:
    return today_in(store.settings.current().localization.time_zone, now)


def _stored_criteria(store: TenantStore, segment: Segment) -> Criteria:
    try:
        return _checked(store, segment.criteria)
    except ValidationFailed as error:
        message = "The settings no longer know a field of this segment."
        raise RuleBroken(message, code="criteria_outdated", errors=error.errors) from error


def _checked(store: TenantStore, criteria: dict[str, JsonValue]) -> Criteria:
    return parsed(criteria, store.settings.current().custom_fields)


def _view(member: Member, settings: Settings) -> SegmentMember:
    contact = member.contact
    account_id = member.account.account_id if member.account else None
    information = resolve(contact, member.accounts or (), account_id=account_id)
    return SegmentMember(
        contact_id=contact.contact_id,
        account_id=account_id,
        display_name=display_name(contact, contact.kind, settings.name_display),
        kind=contact.kind,
        life_cycle_state=life_cycle_state(contact),
        stage=stage(contact),
        email=information.email.value,
        phone=information.phone.value,
    )
