"""Reading a contact and its consent as they were at an earlier time."""

import json
from datetime import datetime

from pydantic import JsonValue

from contactbook.domain.audit.as_of import contact_as_of
from contactbook.domain.audit.entries import Entry, EntryValues
from contactbook.domain.base.callers import Actor, Caller
from contactbook.domain.base.errors import NotFound, RuleBroken, ValidationFailed
from contactbook.domain.base.values import Flag, Moment, Value
from contactbook.domain.contacts.record import ConsentState, Contact
from contactbook.domain.decisions.decision import Decision
from contactbook.domain.decisions.suppressions import Suppressions
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.notification_types.notification_types import NotificationType
from contactbook.domain.profiles.contact_view import contact_view
from contactbook.services.changes.access import visible_contact
from contactbook.services.decisions.deciding import Addressee, Decider
from contactbook.storage.tenant_store import TenantStore

_PAGE = 100
# What an earlier time does not tell: the record's own standing, and what is kept beside the contact. No line of the specification
# asks for either; the audit names what became of each account and opportunity.
_NOT_TOLD = {"version", "updated_at", "updated_by", "accounts", "opportunities"}


class PastContact(Value):
    """A contact's profile as it was known at a time, without its version and its children."""

    contact_id: str
    as_of: Moment
    contact: dict[str, JsonValue]


class PastConsent(Value):
    """A contact's consent as it was known at a time."""

    contact_id: str
    as_of: Moment
    state: ConsentState
    updated_at: Moment | None
    updated_by: Actor | None
    form_attachment_id: str | None
    answer_required: Flag


def read_contact_as_of(store: TenantStore, contact_id: str, as_of: datetime, *, by: Caller, now: datetime) -> PastContact:
    """The profile as it was then. Raises as `past_contact`."""
    past = past_contact(store, contact_id, as_of, by=by, now=now)
    view = contact_view(past, store.settings.current(), now=as_of, include_inactive=True)
    known: dict[str, JsonValue] = json.loads(view.model_dump_json(exclude=_NOT_TOLD))
    return PastContact(contact_id=contact_id, as_of=as_of, contact=known)


def read_consent_as_of(store: TenantStore, contact_id: str, as_of: datetime, *, by: Caller, now: datetime) -> PastConsent:
    """The consent as it was known then. Raises as `past_contact`."""
    known = past_contact(store, contact_id, as_of, by=by, now=now).consent
    return PastConsent(
        contact_id=contact_id,
        as_of=as_of,
        state=known.state,
        updated_at=known.updated_at,
        updated_by=known.updated_by,
        form_attachment_id=known.form_attachment_id,
        answer_required=known.answer_required,
    )


def decision_as_of(
    store: TenantStore,
    contact_id: str,
    as_of: datetime,
    *,
    channel: Channel,
    notification_type: NotificationType,
    by: Caller,
    now: datetime,
) -> Decision:
    """What was decided about the contact then, at contact level, derived again by the one decision (under today's settings).

    Suppression lists are left out: they say when an address was put on them, not when it was taken off. Raises as `past_contact`.
    """
    addressee = Addressee(past_contact(store, contact_id, as_of, by=by, now=now))
    return Decider(store).decide(
        addressee, channel=channel, notification_type=notification_type, service=None, suppressions=Suppressions()
    )


def past_contact(store: TenantStore, contact_id: str, as_of: datetime, *, by: Caller, now: datetime) -> Contact:
    """The contact as it was known then, for whoever may see it now.

    Raises NotFound where there was none yet, RuleBroken `history_erased` where it was anonymized since, ValidationFailed for a
    time to come, Merged.
    """
    if as_of > now:
        raise ValidationFailed.of("/as_of", "in_the_future", "What will be known is not known.")
    contact = visible_contact(store, contact_id, by=by)
    if contact.created_at > as_of:
        raise NotFound("There was no such contact then.")
    if contact.erasure is not None:
        raise RuleBroken("The contact is anonymized; what was known of it is erased.", code="history_erased")
    return contact_as_of(contact, _since(store, contact_id, as_of), as_of)


def _since(store: TenantStore, contact_id: str, as_of: datetime) -> list[tuple[Entry, EntryValues | None]]:
    found: list[tuple[Entry, EntryValues | None]] = []
    after: dict[str, str] | None = None
    while True:
        page, after = store.history.page(contact_id, limit=_PAGE, after=after)
        found += [one for one in page if one[0].at > as_of]
        # Entries stand in the order of their times.
        if after is None or (page and page[-1][0].at <= as_of):
            return found
