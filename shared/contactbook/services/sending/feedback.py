"""Records SES's feedback: deliveries, bounces, complaints. Duplicates and any order give the same result.

A hard bounce, and too many soft ones in a row (`soft_bounces.py`), make the address unusable for the whole tenant. A complaint is the person's own no to marketing (S0.15, S3.4, S5.4). The
refusal, what it changes of the contact, and the state of the communication are one transaction. A report that fails is delivered again.
"""

from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.base.callers import Caller, job
from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.versions import with_fields
from contactbook.domain.communications.communication_ids import contact_id_in
from contactbook.domain.communications.communications import Communication
from contactbook.domain.communications.transitions import with_feedback
from contactbook.domain.consent.preferences import changed_preferences
from contactbook.domain.contacts.drafts import PreferencesDraft
from contactbook.domain.contacts.record import Contact
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.refusals.marks import AFFILIATE_MARKETING, DIRECT_MARKETING, UNUSABLE, Through
from contactbook.domain.refusals.refusals import RefusalEvent
from contactbook.domain.sending.deliveries import Feedback, FeedbackKind
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.commit import ContactChange, commit_change
from contactbook.services.communications.run_ends import ending_writes, save_counted
from contactbook.services.refusals.following import mark_holders
from contactbook.services.refusals.recording import RECORDED, recorded
from contactbook.services.sending.soft_bounces import Counted, counted
from contactbook.storage.base import table
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore

_BY = job("delivery_feedback")
_SAID = {
    FeedbackKind.HARD_BOUNCE: (Through.BOUNCE, (UNUSABLE,)),
    FeedbackKind.COMPLAINT: (Through.COMPLAINT, (AFFILIATE_MARKETING, DIRECT_MARKETING)),
}


@retried_when_raced
def record_feedback(store: TenantStore, feedback: Feedback, *, now: datetime) -> None:
    """Record the provider's report about one message. A report about another message of a communication is ignored.

    What a person or an address says outlives the communication: it is recorded also when that has ended (S2.2).
    """
    found = _find(store, feedback)
    if found is None:
        _record_late(store, feedback, now)
        return
    if not _is_about(feedback, found):
        return
    reported = with_feedback(found, feedback)
    addresses = feedback.recipients or ((found.address,) if found.address else ())
    count = Counted()
    if feedback.kind is FeedbackKind.SOFT_BOUNCE and addresses:
        count = counted(store, feedback, found, addresses[0])
    event = _event_of(feedback, found.contact_id, is_unusable=count.is_unusable)
    if event is not None:
        kept = () if reported == found else (store.communications.save_of(reported), *ending_writes(store, found, reported))
        _refuse(store, event, addresses, found.contact_id, (*count.writes, *kept), now)
    elif reported != found:
        save_counted(store, found, reported, count.writes)
    elif count.writes:
        table.transact(count.writes)


def _record_late(store: TenantStore, feedback: Feedback, now: datetime) -> None:
    """Record the no of a report whose communication is gone. Its id names the contact, and the report the addresses."""
    try:
        contact_id = contact_id_in(feedback.communication_id)
    except NotFound:
        return
    event = _event_of(feedback, contact_id, is_unusable=False)
    if event is not None and feedback.recipients:
        _refuse(store, event, feedback.recipients, contact_id, (), now)


def _event_of(feedback: Feedback, contact_id: str, *, is_unusable: bool) -> RefusalEvent | None:
    """Return the no that the report is; None for a report that changes the communication only."""
    kind = FeedbackKind.HARD_BOUNCE if is_unusable else feedback.kind
    if kind not in _SAID:
        return None
    through, scopes = _SAID[kind]
    return RefusalEvent(
        event_id=f"{through.value}-{feedback.communication_id}",
        through=through,
        scopes=scopes,
        at=feedback.at,
        contact_id=contact_id,
        source=feedback.communication_id,
    )


def _refuse(
    store: TenantStore,
    event: RefusalEvent,
    addresses: tuple[str, ...],
    contact_id: str,
    also: Sequence[Write],
    now: datetime,
) -> None:
    contact = store.contacts.survivors([contact_id]).get(contact_id)
    if contact is not None and contact.erasure is not None:
        contact = None
    said = recorded(store, event, addresses, contact)
    writes: list[Write] = [*said.writes, *also]
    if contact is not None:
        after = said.mark(contact)
        after = _opted_out(after, by=_BY, now=now) if event.through is Through.COMPLAINT else after
        if after != contact or said.writes:
            action = "preferences.changed" if after.preferences != contact.preferences else RECORDED
            change = ContactChange(before=contact, after=after, action=action, details=said.details, writes=writes)
            commit_change(store, change, by=_BY, now=now)
            return
    if writes:
        table.transact(writes)
    if contact is None:
        # No audit entry of the contact tells the stream.
        for address in addresses:
            mark_holders(store, address, now)


def _opted_out(contact: Contact, *, by: Caller, now: datetime) -> Contact:
    """Return the contact opted out of marketing by the tenant and by its partners: a complaint is the person's own refusal."""
    refused = PreferencesDraft(direct_marketing=False, affiliate_marketing=False)
    after = changed_preferences(contact.preferences, refused, by=by.actor, through="complaint", now=now)
    return with_fields(contact, preferences=after)


def _find(store: TenantStore, feedback: Feedback) -> Communication | None:
    """Return the communication of the report, or None if there is none."""
    try:
        return store.communications.find(feedback.communication_id)
    except NotFound:
        return None


def _is_about(feedback: Feedback, found: Communication) -> bool:
    """True unless another message carried the communication."""
    return found.channel is Channel.EMAIL and found.message_id in (None, feedback.message_id)
