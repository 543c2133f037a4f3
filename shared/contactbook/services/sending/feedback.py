"""What SES tells about what it accepted: deliveries, bounces, complaints. Repetition and disorder change nothing.

A hard bounce suppresses the address for the whole tenant; a complaint also opts the contact out of marketing (S0.15, S3.4). What
follows comes before the state is written, and each step may be repeated: whatever fails is told again.
"""

from datetime import datetime

from contactbook.domain.base.callers import Caller, job
from contactbook.domain.base.errors import NotFound
from contactbook.domain.consent.preferences import changed_preferences
from contactbook.domain.contacts.drafts import PreferencesDraft
from contactbook.domain.decisions.notification_types import Channel, SkipReason
from contactbook.domain.notifications.communications import Communication, told
from contactbook.domain.sending.deliveries import Feedback, FeedbackKind
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.commit import commit_change
from contactbook.services.consent.preferences import preferences_change
from contactbook.services.decisions.suppressions import suppress_address
from contactbook.storage.tenant_store import TenantStore

_SUPPRESSED_BY = {FeedbackKind.HARD_BOUNCE: SkipReason.BOUNCED, FeedbackKind.COMPLAINT: SkipReason.COMPLAINED}


def record_feedback(store: TenantStore, feedback: Feedback, *, now: datetime) -> None:
    """Take note of what the provider tells about one message; what is about nothing of ours is left alone."""
    found = _find(store, feedback)
    if found is None:
        return
    reason = _SUPPRESSED_BY.get(feedback.kind)
    if reason is not None:
        for address in feedback.recipients or ((found.address,) if found.address else ()):
            suppress_address(store, Channel.EMAIL, address, reason, now=now, source=found.communication_id)
    if feedback.kind is FeedbackKind.COMPLAINT:
        _opt_out(store, found.contact_id, by=job("delivery_feedback"), now=now)
    _write_down(store, feedback)


@retried_when_raced
def _write_down(store: TenantStore, feedback: Feedback) -> None:
    found = _find(store, feedback)
    if found is None:
        return
    changed = told(found, feedback)
    if changed != found:
        store.communications.save(changed)


@retried_when_raced
def _opt_out(store: TenantStore, contact_id: str, *, by: Caller, now: datetime) -> None:
    """A complaint is the person's own word against marketing, from the tenant and from its partners."""
    contact = store.contacts.survivors([contact_id]).get(contact_id)
    if contact is None or contact.erasure is not None:
        return
    refused = PreferencesDraft(direct_marketing=False, affiliate_marketing=False)
    after = changed_preferences(contact.preferences, refused, by=by.actor, through="complaint", now=now)
    if after != contact.preferences:
        commit_change(store, preferences_change(store, contact, after, by=by, now=now), by=by, now=now)


def _find(store: TenantStore, feedback: Feedback) -> Communication | None:
    """The communication that was told about; None where the message is not the one that it was sent by."""
    try:
        found = store.communications.find(feedback.communication_id)
    except NotFound:
        return None
    if found is None or found.channel is not Channel.EMAIL:
        return None
    is_other = found.message_id is not None and found.message_id != feedback.message_id
    return None if is_other else found
