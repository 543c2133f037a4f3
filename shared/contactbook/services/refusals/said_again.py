"""A person that says yes again, over a no at one of its addresses: an event of its own, by which it opens this contact (S5.1, S5.4)."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Contact, Preference, Preferences
from contactbook.domain.decisions.personal_refusals import is_refused_at
from contactbook.domain.permissions.scopes import channel_scope
from contactbook.domain.permissions.standing import is_own
from contactbook.domain.permissions.topics import topic_nos
from contactbook.domain.refusals.marks import AFFILIATE_MARKETING, DIRECT_MARKETING, PROCESSING, RefusedAddress
from contactbook.services.refusals.answering import marks_of_contact
from contactbook.storage.tenant_store import TenantStore

# What is said about each flag of the preferences and each channel, by its scope.
Stated = Mapping[str, bool | None]
Marks = tuple[RefusedAddress, ...]


def marks_to_answer(store: TenantStore, contact: Contact, by: Caller) -> Marks:
    """Return what is refused at the contact's addresses, if the person itself speaks. One batch read if the contact is not settled."""
    if not is_own(by.actor):
        return ()
    return marks_of_contact(store, contact)


def accepts_again(contact: Contact, marks: Marks) -> bool:
    """True if an acceptance of the person would answer a no at one of its addresses."""
    return is_refused_at(contact, PROCESSING, marks, contact.consent)


def topics_said_again(contact: Contact, chosen: Iterable[str], marks: Marks) -> tuple[str, ...]:
    """Return each chosen list that the contact is on already, and that was left at one of its addresses (S5.7)."""
    return tuple(one for one in chosen if one in contact.list_ids and topic_nos(contact, one, marks))


def answered(
    contact: Contact, stated: Stated, preferences: Preferences, marks: Marks, *, by: Caller, through: str, now: datetime
) -> Preferences:
    """Return the preferences with each yes said now that answers a no of an address: a flag that was yes already says so again."""

    def said(scope: str, preference: Preference) -> Preference:
        answers = preference.value and is_refused_at(contact, scope, marks, preference)
        if not stated.get(scope) or not answers:
            return preference
        return with_fields(preference, asked=True, changed_at=now, changed_by=by.actor, changed_through=through)

    if not marks:
        return preferences
    return with_fields(
        preferences,
        direct_marketing=said(DIRECT_MARKETING, preferences.direct_marketing),
        affiliate_marketing=said(AFFILIATE_MARKETING, preferences.affiliate_marketing),
        channels={channel: said(channel_scope(channel), one) for channel, one in preferences.channels.items()},
    )
