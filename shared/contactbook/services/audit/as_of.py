"""A contact and its consent as they were at an earlier time."""

import json
from datetime import datetime

from pydantic import JsonValue

from contactbook.domain.audit.as_of import contact_as_of
from contactbook.domain.audit.entries import Entry, EntryValues
from contactbook.domain.base.callers import Actor, Caller
from contactbook.domain.base.errors import NotFound, RuleBroken, ValidationFailed
from contactbook.domain.base.paging import pages
from contactbook.domain.base.unknown import without_unknown
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
# Fields that a past contact does not have: those about the record itself, and accounts and opportunities, which are stored in items
# of their own. The specification does not ask for them. The audit shows how each account and opportunity changed.
_LEFT_OUT = {"version", "updated_at", "updated_by", "accounts", "opportunities", "lists"}


class PastContact(Value):
    """A contact's profile at a time, without its version and without accounts and opportunities."""

    contact_id: str
    as_of: Moment
    contact: dict[str, JsonValue]


class PastConsent(Value):
    """A contact's consent at a time."""

    contact_id: str
    as_of: Moment
    state: ConsentState
    updated_at: Moment | None
    updated_by: Actor | None
    form_attachment_id: str | None
    answer_required: Flag


def read_contact_as_of(store: TenantStore, contact_id: str, as_of: datetime, *, by: Caller, now: datetime) -> PastContact:
    """Return the profile at that time. Raises as `past_contact`."""
    past = past_contact(store, contact_id, as_of, by=by, now=now)
    view = contact_view(past, store.settings.current(), now=as_of, include_inactive=True)
    known: dict[str, JsonValue] = json.loads(without_unknown(view).model_dump_json(exclude=_LEFT_OUT))
    return PastContact(contact_id=contact_id, as_of=as_of, contact=known)


def read_consent_as_of(store: TenantStore, contact_id: str, as_of: datetime, *, by: Caller, now: datetime) -> PastConsent:
    """Return the consent at that time. Raises as `past_contact`."""
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
    """Return the decision about the contact at that time, at contact level, under today's settings.

    Suppression lists are left out: they store when an address was added, not when it was removed. Raises as `past_contact`.
    """
    addressee = Addressee(past_contact(store, contact_id, as_of, by=by, now=now))
    return Decider(store, now=now).decide(
        addressee, channel=channel, notification_type=notification_type, service=None, suppressions=Suppressions()
    )


def past_contact(store: TenantStore, contact_id: str, as_of: datetime, *, by: Caller, now: datetime) -> Contact:
    """Return the contact at that time, for a caller who may see it now.

    Raises NotFound if it did not exist yet, RuleBroken `history_erased` if it was anonymized since, ValidationFailed for a
    future time, Merged.
    """
    if as_of > now:
        raise ValidationFailed.of("/as_of", "in_the_future", "`as_of` must not be in the future.")
    contact = visible_contact(store, contact_id, by=by)
    if contact.created_at > as_of:
        raise NotFound("The contact did not exist at that time.")
    if contact.erasure is not None:
        raise RuleBroken(
            "The contact is anonymized and its history is erased. GET /v1/contacts/{id}/erasure-certificate says what is left.",
            code="history_erased",
        )
    return contact_as_of(contact, _since(store, contact_id, as_of), as_of)


def _since(store: TenantStore, contact_id: str, as_of: datetime) -> list[tuple[Entry, EntryValues | None]]:
    """Return the entries after that time, newest first."""
    found: list[tuple[Entry, EntryValues | None]] = []
    for page, _ in pages(lambda after: store.history.page(contact_id, limit=_PAGE, after=after)):
        found += [one for one in page if one[0].at > as_of]
        # Entries are stored in the order of their times.
        if page and page[-1][0].at <= as_of:
            break
    return found
