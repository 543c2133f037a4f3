"""Sends the tests of templates. A test is taken out of its item before it is handed over, so it is sent at most once."""

from datetime import datetime

from contactbook.domain.base.errors import ContactbookError, StorageUnavailable
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.settings_rules.senders import has_sender
from contactbook.domain.templates.template_trials import WaitingTrial, without_trial
from contactbook.gateways.email import send_email
from contactbook.gateways.mime_messages import OutgoingEmail
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.communications.template_trials import takes_no_test
from contactbook.services.templates.templates import sample_of
from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore

_MARK = "[Test]"


def send_template_test(store: TenantStore, test_send_id: str, *, now: datetime) -> None:
    """Send a test that still waits. One that cannot be sent any more, or that the provider refuses, is dropped: it is asked for again.

    Raises StorageUnavailable; then it may be lost as well.
    """
    trial = _take(store, test_send_id, now)
    settings = store.settings.current()
    if trial is None or not has_sender(settings, Channel.EMAIL) or not settings.sending_identities.may_send_as(trial.to):
        return
    if takes_no_test(store, trial.to):
        return
    try:
        sample = sample_of(store, trial.template_id, trial.contact_id, trial.language, by=trial.asked_by, now=now)
    except StorageUnavailable:
        raise
    except ContactbookError:
        # The template, the contact, or the right to see it is gone since.
        return
    sender = settings.senders.email
    send_email(
        OutgoingEmail(
            communication_id=trial.test_send_id,
            tenant_id=store.tenant_id,
            to=trial.to,
            from_name=settings.email_sender_name,
            from_address=sender.from_address or "",
            reply_to=sender.reply_to,
            subject=f"{_MARK} {sample.subject or ''}".strip(),
            html=sample.html,
            text=sample.text,
        )
    )


@retried_when_raced
def _take(store: TenantStore, test_send_id: str, now: datetime) -> WaitingTrial | None:
    trials, found = without_trial(store.template_trials.read(), test_send_id, now)
    if found is not None:
        table.put(store.template_trials.save_of(trials, now=now))
    return found
