"""Records SES's feedback: deliveries, bounces, complaints. Duplicates and any order give the same result.

A hard bounce suppresses the address for the whole tenant. A complaint also opts the contact out of marketing (S0.15, S3.4). These
consequences are saved before the state, and each step is idempotent: after a failure SES's report is delivered again.
"""

from datetime import datetime

from contactbook.domain.base.callers import Caller, job
from contactbook.domain.base.errors import NotFound
from contactbook.domain.communications.communications import Communication
from contactbook.domain.communications.transitions import with_feedback
from contactbook.domain.consent.preferences import changed_preferences
from contactbook.domain.contacts.drafts import PreferencesDraft
from contactbook.domain.decisions.skip_reasons import SkipReason
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.sending.deliveries import Feedback, FeedbackKind
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.commit import commit_change
from contactbook.services.communications.run_ends import save_counted
from contactbook.services.consent.preferences import preferences_change
from contactbook.services.decisions.suppressions import suppress_address
from contactbook.storage.tenant_store import TenantStore

_SUPPRESSED_BY = {FeedbackKind.HARD_BOUNCE: SkipReason.BOUNCED, FeedbackKind.COMPLAINT: SkipReason.COMPLAINED}


def record_feedback(store: TenantStore, feedback: Feedback, *, now: datetime) -> None:
    """Record the provider's report about one message. A report about an unknown message is ignored."""
    found = _find(store, feedback)
    if found is None:
        return
    reason = _SUPPRESSED_BY.get(feedback.kind)
    if reason is not None:
        for address in feedback.recipients or ((found.address,) if found.address else ()):
            suppress_address(store, Channel.EMAIL, address, reason, now=now, source=found.communication_id)
    if feedback.kind is FeedbackKind.COMPLAINT:
        _opt_out(store, found.contact_id, by=job("delivery_feedback"), now=now)
    _save_state(store, feedback)


@retried_when_raced
def _save_state(store: TenantStore, feedback: Feedback) -> None:
    found = _find(store, feedback)
    if found is None:
        return
    changed = with_feedback(found, feedback)
    if changed != found:
        save_counted(store, found, changed)


@retried_when_raced
def _opt_out(store: TenantStore, contact_id: str, *, by: Caller, now: datetime) -> None:
    """Opt the contact out of marketing by the tenant and by its partners: a complaint is the person's own refusal."""
    contact = store.contacts.survivors([contact_id]).get(contact_id)
    if contact is None or contact.erasure is not None:
        return
    refused = PreferencesDraft(direct_marketing=False, affiliate_marketing=False)
    after = changed_preferences(contact.preferences, refused, by=by.actor, through="complaint", now=now)
    if after != contact.preferences:
        commit_change(store, preferences_change(store, contact, after, by=by, now=now), by=by, now=now)


def _find(store: TenantStore, feedback: Feedback) -> Communication | None:
    """Return the communication of the report, or None if it was sent by another message."""
    try:
        found = store.communications.find(feedback.communication_id)
    except NotFound:
        return None
    if found is None or found.channel is not Channel.EMAIL:
        return None
    is_other = found.message_id is not None and found.message_id != feedback.message_id
    return None if is_other else found
