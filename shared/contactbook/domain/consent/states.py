"""Consent: its states, what each state allows, and how the answers of several records are combined (S2.110-S2.124).

These are rules only. `services/consent/answers.py` decides who may record a consent and how it is stored.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.unknown import keeping_unknown
from contactbook.domain.base.values import Flag, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import ConsentState, Contact, ContactConsent, Preference, Preferences
from contactbook.domain.permissions.standing import STOPS, is_refused, own_no, with_last_no
from contactbook.domain.settings.permissions import Behaviour, ConsentSettings

# What each state can become. Only accepted can become withdrawn (S2.111), and only an acceptance ends withdrawn. A state may be
# recorded again with another form.
TRANSITIONS: dict[ConsentState, frozenset[ConsentState]] = {
    ConsentState.PENDING: frozenset({ConsentState.PENDING, ConsentState.ACCEPTED, ConsentState.REJECTED}),
    ConsentState.ACCEPTED: frozenset(ConsentState),
    ConsentState.REJECTED: frozenset({ConsentState.REJECTED, ConsentState.ACCEPTED, ConsentState.PENDING}),
    ConsentState.WITHDRAWN: frozenset({ConsentState.WITHDRAWN, ConsentState.ACCEPTED}),
}

# The states that a re-consent run asks again (S2.121). Withdrawn stays withdrawn (S2.123).
ASKED_AGAIN = frozenset({ConsentState.PENDING, ConsentState.ACCEPTED, ConsentState.REJECTED})

_STRICTNESS = {Behaviour.COMPLETE: 0, Behaviour.NONE: 1, Behaviour.ANONYMIZE: 2}
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def check_transition(before: ConsentState, after: ConsentState) -> None:
    """Raise RuleBroken `consent_transition_refused` if the state cannot follow the one before."""
    if after not in TRANSITIONS[before]:
        others = " or ".join(sorted(state.value for state in TRANSITIONS[before] if state is not before))
        message = f"A consent that is {before.value} cannot become {after.value}. It can become {others}."
        raise RuleBroken.of("/state", "consent_transition_refused", message)


def behaviour_of(state: ConsentState, settings: ConsentSettings) -> Behaviour:
    """Return what the state allows. Pending and accepted always allow everything (S2.112, S2.113)."""
    if state is ConsentState.REJECTED:
        return settings.rejected
    return settings.withdrawn if state is ConsentState.WITHDRAWN else Behaviour.COMPLETE


def allows(contact: Contact, settings: ConsentSettings) -> Behaviour:
    """Return what may be done with the contact.

    A contact whose anonymization is requested but blocked allows nothing, even if the settings have changed since (S2.140).
    """
    behaviour = behaviour_of(contact.consent.state, settings)
    return Behaviour.ANONYMIZE if contact.anonymization_pending and behaviour is Behaviour.COMPLETE else behaviour


def may_market(contact: Contact, settings: ConsentSettings) -> bool:
    """True if the consent allows marketing; the marketing flags decide besides (decision 6).

    False for one that is rejected or withdrawn, whatever behaviour is configured (S2.112), and while a contact that had said no is
    asked again: pending makes the contact functional, but is not a yes (decision 7).
    """
    if is_refused(contact.consent) or allows(contact, settings) is not Behaviour.COMPLETE:
        return False
    return not settings.marketing_requires_accepted or contact.consent.state is ConsentState.ACCEPTED


def form_of(consent: ContactConsent, settings: ConsentSettings) -> str | None:
    """Return the attached form: the contact's own, else the tenant's global one (S2.119, S2.120).

    A withdrawn consent keeps what it was: nobody asks the contact under a newer global form (S2.123).
    """
    if consent.state is ConsentState.WITHDRAWN:
        return consent.form_attachment_id
    return consent.form_attachment_id or settings.global_form_attachment_id


def asked_again(contact: Contact, form_attachment_id: str) -> Contact:
    """Return the contact after a re-consent run has asked it (S2.122).

    A contact that is withdrawn, anonymized or about to be stays as it is (S2.123). Marketing flags do not change. If the answer
    was a stop, marketing waits for a new answer (S2.124, decision 7).
    """
    if contact.erasure is not None or contact.anonymization_pending or contact.consent.state not in ASKED_AGAIN:
        return contact
    consent = ContactConsent(
        form_attachment_id=form_attachment_id,
        answer_required=is_refused(contact.consent),
        refused_at=own_no(contact.consent),
    )
    return with_fields(contact, consent=keeping_unknown(consent, contact.consent))


class Standing(Value):
    """What one record says about whether its person may be contacted."""

    consent: ContactConsent = ContactConsent()
    preferences: Preferences = Preferences()
    suppressed: Flag = False


def standing_of(contact: Contact, *, suppressed: bool = False) -> Standing:
    """Return the standing of a contact. The caller says whether a suppression list holds it."""
    return Standing(consent=contact.consent, preferences=contact.preferences, suppressed=suppressed)


def stops_of(standing: Standing) -> Standing:
    """Return only the stops of a standing: another tenant's copy takes no yes from it."""
    preferences = standing.preferences
    flags = {
        name: said if not said.value else Preference()
        for name in ("direct_marketing", "affiliate_marketing")
        for said in [getattr(preferences, name)]
    }
    channels = {channel: said for channel, said in preferences.channels.items() if not said.value}
    return with_fields(
        standing,
        consent=standing.consent if is_refused(standing.consent) else ContactConsent(),
        preferences=with_fields(preferences, **flags, channels=channels),
    )


