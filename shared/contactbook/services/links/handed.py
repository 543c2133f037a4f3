"""What counts of the choices through a link that a user was handed: a no is the person's, a yes is the user's (S2.50, S5.3).

So such a yes lifts no no of a person, and joins no list that a person left.
"""

from dataclasses import replace
from datetime import datetime

from contactbook.domain.base.versions import with_fields
from contactbook.domain.consent.preferences import changed_preferences
from contactbook.domain.contacts.record import Contact, Preference, Preferences
from contactbook.domain.decisions.personal_refusals import is_refused_at
from contactbook.domain.permissions.scopes import channel_scope
from contactbook.domain.permissions.standing import own_no
from contactbook.domain.permissions.topics import topic_nos
from contactbook.domain.refusals.marks import AFFILIATE_MARKETING, DIRECT_MARKETING
from contactbook.services.changes.commit import commit_change
from contactbook.services.consent.preferences import preferences_change
from contactbook.services.links.opt_ins import Choices
from contactbook.services.links.visits import Visit, for_yes


def without_refused_yeses(contact: Contact, choices: Choices) -> Choices:
    """Return the choices without each yes over a no of a person."""
    said = contact.preferences
    refused = {
        scope: None
        for scope, flag in ((DIRECT_MARKETING, said.direct_marketing), (AFFILIATE_MARKETING, said.affiliate_marketing))
        if getattr(choices, scope) and _is_refused(contact, scope, flag)
    }
    channels = {
        channel: chosen
        for channel, chosen in choices.channels.items()
        if not (chosen and _is_refused(contact, channel_scope(channel), said.of_channel(channel)))
    }
    return with_fields(choices, **refused, channels=channels)


def users_lists(contact: Contact, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """Return the chosen lists that are new to the contact, and that no person with one of its addresses left."""
    return tuple(one for one in wanted if one not in contact.list_ids and not topic_nos(contact, one, contact.refusals))


def said_through(visit: Visit, choices: Choices, *, through: str, now: datetime) -> Preferences:
    """Return the contact's permissions after the choices: each no said by the contact, each yes by whom the link makes say it."""
    after = visit.contact.preferences
    for answer, by in ((False, visit.by), (True, for_yes(visit))):
        after = changed_preferences(after, choices.draft_of(answer=answer), by=by.actor, through=through, now=now)
    return after


def join_for_user(visit: Visit, list_ids: tuple[str, ...], now: datetime) -> Visit:
    """Put the contact on these lists too, as the user would. Raises ConcurrentUpdate."""
    contact, by = visit.contact, for_yes(visit)
    change = preferences_change(
        visit.store, contact, contact.preferences, by=by, now=now, list_ids=(*contact.list_ids, *list_ids)
    )
    return replace(visit, contact=commit_change(visit.store, change, by=by, now=now))


def _is_refused(contact: Contact, scope: str, said: Preference) -> bool:
    return own_no(said) is not None or is_refused_at(contact, scope, contact.refusals, said)
