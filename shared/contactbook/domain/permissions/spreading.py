"""The nos of a contact that are refused at each of its addresses (S5.4).

A no through a link is refused at the address that the link was sent to, when it is said. Every other no belongs to all addresses of the
contact: what was said in the portal, what a user or an import recorded, and a consent that is rejected or withdrawn.
"""

from collections.abc import Iterator
from datetime import datetime

from contactbook.domain.base.callers import Actor, ActorType
from contactbook.domain.contacts.record import ConsentState, Contact, Preference
from contactbook.domain.permissions.scopes import flags_by_scope, topic_scope
from contactbook.domain.permissions.standing import is_own, is_refused, own_no
from contactbook.domain.refusals.marks import PROCESSING, Scope, Through
from contactbook.domain.refusals.refusals import RefusalEvent

# They were refused at the address itself when they were said.
_AT_ITS_ADDRESS = frozenset({Through.ONE_CLICK, Through.PREFERENCE_CENTRE, Through.COMPLAINT, Through.SMS_STOP})
_IMPORTED = frozenset({Through.IMPORT.value, "list_upload"})
# How a user or a file tells with evidence that the person said no, also one that had said so itself before.
_TOLD = _IMPORTED | {"api"}


def nos_of(contact: Contact | None) -> dict[str, RefusalEvent]:
    """Return the nos that stand on the contact and belong to each of its addresses, by their ids.

    The id names the contact, the scope and the time of the no, so the same no has the same id whenever it is written.
    """
    if contact is None:
        return {}
    found = [no for scope, said in flags_by_scope(contact.preferences).items() if (no := _no_of_flag(contact, scope, said))]
    topics = [_event(contact, topic_scope(one.list_id), Through.PREFERENCE_CENTRE, one.at) for one in contact.left_topics]
    return {no.event_id: no for no in (*found, *_no_of_consent(contact), *topics)}


def lifted(before: Contact | None, after: Contact | None) -> frozenset[Scope]:
    """Return the scopes to which the contact said no before the change, and says yes after it."""
    if before is None or after is None:
        return frozenset()
    yes = {scope for scope, said in flags_by_scope(after.preferences).items() if said.value}
    if after.consent.state is ConsentState.ACCEPTED and not after.consent.answer_required:
        yes.add(PROCESSING)
    return frozenset(scope for no in nos_of(before).values() for scope in no.scopes if scope in yes)


def _no_of_flag(contact: Contact, scope: Scope, said: Preference) -> RefusalEvent | None:
    own = own_no(said)
    at = own or said.changed_at
    if said.value or at is None or not (said.asked or own):
        return None
    way = said.refused_through or said.changed_through or ""
    is_persons = is_own(said.changed_by, said.changed_through)
    if way in _AT_ITS_ADDRESS or (is_persons and _is_link(said.changed_by) and said.refused_through is None):
        return None
    if (is_persons and said.refused_through not in _TOLD) or way == Through.PORTAL:
        return _event(contact, scope, Through.PORTAL, at)
    return _event(contact, scope, Through.IMPORT if way in _IMPORTED else Through.USER, at, with_evidence=own is not None)


def _no_of_consent(contact: Contact) -> Iterator[RefusalEvent]:
    consent = contact.consent
    own = own_no(consent)
    at = own or consent.updated_at
    # Who is asked again after a no has not said yes.
    if at is None or not is_refused(consent):
        return
    if not is_own(consent.updated_by):
        yield _event(contact, PROCESSING, Through.USER, at, with_evidence=own is not None)
    else:
        yield _event(contact, PROCESSING, Through.CONSENT_PAGE if _is_link(consent.updated_by) else Through.PORTAL, at)


def _is_link(by: Actor | None) -> bool:
    return by is not None and by.type is ActorType.LINK


def _event(contact: Contact, scope: Scope, through: Through, at: datetime, *, with_evidence: bool = False) -> RefusalEvent:
    return RefusalEvent(
        event_id=f"{contact.contact_id}.{scope}.{at:%Y%m%dT%H%M%S.%f}",
        through=through,
        scopes=(scope,),
        at=at,
        contact_id=contact.contact_id,
        with_evidence=with_evidence,
    )
