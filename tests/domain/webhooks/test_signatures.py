"""Signatures of deliveries are those of Standard Webhooks."""

from datetime import UTC, datetime

import pytest

from contactbook.domain.base.key_ring import KeyRing
from contactbook.domain.webhooks.signatures import secret_of, signed_headers
from contactbook.domain.webhooks.webhooks import SigningSecret

RING = KeyRing.model_validate({"current": "1", "secrets": {"1": "0123456789abcdef" * 4, "2": "fedcba9876543210" * 4}})


@pytest.mark.feature("S7.5")
def test_the_example_of_the_standard_is_signed_as_it_says() -> None:
    headers = signed_headers(
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        datetime.fromtimestamp(1614265330, UTC),
        '{"test": 2432232314}',
        ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
    )
    assert headers == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


@pytest.mark.feature("S7.5")
def test_each_tenant_webhook_number_and_key_has_a_secret_of_its_own() -> None:
    asked = [
        (tenant, webhook, SigningSecret(number=number, key_id=key))
        for tenant in ("acme", "acme-corp")
        for webhook in ("whk_1", "whk_2")
        for number in (1, 2)
        for key in ("1", "2")
    ]
    secrets = {secret_of(RING, *one) for one in asked}
    assert len(secrets) == 16
    assert all(one.startswith("whsec_") and len(one) == 50 for one in secrets)
