"""Likely duplicates of one contact and of the tenant, as far as the caller may see them (S1.22, S3.16)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import combinations, groupby
from operator import itemgetter

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import Merged, NotFound, RuleBroken, ValidationFailed
from contactbook.domain.base.paging import After
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.names import display_name
from contactbook.domain.contacts.record import Contact
from contactbook.domain.merges.duplicates import (
    FAMILIES,
    Duplicate,
    DuplicateKey,
    DuplicatePair,
    Likeness,
    NotDuplicateView,
    duplicate_keys,
    likeness,
)
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact, visible_contact
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.storage.base.keys import Key
from contactbook.storage.tenant_store import TenantStore

# A key that more contacts share identifies nobody.
_MOST_IN_A_GROUP = 50
_MOST_DUPLICATES = 100
# Keys of one query, and queries of one page. The first page holds all pairs of a small tenant.
_KEYS_A_QUERY = 2_000
_QUERIES_A_PAGE = 32
# The field of a cursor that counts the pairs already returned of the key at which the page begins.
_RETURNED = "told"

# A group of contacts that share a key, and one of them.
_Member = tuple[Key, str]


def duplicates_of(store: TenantStore, contact_id: str, *, by: Caller, least: float) -> list[Duplicate]:
    """Return the likely duplicates of a contact with a score of `least` or more, highest score first.

    It costs one query for each key and for each contact merged into this one, and two batch reads at most. Raises NotFound, Merged.
    """
    contact = visible_contact(store, contact_id, by=by)
    groups = dict.fromkeys(store.duplicates.group_of(key) for key in duplicate_keys(contact))
    met = dict.fromkeys(one for group in groups for one in store.duplicates.contacts_in(group, limit=_MOST_IN_A_GROUP))
    apart = store.duplicates.not_duplicates(_own_ids(contact))
    others = [one for one in met if one != contact_id and one not in apart]
    settings = store.settings.current()
    found = [
        Duplicate(
            contact_id=other.contact_id,
            display_name=display_name(other, other.kind, settings.name_display),
            score=alike.score,
            fields=alike.fields,
        )
        for other in _visible(store, others, by).values()
        if apart.isdisjoint(_own_ids(other))
        for alike in [likeness(contact, other)]
        if alike.score >= least
    ]
    return sorted(found, key=lambda one: (-one.score, one.contact_id))[:_MOST_DUPLICATES]


def page_of_duplicates(
    store: TenantStore, *, by: Caller, least: float, limit: int, after: After | None
) -> tuple[list[DuplicatePair], After | None]:
    """Return pairs of the tenant's likely duplicates, each pair once.

    A page may hold fewer pairs than `limit`, even none, before the end. Its cost depends on the keys that it reads.
    """
    pairs: list[DuplicatePair] = []
    for _ in range(_QUERIES_A_PAGE):
        rows, further = store.duplicates.page_of_groups(limit=_KEYS_A_QUERY, after=after)
        rows, further = _whole_groups(store, rows, further)
        found, place = _pairs(store, rows, by=by, least=least, room=limit - len(pairs), start=after)
        pairs += found
        after = place or further
        if after is None or place is not None or len(pairs) >= limit:
            break
    return pairs, after


@retried_when_raced
def mark_not_duplicate(store: TenantStore, contact_id: str, other_id: str, *, by: Caller, now: datetime) -> NotDuplicateView:
    """Mark two contacts as different, so that neither is returned as a duplicate of the other.

    Raises RuleBroken `same_contact`, ValidationFailed if the caller may not see the other contact, NotFound, Merged.
    """
    contact = editable_contact(store, contact_id, by=by)
    if contact_id == other_id:
        raise RuleBroken("A contact cannot be marked as different from itself.", code="same_contact")
    try:
        visible_contact(store, other_id, by=by)
    except (NotFound, Merged) as error:
        raise ValidationFailed.of("/contact_id", "not_found", "There is no such contact.") from error
    if other_id not in store.duplicates.not_duplicates([contact_id]):
        change = ContactChange(
            before=contact,
            after=contact,
            action="contact.not_duplicate",
            subject=other_id,
            writes=store.duplicates.not_duplicate_writes(contact_id, other_id),
        )
        contact = commit_change(store, change, by=by, now=now)
    return NotDuplicateView(contact_id=contact_id, not_duplicate_id=other_id, version=contact.version)


def _whole_groups(store: TenantStore, rows: list[_Member], further: After | None) -> tuple[list[_Member], After | None]:
    """Return the rows without the last group, which may continue on the next page. The only group of a page stays."""
    if further is None or "sk" not in further or not rows:
        return rows, further
    last = rows[-1][0]
    complete = len(rows)
    while complete and rows[complete - 1][0] == last:
        complete -= 1
    return (rows[:complete], store.duplicates.after_member(*rows[complete - 1])) if complete else (rows, further)


def _pairs(
    store: TenantStore, rows: list[_Member], *, by: Caller, least: float, room: int, start: After | None
) -> tuple[list[DuplicatePair], After | None]:
    """Return the pairs among contacts of these groups, and where to continue if there was no room for all."""
    groups = [(group, ids) for group, ids in _grouped(rows) if 1 < len(ids) <= _MOST_IN_A_GROUP]
    contacts = _visible(store, dict.fromkeys(one for _, ids in groups for one in ids), by)
    keys = {one: set(duplicate_keys(contact)) for one, contact in contacts.items()}
    returned = int((start or {}).get(_RETURNED, "0"))
    found: list[DuplicatePair] = []
    for group, ids in groups:
        here = [contacts[one] for one in ids if one in contacts]
        # A pair that shares several keys is returned with the first of them.
        first = [pair for pair in combinations(here, 2) if group == _first_group(store, keys, *pair)]
        pairs = _likely(store, first, least)[returned:]
        if len(found) + len(pairs) > room:
            taken = room - len(found)
            place = start or store.duplicates.beginning()
            return [*found, *pairs[:taken]], {**place, _RETURNED: str(returned + taken)}
        found += pairs
        returned = 0
        start = store.duplicates.after_member(group, ids[-1])
    return found, None


def _grouped(rows: list[_Member]) -> Iterator[tuple[Key, list[str]]]:
    for group, members in groupby(rows, key=itemgetter(0)):
        yield group, [contact_id for _, contact_id in members]


def _first_group(store: TenantStore, keys: dict[str, set[DuplicateKey]], one: Contact, other: Contact) -> Key | None:
    """Return the group of the key that fewest other contacts share."""
    shared = keys[one.contact_id] & keys[other.contact_id]
    if not shared:
        return None
    return store.duplicates.group_of(min(shared, key=lambda key: (FAMILIES.index(key[1]), key)))


def _likely(store: TenantStore, pairs: Iterable[tuple[Contact, Contact]], least: float) -> list[DuplicatePair]:
    found = []
    for one, other in pairs:
        alike = likeness(one, other)
        if alike.score >= least and store.duplicates.not_duplicates(_own_ids(one)).isdisjoint(_own_ids(other)):
            found.append(_pair(store, one, other, alike))
    return found


def _own_ids(contact: Contact) -> tuple[str, ...]:
    """Return the ids of the contact and of those merged into it, whose marks hold for the contact (S1.23)."""
    return (contact.contact_id, *contact.absorbed)


def _pair(store: TenantStore, one: Contact, other: Contact, alike: Likeness) -> DuplicatePair:
    display = store.settings.current().name_display
    return DuplicatePair(
        contact_id=one.contact_id,
        duplicate_id=other.contact_id,
        display_name=display_name(one, one.kind, display),
        duplicate_display_name=display_name(other, other.kind, display),
        score=alike.score,
        fields=alike.fields,
    )


def _visible(store: TenantStore, contact_ids: Iterable[str], by: Caller) -> dict[str, Contact]:
    groups = store.settings.current().groups
    found = store.contacts.listed(list(contact_ids))
    return {one.contact_id: one for one in found if one.erasure is None and may(by, one, GroupRight.VIEW, groups)}
