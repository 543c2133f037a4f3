"""What a contact says on its own pages about the address that the link was sent to (S5.1, S5.4).

A no refuses the address for every contact that has it. A yes opens this contact alone.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import reduce

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import Contact, Preference, Preferences
from contactbook.domain.decisions.personal_refusals import is_unanswered
from contactbook.domain.permissions.topics import topic_nos, with_topic_joined
from contactbook.domain.refusals.marks import AFFILIATE_MARKETING, DIRECT_MARKETING, Through
from contactbook.domain.refusals.refusals import RefusalEvent
from contactbook.services.base.ids import new_id
from contactbook.services.links.visits import Visit
from contactbook.services.refusals.recording import Recorded, recorded

# What is said about each flag of the preferences and each channel, by its scope.
Stated = dict[str, bool | None]


def no_of(visit: Visit, stated: Stated, *, through: str, is_new: bool, now: datetime) -> Recorded:
    """Return what saves the opt-outs among the choices as a no of the address. One read.

    Without `is_new`, nothing where this contact has said the same just before.
    """
    scopes = tuple(sorted(scope for scope, value in stated.items() if value is False))
    if not scopes or visit.link.sent_to is None:
        return Recorded()
    event = RefusalEvent(
        event_id=new_id("ref", now),
        through=Through(through),
        scopes=scopes,
        at=now,
        contact_id=visit.contact.contact_id,
    )
    said = recorded(visit.store, event, [visit.link.sent_to], visit.contact)
    return Recorded() if said.is_repeated and not is_new else said


def topics_answered(contact: Contact, chosen: Iterable[str], now: datetime) -> Contact:
    """Return the contact with its yes to each chosen list that it is on already, and that was left at one of its addresses (S5.7)."""
    again = [one for one in chosen if one in contact.list_ids and topic_nos(contact, one, contact.refusals)]
    return reduce(lambda asked, list_id: with_topic_joined(asked, list_id, now), again, contact)


def answered(
    contact: Contact, stated: Stated, preferences: Preferences, *, by: Actor, through: str, now: datetime
) -> Preferences:
    """Return the preferences with each yes said now that answers a no of an address: a flag that was yes already says so again."""

    def said(scope: str, preference: Preference) -> Preference:
        answers = preference.value and any(is_unanswered(contact, mark, scope, preference) for mark in contact.refusals)
        if not stated.get(scope) or not answers:
            return preference
        return with_fields(preference, asked=True, changed_at=now, changed_by=by, changed_through=through)

    return with_fields(
        preferences,
        direct_marketing=said(DIRECT_MARKETING, preferences.direct_marketing),
        affiliate_marketing=said(AFFILIATE_MARKETING, preferences.affiliate_marketing),
        channels={channel: said(f"channel:{channel.value}", one) for channel, one in preferences.channels.items()},
    )
