"""Text messages are sent with one call. moto has no such service, so botocore's stubber responds."""

from typing import Any

import pytest
from botocore.exceptions import ReadTimeoutError
from botocore.stub import Stubber

from contactbook.domain.sending.deliveries import OutcomeKind
from contactbook.gateways import sms
from contactbook.gateways.sms import OutgoingSms, send_sms
from tests.aws_in_process.aws import World


def outgoing(text: str = "Γεια") -> OutgoingSms:
    return OutgoingSms(communication_id="com_1", tenant_id="acme", to="+35799123456", sender_id="ACME", text=text)


@pytest.fixture
def stubber(world: World) -> Any:
    with Stubber(sms._client()) as stubber:
        yield stubber


def test_a_text_message_carries_its_communication(stubber: Stubber) -> None:
    stubber.add_response(
        "send_text_message",
        {"MessageId": "m-1"},
        {
            "DestinationPhoneNumber": "+35799123456",
            "OriginationIdentity": "ACME",
            "MessageBody": "Γεια",
            "MessageType": "TRANSACTIONAL",
            "Context": {"communication_id": "com_1", "tenant_id": "acme"},
        },
    )
    outcome = send_sms(outgoing())
    assert (outcome.kind, outcome.message_id) == (OutcomeKind.ACCEPTED, "m-1")


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        ("ThrottlingException", 400, OutcomeKind.THROTTLED),
        ("ServiceQuotaExceededException", 400, OutcomeKind.QUOTA),
        ("ConflictException", 400, OutcomeKind.REFUSED),
        ("ValidationException", 400, OutcomeKind.REFUSED),
        ("InternalServerException", 500, OutcomeKind.UNKNOWN),
    ],
)
def test_each_error_of_the_service_has_its_outcome(stubber: Stubber, code: str, status: int, kind: OutcomeKind) -> None:
    stubber.add_client_error("send_text_message", code, "no", status)
    assert send_sms(outgoing()).kind is kind


def test_a_lost_response_is_unknown(stubber: Stubber, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(**_: object) -> None:
        raise ReadTimeoutError(endpoint_url="https://sms")

    monkeypatch.setattr(sms._client(), "send_text_message", lost)
    assert send_sms(outgoing()).kind is OutcomeKind.UNKNOWN


def test_a_text_that_is_empty_or_too_long_is_not_sent(stubber: Stubber) -> None:
    assert send_sms(outgoing("a" * 1531)).reason == "text_too_long"
    assert send_sms(outgoing("")).reason == "text_empty"
