"""Consent events: each time a consent was given, refused or requested. The evidence of who did it is kept apart."""

import hashlib

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.values import Moment, Value
from contactbook.domain.consent.states import form_of
from contactbook.domain.contacts.record import ConsentState, ContactConsent
from contactbook.domain.settings.permissions import ConsentSettings


class ConsentEvent(Value):
    """One change of a contact's consent (S2.116-S2.119).

    `through` is the way it came: `api`, `portal`, `link` or `reconsent`. `form_version` names the exact text or document that the
    contact saw.
    """

    event_id: str
    at: Moment
    state: ConsentState
    previous_state: ConsentState
    by: Actor
    through: str
    form_attachment_id: str | None = None
    form_version: str | None = None


class Evidence(Value):
    """Where a statement came from. Only a dispute needs it.

    It is personal data: only `audit:read` can read it, and anonymization erases it. `sent_to` is the keyed hash of the address
    whose link was used.
    """

    event_id: str
    at: Moment
    # The subject of the statement: "consent" or "preferences".
    about: str
    source_ip: str | None = None
    user_agent: str | None = None
    sent_to: str | None = None


def form_version_of(consent: ContactConsent, settings: ConsentSettings) -> str | None:
    """Return the version of the form that a contact sees: the id of an attachment, which never changes, or the hash of a text."""
    attachment_id = form_of(consent, settings)
    if attachment_id is not None:
        return f"attachment:{attachment_id}"
    if settings.form_text is None:
        return None
    return f"text:{hashlib.sha256(settings.form_text.encode()).hexdigest()}"
