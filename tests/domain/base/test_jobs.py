"""The messages of jobs: what their queues carry, and how each function reads them."""

import pytest
from pydantic import ValidationError

from contactbook.domain.base.jobs import JobMessage
from contactbook.domain.communications.messages import SENDER_QUEUE, CommunicationsMessage, SliceMessage
from contactbook.domain.erasure.messages import ANONYMIZATION_QUEUE, AnonymizationMessage, AnonymizeContactMessage
from contactbook.domain.imports.messages import IMPORT_QUEUE, ExportMessage, ImportMessage, ImportUndoMessage
from contactbook.domain.kyc.messages import KYC_QUEUE, KycExpiryMessage, KycReassessMessage
from contactbook.domain.stream.messages import DerivedRebuildMessage


@pytest.mark.parametrize(
    ("queue", "message"),
    [
        (ANONYMIZATION_QUEUE, AnonymizationMessage(tenant_id="acme", run_id="anr_1")),
        (ANONYMIZATION_QUEUE, AnonymizeContactMessage(tenant_id="acme", contact_id="con_1")),
        (IMPORT_QUEUE, ImportMessage(tenant_id="acme", run_id="imp_1")),
        (IMPORT_QUEUE, ImportUndoMessage(tenant_id="acme", run_id="imp_1")),
        (IMPORT_QUEUE, ExportMessage(tenant_id="acme", run_id="exp_1")),
        (KYC_QUEUE, KycExpiryMessage(every_tenant=True)),
        (KYC_QUEUE, KycReassessMessage(tenant_id="acme", cursor={"pk": "x"})),
        (SENDER_QUEUE, SliceMessage(tenant_id="acme", run_id="run_1", slice=0)),
        (SENDER_QUEUE, CommunicationsMessage(tenant_id="acme", communication_ids=("com_1",))),
    ],
)
def test_a_message_is_read_as_it_was_sent(queue, message):
    assert queue.validate_json(message.body()) == message


@pytest.mark.parametrize(("queue", "model"), [(ANONYMIZATION_QUEUE, AnonymizationMessage), (KYC_QUEUE, KycExpiryMessage)])
def test_the_schedules_message_needs_no_name(queue, model):
    assert queue.validate_json('{"every_tenant": true}') == model(every_tenant=True)


def test_a_message_of_an_unknown_job_is_refused():
    with pytest.raises(ValidationError):
        KYC_QUEUE.validate_json('{"job": "export", "tenant_id": "acme"}')


def test_a_message_about_a_run_names_its_tenant_and_run():
    with pytest.raises(ValidationError):
        DerivedRebuildMessage.model_validate_json('{"tenant_id": "acme"}')


def test_a_body_leaves_out_what_is_not_set():
    assert JobMessage(tenant_id="acme").body() == '{"tenant_id":"acme"}'
