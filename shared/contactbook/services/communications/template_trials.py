"""Test sends of templates: what a recipient would get goes to an address of the tenant's own domain (S2.68)."""

from datetime import datetime

from contactbook.config import config
from contactbook.domain.audit.entries import AuditKind, Change
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.versions import with_fields
from contactbook.domain.communications.messages import TemplateTestMessage
from contactbook.domain.contacts.points import normalized_email
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.refusals.marks import PROCESSING, UNUSABLE
from contactbook.domain.templates.template_trials import Trial, TrialDraft, WaitingTrial, with_trial
from contactbook.gateways import queues
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.tenant_changes import TenantChange, commit_tenant_change
from contactbook.services.senders.requirement import require_sender
from contactbook.services.templates.templates import sample_of
from contactbook.storage.tenant_store import TenantStore


@retried_when_raced
def request_test_send(store: TenantStore, template_id: str, draft: TrialDraft, *, by: Caller, now: datetime) -> Trial:
    """Have the email of a template sent to an address of the tenant's own domain, marked as a test.

    It is no communication: it is in no history, count or cap, and its links lead nowhere. Raises NotFound for an unknown template or
    contact, ValidationFailed `foreign_address`, `unsendable_address` and `sender_missing`, RuleBroken `no_body_for_channel`, Throttled after enough in an hour.
    """
    # Refuses what could not be sent.
    sample_of(store, template_id, draft.contact_id, draft.language, by=by, now=now)
    require_sender(store, Channel.EMAIL)
    trial = WaitingTrial(
        test_send_id=new_id("tst", now),
        template_id=template_id,
        to=_own_address(store, draft.to),
        contact_id=draft.contact_id,
        language=draft.language,
        asked_by=with_fields(by, source_ip=None, user_agent=None),
        asked_at=now,
    )
    trials = with_trial(store.template_trials.read(), trial)
    told = [Change(field="to", to=trial.to), Change(field="contact_id", to=trial.contact_id)]
    change = TenantChange("template.test_sent", template_id, details=told, kind=AuditKind.JOBS)
    commit_tenant_change(store, change, store.template_trials.save_of(trials, now=now), by=by, now=now)
    message = TemplateTestMessage(tenant_id=store.tenant_id, test_send_id=trial.test_send_id)
    queues.send(config().notification_sender_queue_url, [message])
    return Trial.model_validate(trial.model_dump(include=set(Trial.model_fields)))


def takes_no_test(store: TenantStore, address: str) -> bool:
    """True if not even a test goes to the address: it bounced, or its person was erased or refused the processing (S5.4). One read.

    A no to marketing alone stops no test: a colleague may have unsubscribed.
    """
    refusal = store.refusals.find(store.refusals.name_of(address))
    return refusal is not None and not {PROCESSING, UNUSABLE}.isdisjoint(refusal.scopes)


def _own_address(store: TenantStore, written: str) -> str:
    """Return the address as it is written to. Raises ValidationFailed for one that is not of a verified domain of the tenant, or takes no test."""
    try:
        address = normalized_email(written)
    except ValueError as error:
        raise ValidationFailed.of("/to", "invalid", str(error)) from error
    # Settings from the cache may be some seconds old, so a refusal is decided on fresh ones.
    if not any(read().sending_identities.may_send_as(address) for read in (store.settings.current, store.settings.fresh)):
        message = "A test goes only to an address of a domain that the tenant has verified with POST /v1/sending-identities."
        raise ValidationFailed.of("/to", "foreign_address", message)
    if takes_no_test(store, address):
        message = "Nothing is sent to this address: it bounced, or its person was erased or refused processing. Use another one."
        raise ValidationFailed.of("/to", "unsendable_address", message)
    return address