def combine(standings: Sequence[Standing], *, fresh: Standing | None = None, settings: ConsentSettings | None = None) -> Standing:
    """Return one standing for records that are merged, or that one record is copied from (decision 7).

    - A stop (opted out, rejected, withdrawn, suppressed) beats a go.
    - A default that nobody was asked about is neither: an answer beats it. If nobody was asked, the first record's default stays.
    - A consent that is pending under another form than the accepted one asks again and beats that acceptance.
    - Only `fresh`, what the person says now, beats a stop, and only for what it states. It never lifts a suppression.
    - `settings` define which of several stops is the strictest.

    The first standing belongs to the record that stays. Raises ValueError for no standings.
    """
    if not standings:
        raise ValueError("There is nothing to combine.")
    consents = [standing.consent for standing in standings]
    said = fresh or Standing()
    known = [standing.preferences for standing in standings]
    channels = dict.fromkeys(channel for preferences in (*known, said.preferences) for channel in preferences.channels)
    return Standing(
        consent=_fresh_consent(said) or _combined_consent(consents, settings or ConsentSettings()),
        preferences=with_fields(
            known[0],
            direct_marketing=_combined([one.direct_marketing for one in known], said.preferences.direct_marketing),
            affiliate_marketing=_combined([one.affiliate_marketing for one in known], said.preferences.affiliate_marketing),
            channels={
                one: _combined([preferences.of_channel(one) for preferences in known], said.preferences.of_channel(one))
                for one in channels
            },
        ),
        suppressed=any(standing.suppressed for standing in standings),
    )


def _fresh_consent(said: Standing) -> ContactConsent | None:
    return None if said.consent.state is ConsentState.PENDING else said.consent


def _combined_consent(consents: Sequence[ContactConsent], settings: ConsentSettings) -> ContactConsent:
    stops = [consent for consent in consents if consent.state in STOPS]
    last = max((no for no in map(own_no, consents) if no), default=None)
    if stops:
        strictest = max(stops, key=lambda consent: (_STRICTNESS[behaviour_of(consent.state, settings)], *_latest(consent)))
        return strictest if last == own_no(strictest) else with_fields(strictest, refused_at=last)
    # A re-consent run turned the stop into a question; for marketing it is still a stop.
    held = any(consent.answer_required for consent in consents)
    questions = [consent for consent in consents if consent.state is ConsentState.PENDING]
    answers = [consent for consent in consents if consent.state is ConsentState.ACCEPTED]
    accepted = max(answers, key=_latest) if answers else None
    asks_again = [question for question in questions if question.form_attachment_id is not None]
    open_questions = [question for question in asks_again if not accepted or _asks_for_more(question, accepted)]
    if accepted and not held and not open_questions:
        return accepted
    question = (open_questions or asks_again or questions or consents)[0]
    combined = ContactConsent(form_attachment_id=question.form_attachment_id, answer_required=held, refused_at=last)
    return keeping_unknown(combined, consents[0])


def _asks_for_more(question: ContactConsent, accepted: ContactConsent) -> bool:
    return question.form_attachment_id != accepted.form_attachment_id


def _latest(consent: ContactConsent) -> tuple[datetime, str]:
    return consent.updated_at or _LONG_AGO, consent.state.value


def _combined(known: Sequence[Preference], fresh: Preference) -> Preference:
    if fresh.asked:
        return fresh
    answers = [preference for preference in known if preference.asked]
    stops = [preference for preference in answers if not preference.value]
    chosen = _newest(stops) or _newest(answers) or known[0]
    return with_last_no(chosen, known)


def _newest(preferences: Iterable[Preference]) -> Preference | None:
    return max(preferences, key=lambda preference: preference.changed_at or _LONG_AGO, default=None)


def without_new_yeses(standing: Standing, was: Standing) -> Standing:
    """Return the standing with no yes but those that the contact had before, as they were said then.

    A yes of somebody else would answer a no at an address that both had.
    """

    def kept(said: Preference, before: Preference) -> Preference:
        return before if said.value else said

    said, before = standing.preferences, was.preferences
    flags = {name: kept(getattr(said, name), getattr(before, name)) for name in ("direct_marketing", "affiliate_marketing")}
    channels = {channel: kept(said.of_channel(channel), before.of_channel(channel)) for channel in said.channels}
    consent = was.consent if standing.consent.state is ConsentState.ACCEPTED else standing.consent
    return with_fields(standing, preferences=with_fields(said, **flags, channels=channels), consent=consent)
