"""What a contact carries of what its person said, and what nothing but the person's yes may lift (S5.3).

A preference or a consent tells by who changed it last whether the person said so itself. Only where that does not tell (a default
confirmed, a no said again, a person asked again) it carries the time of the person's own no besides.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from contactbook.domain.base.callers import Actor, ActorType
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import ConsentState, Contact, ContactConsent, Preference, Preferences
from contactbook.domain.refusals.marks import RefusedAddress, Through

STOPS = frozenset({ConsentState.REJECTED, ConsentState.WITHDRAWN})
_THE_PERSON = frozenset({ActorType.LINK, ActorType.CONTACT})
# The provider tells it, and the person said it.
_TOLD_FOR_THE_PERSON = frozenset({Through.COMPLAINT.value, Through.SMS_STOP.value})

P = TypeVar("P", Preference, ContactConsent)


def is_own(by: Actor | None, through: str | None = None) -> bool:
    """True if the person said it itself: through a link, in its portal, by a complaint, by STOP."""
    return (by is not None and by.type in _THE_PERSON) or through in _TOLD_FOR_THE_PERSON


def is_refused(consent: ContactConsent) -> bool:
    """True if the person, or a user for it, refused the processing and has not accepted since."""
    return consent.state in STOPS or consent.answer_required


def is_erased_everywhere(contact: Contact, marks: Iterable[RefusedAddress]) -> bool:
    """True if every address of the contact was one of a person that was erased, as these marks tell."""
    erased = {mark.address for mark in marks if mark.through is Through.ANONYMIZATION}
    return bool(erased) and len(erased) >= len(contact.reached_at())


def own_no(said: Preference | ContactConsent) -> datetime | None:
    """Return when the person last said no itself, if no later yes of it answers that."""
    if said.refused_at is not None:
        return said.refused_at
    if isinstance(said, Preference):
        return said.changed_at if not said.value and is_own(said.changed_by, said.changed_through) else None
    return said.updated_at if said.state in STOPS and is_own(said.updated_by) else None


def answered_at(said: Preference | ContactConsent) -> datetime | None:
    """Return when the person said the yes that stands, itself or by evidence; None if there is none."""
    if isinstance(said, Preference):
        is_yes, by, at = said.value, said.changed_by, said.changed_at
    else:
        is_yes, by, at = said.state is ConsentState.ACCEPTED, said.updated_by, said.updated_at
    times = [time for time in (said.evidence_at, at if is_own(by) else None) if time]
    return max(times) if is_yes and times else None


def is_answered(said: Preference | ContactConsent, no: datetime, since: datetime | None) -> bool:
    """True if the person's yes is younger than a no at an address, and was recorded once the contact had the address.

    `since` is when the contact got the address; None if it always had it.
    """
    if answered_at(said) is None:
        return False
    if isinstance(said, Preference):
        by, at, told_at = said.changed_by, said.changed_at, said.told_at or said.changed_at
    else:
        by, at, told_at = said.updated_by, said.updated_at, said.updated_at
    yeses = [(said.evidence_at, told_at), (at if is_own(by) else None, at)]
    return any(yes is not None and yes > no and not _is_before(recorded, since) for yes, recorded in yeses)


def answers_mark(contact: Contact, said: Preference | ContactConsent, mark: RefusedAddress) -> bool:
    """True if what the contact said answers the no at this address of it, as `is_answered`."""
    return is_answered(said, mark.said_at, contact.gained.get(mark.address))


def _is_before(at: datetime | None, since: datetime | None) -> bool:
    return since is not None and (at is None or at < since)


def answers(said: Preference | ContactConsent, no: datetime) -> bool:
    """True if this is a yes that lifts the person's own no: one that it said itself after it, or that has younger evidence."""
    if said.evidence_at is not None and said.evidence_at > no:
        return answered_at(said) is not None
    yes = answered_at(with_fields(said, evidence_at=None))
    return yes is not None and yes >= no


def with_nos_kept(before: Contact, after: Contact) -> Contact:
    """Return the contact after a change, with every own no of the person that the change does not answer.

    So no route, job, merge or undo raises a permission, whatever it meant to do. What it may not raise stays as it was.
    """
    if before.preferences is after.preferences and before.consent is after.consent and before.list_ids == after.list_ids:
        return after
    left = {topic.list_id for topic in after.left_topics}
    kept = with_fields(
        after,
        preferences=_kept_preferences(before.preferences, after.preferences),
        consent=_kept_consent(before.consent, after.consent),
        list_ids=tuple(one for one in after.list_ids if one in before.list_ids or one not in left),
    )
    return after if kept == after else kept


def with_last_no(chosen: Preference, said: Sequence[Preference]) -> Preference:
    """Return the chosen no of several records, with the last own no among them."""
    last = max((no for no in map(own_no, said) if no), default=None)
    if chosen.value or last is None or last == own_no(chosen):
        return chosen
    through = next(one.refused_through or one.changed_through for one in said if own_no(one) == last)
    return with_fields(chosen, refused_at=last, refused_through=through)


def _kept_preferences(before: Preferences, after: Preferences) -> Preferences:
    channels = {name: _kept(before.of_channel(name), after.of_channel(name)) for name in {**before.channels, **after.channels}}
    return with_fields(
        after,
        direct_marketing=_kept(before.direct_marketing, after.direct_marketing),
        affiliate_marketing=_kept(before.affiliate_marketing, after.affiliate_marketing),
        channels=channels if channels != after.channels else after.channels,
    )


def _kept(before: Preference, after: Preference) -> Preference:
    no = own_no(before)
    if no is None or before == after:
        return after
    if after.value:
        return after if answers(after, no) else before
    if not after.asked:
        return before
    last = own_no(after)
    return after if last is not None and last >= no else with_fields(after, refused_at=no, refused_through=_way(before))


def _way(said: Preference) -> str | None:
    return said.refused_through or said.changed_through


def _kept_consent(before: ContactConsent, after: ContactConsent) -> ContactConsent:
    no = own_no(before)
    if before == after:
        return after
    if after.state is ConsentState.ACCEPTED:
        return before if no is not None and not answers(after, no) else after
    last = own_no(after)
    if no is not None and (last is None or last < no):
        after = with_fields(after, refused_at=no)
    # Who is asked again has not said yes.
    is_asked_again = after.state is ConsentState.PENDING and is_refused(before)
    return with_fields(after, answer_required=True) if is_asked_again else after
