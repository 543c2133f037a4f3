"""The product's own check accepts the signature of the local stack's feedback."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

import pytest

from contactbook.gateways import sns_signatures
from contactbook.gateways.sns_signatures import Refused, verified_message
from infra.local.pages.feedback import feedback_event
from infra.local.pages.outbox import Sent
from infra.local.pages.sns_signing import CERTIFICATE_URL, SnsSigner
from infra.local.template.account import ACCOUNT, REGION

TOPIC = f"arn:aws:sns:{REGION}:{ACCOUNT}:feedback"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def signer() -> Iterator[SnsSigner]:
    made = SnsSigner()
    sns_signatures._certificate.cache_clear()
    with patch.object(sns_signatures, "source", made.certificate):
        yield made
    sns_signatures._certificate.cache_clear()


def bounce(signer: SnsSigner) -> dict[str, Any]:
    sent = Sent(
        channel="email",
        to="eleni@example.com",
        sender="news@acme.example",
        subject="Γεια σου",
        html=None,
        text="hello",
        headers={},
        communication_id="com_1",
        message_id="m",
        sent_at="2026-03-02T09:00:00.000Z",
        tags={"tenant_id": "acme"},
    )
    (record,) = feedback_event(sent, "hard_bounce", TOPIC, "2026-03-02T09:00:01.000Z", signer)["Records"]
    notification: dict[str, Any] = record["Sns"]
    return notification


@pytest.mark.parametrize("year", [1971, 2026, 9000])
def test_feedback_is_accepted_at_every_time_of_the_clock(signer: SnsSigner, year: int) -> None:
    notification = bounce(signer)
    assert verified_message(notification, TOPIC, now=NOW.replace(year=year)) == notification["Message"]


def test_feedback_that_another_stack_signed_is_refused(signer: SnsSigner) -> None:
    with pytest.raises(Refused, match="bad_signature"):
        verified_message(bounce(SnsSigner()), TOPIC, now=NOW)


def test_a_stack_signs_with_one_key(signer: SnsSigner) -> None:
    assert signer.certificate(CERTIFICATE_URL) == signer.certificate(CERTIFICATE_URL)


def test_no_other_certificate_is_served(signer: SnsSigner) -> None:
    with pytest.raises(LookupError):
        signer.certificate(CERTIFICATE_URL.replace("local", "other"))
