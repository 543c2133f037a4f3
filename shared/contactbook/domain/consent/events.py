"""What is kept of each time a consent was given, refused or asked for, and, apart from it, the evidence of who did it."""

import hashlib

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.values import Moment, Value
from contactbook.domain.consent.states import form_of
from contactbook.domain.contacts.record import ConsentState, ContactConsent
from contactbook.domain.settings.permissions import ConsentSettings


class ConsentEvent(Value):
    """One change of a contact's consent: from what to what, by whom, how, and under which form (S2.116-S2.119).

    `through` says how: `api`, `portal`, `link` or `reconsent`. `form_version` names the very text or document that was shown.
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
    """Where a statement came from: what a dispute is settled with, and nobody needs otherwise.

    It is personal: only `audit:read` sees it, and anonymisation erases it. `sent_to` is the keyed hash of the address whose
    link was used.
    """

    event_id: str
    at: Moment
    # What was stated: "consent" or "preferences".
    about: str
    source_ip: str | None = None
    user_agent: str | None = None
    sent_to: str | None = None


def form_version_of(consent: ContactConsent, settings: ConsentSettings) -> str | None:
    """The version of the form as a contact sees it: an attachment never changes, so its id says it; of a text, its hash."""
    attachment_id = form_of(consent, settings)
    if attachment_id is not None:
        return f"attachment:{attachment_id}"
    if settings.form_text is None:
        return None
    return f"text:{hashlib.sha256(settings.form_text.encode()).hexdigest()}"
