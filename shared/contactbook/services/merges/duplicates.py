"""Likely duplicates of one contact, as far as the caller may see them, and who is marked as different (S1.22, S3.16)."""

from collections.abc import Iterable
from datetime import datetime

from contactbook.domain.audit.entries import Change
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import Merged, NotFound, RuleBroken, ValidationFailed
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.names import display_name
from contactbook.domain.contacts.record import Contact
from contactbook.domain.merges.duplicates import (
    Duplicate,
    NotDuplicateView,
    duplicate_keys,
    likeness,
)
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact, visible_contact
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.storage.tenant_store import TenantStore

# A key that more contacts share identifies nobody.
MOST_IN_A_GROUP = 50
_MOST_DUPLICATES = 100


def duplicates_of(store: TenantStore, contact_id: str, *, by: Caller, least: float) -> list[Duplicate]:
    """Return the likely duplicates of a contact with a score of `least` or more, highest score first.

    It costs one query for each key and for each contact merged into this one, and two batch reads at most. Raises NotFound, Merged.
    """
    contact = visible_contact(store, contact_id, by=by)
    groups = dict.fromkeys(store.duplicates.group_of(key) for key in duplicate_keys(contact))
    met = dict.fromkeys(one for group in groups for one in store.duplicates.contacts_in(group, limit=MOST_IN_A_GROUP))
    apart = store.duplicates.not_duplicates(contact.own_ids())
    others = [one for one in met if one != contact_id and one not in apart]
    settings = store.settings.current()
    found = [
        Duplicate(
            contact_id=other.contact_id,
            display_name=display_name(other, other.kind, settings.name_display),
            score=alike.score,
            fields=alike.fields,
        )
        for other in visible_contacts(store, others, by).values()
        if apart.isdisjoint(other.own_ids())
        for alike in [likeness(contact, other)]
        if alike.score >= least
    ]
    return sorted(found, key=lambda one: (-one.score, one.contact_id))[:_MOST_DUPLICATES]


@retried_when_raced
def mark_not_duplicate(store: TenantStore, contact_id: str, other_id: str, *, by: Caller, now: datetime) -> NotDuplicateView:
    """Mark two contacts as different, so that neither is returned as a duplicate of the other.

    Raises RuleBroken `same_contact`, ValidationFailed if the caller may not see the other contact, NotFound, Merged.
    """
    contact = editable_contact(store, contact_id, by=by)
    if contact_id == other_id:
        raise RuleBroken.of(
            "/contact_id", "same_contact", "A contact cannot be marked as different from itself. Name another one."
        )
    try:
        visible_contact(store, other_id, by=by)
    except (NotFound, Merged) as error:
        raise ValidationFailed.of("/contact_id", "not_found", "There is no such contact.") from error
    if other_id not in store.duplicates.not_duplicates([contact_id]):
        change = ContactChange(
            before=contact,
            after=contact,
            action="contact.not_duplicate",
            # Not as the subject, which is in the chain for good and shown to every reader of the history (S8.3).
            details=(Change(field="not_duplicate_id", to=other_id),),
            writes=store.duplicates.not_duplicate_writes(contact_id, other_id),
        )
        contact = commit_change(store, change, by=by, now=now)
    return NotDuplicateView(contact_id=contact_id, not_duplicate_id=other_id, version=contact.version)


def visible_contacts(store: TenantStore, contact_ids: Iterable[str], by: Caller) -> dict[str, Contact]:
    """Return the contacts that the caller may view, by their ids."""
    groups = store.settings.current().groups
    found = store.contacts.listed(list(contact_ids))
    return {one.contact_id: one for one in found if one.erasure is None and may(by, one, GroupRight.VIEW, groups)}
