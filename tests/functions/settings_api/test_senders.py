"""A tenant sends only as a sender that is its own: reproductions of how it could send as any other (S8.2)."""

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders import sending

BANK = {"email": {"from_name": "The Bank", "from_address": "news@acme.example"}}


@pytest.mark.feature("S8.2")
def test_a_tenant_cannot_send_as_another_tenant(world: World) -> None:
    sending.set_up("acme")
    stranger = Api("stranger")

    answer = stranger.put("/v1/settings/senders", BANK)

    assert (answer.status, answer.code) == (422, "unverified_domain")
    assert answer.error_codes() == {"/email/from_address": "unverified_domain"}
    assert stranger.get("/v1/settings/senders").body["email"]["from_address"] is None


@pytest.mark.feature("S8.2")
def test_a_tenant_cannot_send_texts_under_a_name_that_it_was_not_given(world: World) -> None:
    answer = Api("stranger").put("/v1/settings/senders", {"sms": {"sender_id": "ACME"}})

    assert (answer.status, answer.code) == (422, "unknown_sender_id")
    assert answer.error_codes() == {"/sms/sender_id": "unknown_sender_id"}


@pytest.mark.feature("S8.2")
def test_a_run_without_a_sender_is_refused_when_it_is_made(world: World) -> None:
    api = Api("stranger")

    answer = api.post("/v1/notification-runs", sending.run_body(api, {"all": True}))

    assert (answer.status, answer.code) == (422, "sender_missing")
    assert answer.error_codes() == {"/channel": "sender_missing"}
