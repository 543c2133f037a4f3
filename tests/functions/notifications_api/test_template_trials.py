"""A test send of a template (S2.68): to the tenant's own domain only, marked, and no communication of anybody."""

from datetime import timedelta
from email.message import EmailMessage

import pytest

from contactbook import clock
from contactbook.domain.templates.template_trials import MOST_IN_PERIOD
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import deliver
from tests.builders.refusals import refuse
from tests.builders.sending import BODIES, at, communications, contact, drain, mails, set_up, settings, template

LINKED = {
    "email": {
        "subject": "Hello #first_name",
        "html": '<p>Dear #first_name</p><p><a href="#unsubscribe_link">Leave</a></p>',
        "text": "#email #unsubscribe_link",
    }
}


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()


def sent(world: World) -> EmailMessage:
    (mail,) = mails(world)
    return mail


@pytest.mark.feature("S2.68")
def test_a_test_without_a_contact_is_filled_with_the_examples(world: World, api: Api) -> None:
    answer = api.post(f"/v1/templates/{template(api, bodies=LINKED)}/test-send", {"to": "Me@ACME.example"})
    assert (answer.status, answer.body["to"]) == (202, "Me@acme.example")
    drain(world)
    mail = sent(world)
    assert (mail["Subject"], mail["To"]) == ("[Test] Hello Eleni", "Me@acme.example")
    assert mail["List-Unsubscribe"] is None
    assert "/p/preview" in str(mail.get_body(("plain",)))
    assert communications(world) == []


@pytest.mark.feature("S2.68")
def test_a_test_with_a_contact_is_filled_with_its_values_and_is_in_no_history(world: World, api: Api) -> None:
    someone = contact(7)
    body = {"to": "me@acme.example", "contact_id": someone}
    assert api.post(f"/v1/templates/{template(api, bodies=LINKED)}/test-send", body).status == 202
    (record,) = world.take_messages("notification_sender")
    for _ in range(3):
        assert deliver(world, "notification_sender", [record]) == []
    mail = sent(world)
    assert mail["Subject"] == "[Test] Hello Person7"
    assert "/p/preview" in str(mail.get_body(("plain",)))
    assert api.get(f"/v1/contacts/{someone}/communications").body["items"] == []
    (entry,) = [one for one in api.get("/v1/audit", kind="jobs").body["items"] if one["action"] == "template.test_sent"]
    assert "me@acme.example" not in str(entry)
    assert someone not in str(entry["changes"])


@pytest.mark.feature("S2.68", "S8.3")
@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"to": "me@elsewhere.example"}, 422, "validation_failed"),
        ({"to": "me@acme.example.evil.example"}, 422, "validation_failed"),
        ({"to": "a@acme.example,b@evil.example"}, 422, "validation_failed"),
        ({"to": "a@acme.example\r\nBcc: b@evil.example"}, 422, "validation_failed"),
        ({"to": "me@acme.example", "contact_id": "con_01J9Z3V6T4N8Q2W5R7Y0B1C3D5"}, 404, "not_found"),
        ({"to": "me@acme.example", "html": "<p>x</p>"}, 422, "unknown_field"),
    ],
)
def test_a_test_goes_nowhere_else(world: World, api: Api, body: dict[str, str], status: int, code: str) -> None:
    answer = api.post(f"/v1/templates/{template(api)}/test-send", body)
    assert (answer.status, answer.code) == (status, code)
    assert world.take_messages("notification_sender") == []


@pytest.mark.feature("S2.68", "S8.3")
def test_a_test_shows_no_contact_that_the_caller_may_not_see(world: World, api: Api) -> None:
    settings("groups", {"groups": ["sales", "vault"]})
    hidden = contact(1, owned_by_group="vault")
    stranger = Api(groups=("sales",))
    answer = stranger.post(f"/v1/templates/{template(api)}/test-send", {"to": "me@acme.example", "contact_id": hidden})
    assert (answer.status, answer.code) == (404, "not_found")
    missing_scope = Api(scopes=("contacts:read",)).post(f"/v1/templates/{template(api)}/test-send", {"to": "me@acme.example"})
    assert missing_scope.status == 403
    assert mails(world) == []


@pytest.mark.feature("S2.68", "S8.4")
def test_only_so_many_tests_are_sent_in_an_hour(world: World, api: Api) -> None:
    path, body, start = f"/v1/templates/{template(api)}/test-send", {"to": "me@acme.example"}, clock.now()
    with at(start):
        assert {api.post(path, body).status for _ in range(MOST_IN_PERIOD)} == {202}
        refused = api.post(path, body)
        assert (refused.status, refused.code, refused.headers["Retry-After"]) == (429, "throttled", "3601")
    with at(start + timedelta(hours=1, seconds=1)):
        assert api.post(path, body).status == 202


@pytest.mark.feature("S2.68")
def test_what_cannot_be_sent_is_refused_and_what_is_gone_since_is_dropped(world: World, api: Api) -> None:
    only_sms = template(api, bodies={"sms": BODIES["sms"]})
    answer = api.post(f"/v1/templates/{only_sms}/test-send", {"to": "me@acme.example"})
    assert (answer.status, answer.code) == (409, "no_body_for_channel")
    gone = template(api)
    assert api.post(f"/v1/templates/{gone}/test-send", {"to": "me@acme.example"}).status == 202
    assert api.delete(f"/v1/templates/{gone}").status == 204
    drain(world)
    assert mails(world) == []
    no_sender = Api(tenant_id="other")
    assert no_sender.post(f"/v1/templates/{template(no_sender)}/test-send", {"to": "me@acme.example"}).code == "sender_missing"


@pytest.mark.feature("S2.68", "S5.4", "S0.15")
@pytest.mark.parametrize(
    ("through", "scope", "status"),
    [
        ("bounce", "unusable", 422),
        ("anonymization", "processing", 422),
        ("one_click", "processing", 422),
        ("one_click", "direct_marketing", 202),
    ],
)
def test_no_test_goes_to_who_bounced_was_erased_or_refused_the_processing(
    world: World, api: Api, through: str, scope: str, status: int
) -> None:
    waiting = template(api)
    assert api.post(f"/v1/templates/{waiting}/test-send", {"to": "me@acme.example"}).status == 202
    refuse("me@acme.example", through, scopes=(scope,))
    answer = api.post(f"/v1/templates/{waiting}/test-send", {"to": "ME@acme.example"})
    assert answer.status == status
    assert [error["code"] for error in answer.body.get("errors", [])] == ["unsendable_address"] * (status == 422)
    drain(world)
    assert len(mails(world)) == (2 if status == 202 else 0)
