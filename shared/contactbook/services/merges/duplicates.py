"""Contacts that are likely the same: of one contact, and of the tenant, as far as the caller may see them (S1.22, S3.16)."""

from collections.abc import Iterable
from datetime import datetime
from itertools import combinations, groupby

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import Merged, NotFound, RuleBroken, ValidationFailed
from contactbook.domain.base.paging import After
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.names import display_name
from contactbook.domain.contacts.record import Contact
from contactbook.domain.merges.duplicates import Duplicate, DuplicatePair, Likeness, NotDuplicateView, keys_of, likeness
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact, visible_contact
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.storage.tenant_store import TenantStore

# Whoever shares a key with more than so many shares it by chance.
_MOST_UNDER_A_KEY = 50
_MOST_DUPLICATES = 100
# Keys that one query of a tenant's duplicates looks at, and queries of a page: a small tenant's pairs are all on its first page.
_KEYS_A_QUERY = 500
_QUERIES_A_PAGE = 64


def duplicates_of(store: TenantStore, contact_id: str, *, by: Caller, least: float) -> list[Duplicate]:
    """Contacts that are likely the same as this one, the surest first.

    One query a key and a contact merged into this one, and two batch reads at most.

    Raises NotFound, Merged.
    """
    contact = visible_contact(store, contact_id, by=by)
    hashes = store.duplicates.hashes_of(keys_of(contact))
    met = dict.fromkeys(one for found in hashes for one in store.duplicates.met_under(found, limit=_MOST_UNDER_A_KEY))
    apart = store.duplicates.not_duplicates(_known_as(contact))
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
        if apart.isdisjoint(_known_as(other))
        for alike in [likeness(contact, other)]
        if alike.score >= least
    ]
    return sorted(found, key=lambda one: (-one.score, one.contact_id))[:_MOST_DUPLICATES]


def page_of_duplicates(
    store: TenantStore, *, by: Caller, least: float, limit: int, after: After | None
) -> tuple[list[DuplicatePair], After | None]:
    """Pairs of the tenant's contacts that are likely the same; each pair once.

    A page may hold fewer pairs than `limit`, even none, while there are more: it costs by the keys it looks at.
    """
    pairs: list[DuplicatePair] = []
    for _ in range(_QUERIES_A_PAGE):
        rows, further = store.duplicates.page_of_keys(limit=_KEYS_A_QUERY, after=after)
        rows, further = _whole_groups(store, rows, further)
        found, place = _pairs(store, rows, by=by, least=least, room=limit - len(pairs), start=after)
        pairs += found
        after = place or further
        if after is None or place is not None or len(pairs) >= limit:
            break
    return pairs, after


@retried_when_raced
def mark_not_duplicate(store: TenantStore, contact_id: str, other_id: str, *, by: Caller, now: datetime) -> NotDuplicateView:
    """Remember that two contacts are not the same; neither is shown as the other's duplicate from then on.

    Raises RuleBroken `same_contact`, ValidationFailed for another contact that the caller may not see, NotFound, Merged.
    """
    contact = editable_contact(store, contact_id, by=by)
    if contact_id == other_id:
        raise RuleBroken("A contact is the same as itself.", code="same_contact")
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


def _whole_groups(
    store: TenantStore, rows: list[tuple[str, str]], further: After | None
) -> tuple[list[tuple[str, str]], After | None]:
    """The rows without a last key that goes on behind the page; it begins the next one, if it is not the only one."""
    if further is None or "sk" not in further or not rows:
        return rows, further
    last = rows[-1][0]
    complete = [row for row in rows if row[0] != last]
    return (complete, store.duplicates.after_key(*complete[-1])) if complete else (rows, further)


def _pairs(
    store: TenantStore, rows: list[tuple[str, str]], *, by: Caller, least: float, room: int, start: After | None
) -> tuple[list[DuplicatePair], After | None]:
    """The pairs among contacts that share one of these keys, and where to go on if there was no room for all of them."""
    groups = [(key, [contact_id for _, contact_id in group]) for key, group in groupby(rows, key=lambda row: row[0])]
    shared = dict.fromkeys(one for _, ids in groups if 1 < len(ids) <= _MOST_UNDER_A_KEY for one in ids)
    contacts = _visible(store, shared, by)
    hashes = {one: set(store.duplicates.hashes_of(keys_of(contact))) for one, contact in contacts.items()}
    told = int((start or {}).get("told", "0"))
    found: list[DuplicatePair] = []
    for key, ids in groups:
        here = [contacts[one] for one in ids if one in contacts] if len(ids) <= _MOST_UNDER_A_KEY else []
        # A pair that shares several keys is told of at the first of them.
        first = [(one, other) for one, other in combinations(here, 2) if key == _first_of(hashes, one, other)]
        pairs = _likely(store, first, least)[told:]
        if len(found) + len(pairs) > room:
            taken = room - len(found)
            place = start or store.duplicates.beginning()
            return [*found, *pairs[:taken]], {**place, "told": str(told + taken)}
        found += pairs
        told = 0
        start = store.duplicates.after_key(key, ids[-1])
    return found, None


def _first_of(hashes: dict[str, set[str]], one: Contact, other: Contact) -> str:
    return min(hashes[one.contact_id] & hashes[other.contact_id], default="")


def _likely(store: TenantStore, pairs: Iterable[tuple[Contact, Contact]], least: float) -> list[DuplicatePair]:
    found = []
    for one, other in pairs:
        alike = likeness(one, other)
        if alike.score >= least and store.duplicates.not_duplicates(_known_as(one)).isdisjoint(_known_as(other)):
            found.append(_pair(store, one, other, alike))
    return found


def _known_as(contact: Contact) -> tuple[str, ...]:
    """The contact and those merged into it: what was said of one of them stays with it, and holds for the contact (S1.23)."""
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
    found = store.contacts.get_many(list(contact_ids))
    return {one.contact_id: one for one in found if one.erasure is None and may(by, one, GroupRight.VIEW, groups)}
