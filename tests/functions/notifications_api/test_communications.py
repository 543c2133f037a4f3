"""The routes of communications: one-off ones, those of a contact, and changes of queued ones."""

from datetime import timedelta
from typing import Any

import pytest

from contactbook import clock
from contactbook.services.erasure.anonymization import anonymize_contact
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.contacts import a_caller
from tests.builders.sending import (
    BODIES,
    account,
    at,
    contact,
    drain,
    mails,
    notification_type,
    recipients,
    set_up,
    settings,
    store,
    sweep,
    template,
    withdraw,
)


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()


def one_off(api: Api, contact_id: str, **fields: Any) -> Any:
    body = {"bodies": BODIES, "channel": "email", "notification_type_id": notification_type(api), **fields}
    if "template_id" in fields:
        body.pop("bodies")
    return api.post(f"/v1/contacts/{contact_id}/communications", body)


@pytest.mark.feature("S0.7", "S2.66", "S2.68", "S3.17")
def test_a_one_off_from_the_profile_uses_the_contact_level_and_stores_the_sent_content(world: World, api: Api) -> None:
    contact_id = contact(1)
    account(contact_id, contact_information={"email": "biz@example.com"})
    answer = one_off(api, contact_id)
    communication_id = answer.body["communication_id"]
    assert (answer.status, answer.headers["Location"]) == (201, f"/v1/communications/{communication_id}")
    assert (answer.body["state"], answer.body["origin"], answer.body["service"]) == ("queued", "profile", None)
    drain(world)
    read = api.get(f"/v1/communications/{communication_id}").body
    assert (read["state"], read["address"], read["address_level"]) == ("sent", "c1@example.com", "contact")
    assert (read["subject"], read["html"], read["text"]) == ("Hello Person1", "<p>Dear Person1</p>", "Dear Person1")
    assert read["message_id"]


@pytest.mark.feature("S0.11", "S0.19", "S0.21", "S0.22")
def test_a_one_off_from_an_account_uses_the_account_and_is_listed_with_it(world: World, api: Api) -> None:
    contact_id = contact(1)
    account_id = account(contact_id, contact_information={"email": "biz@example.com"})
    one_off(api, contact_id)
    about = one_off(api, contact_id, account_id=account_id, template_id=template(api)).body["communication_id"]
    drain(world)
    assert sorted(recipients(world)) == ["biz@example.com", "c1@example.com"]
    path = f"/v1/contacts/{contact_id}/communications"
    assert len(api.get(path).body["items"]) == 2
    (listed,) = api.get(path, account_id=account_id).body["items"]
    assert (listed["communication_id"], listed["account_id"], listed["service"]) == (about, account_id, "checking")


@pytest.mark.feature("S8.2")
def test_a_queued_communication_does_not_move_to_a_channel_without_a_sender(world: World, api: Api) -> None:
    path = one_off(api, contact(1), channel="print").headers["Location"]
    settings("senders", {})
    refused = api.patch(path, {"channel": "email"})
    assert (refused.status, refused.code, refused.error_codes()) == (422, "sender_missing", {"/channel": "sender_missing"})
    assert api.patch(path, {"scheduled_for": "2099-01-01T00:00:00Z"}).status == 200
    assert api.get(path).body["channel"] == "print"


@pytest.mark.feature("S0.17")
def test_an_account_of_another_contact_does_not_exist_here(world: World, api: Api) -> None:
    other = account(contact(2))
    assert one_off(api, contact(1), account_id=other).error_codes() == {"/account_id": "unknown_account"}


@pytest.mark.feature("S0.23", "S0.24", "S0.25", "S0.27")
def test_the_service_of_a_queued_communication_decides_its_level(world: World, api: Api) -> None:
    contact_id = contact(1)
    account_id = account(contact_id, contact_information={"email": "biz@example.com"})
    later = (clock.now() + timedelta(hours=1)).isoformat()
    first = one_off(api, contact_id, account_id=account_id, scheduled_for=later).body
    second = one_off(api, contact_id, scheduled_for=later).body
    drain(world)
    assert recipients(world) == []
    cleared = api.patch(f"/v1/communications/{first['communication_id']}", {"service": None})
    assert (cleared.status, cleared.body["service"], cleared.body["origin"]) == (200, None, "profile")
    named = api.patch(f"/v1/communications/{second['communication_id']}", {"service": "checking"})
    assert (named.body["service"], named.body["origin"]) == ("checking", "account_profile")
    with at(clock.now() + timedelta(hours=2)):
        sweep(world)
        drain(world)
    read = {one["communication_id"]: one for one in api.get(f"/v1/contacts/{contact_id}/communications").body["items"]}
    assert read[first["communication_id"]]["address_level"] == "contact"
    assert read[second["communication_id"]]["address_level"] == "account"
    assert api.patch(f"/v1/communications/{first['communication_id']}", {"service": None}).code == "not_queued"


@pytest.mark.feature("S0.18", "S0.25", "S0.26")
@pytest.mark.parametrize(
    ("service", "level", "to"),
    [("checking", "account", "biz@example.com"), ("sav", "contact", "c1@example.com"), (None, "contact", "c1@example.com")],
)
def test_a_one_off_may_name_a_service(world: World, api: Api, service: str | None, level: str, to: str) -> None:
    contact_id = contact(1)
    account_id = account(contact_id, contact_information={"email": "biz@example.com"})
    made = one_off(api, contact_id, service=service)
    assert (made.status, made.body["service"]) == (201, service)
    assert made.body["origin"] == ("account_profile" if service else "profile")
    drain(world)
    read = api.get(made.headers["Location"]).body
    assert (read["address"], read["address_level"], recipients(world)) == (to, level, [to])
    assert read["account_id"] == (account_id if level == "account" else None)


@pytest.mark.feature("S0.26")
def test_a_one_off_is_about_an_account_or_a_service(world: World, api: Api) -> None:
    contact_id = contact(1)
    assert one_off(api, contact_id, account_id=account(contact_id), service="checking").status == 422
    assert one_off(api, contact_id, service=" ").status == 422
    assert one_off(api, contact_id, service="x" * 101).status == 422


@pytest.mark.feature("S0.23")
def test_a_queued_communication_is_moved_to_another_time_until_it_is_armed(world: World, api: Api) -> None:
    later = clock.now() + timedelta(hours=1)
    path = one_off(api, contact(1), scheduled_for=later.isoformat()).headers["Location"]
    tag, moved = api.get(path).headers["ETag"], {"scheduled_for": (later + timedelta(hours=1)).isoformat()}
    assert api.patch(path, moved, if_match=tag).status == 200
    assert api.patch(path, {"scheduled_for": None}, if_match=tag).status == 412
    assert api.patch(path, {"scheduled_for": "tomorrow"}).status == 422
    with at(later + timedelta(minutes=1)):
        sweep(world)
        drain(world)
        assert recipients(world) == []
    with at(later + timedelta(hours=1, minutes=1)):
        sweep(world)
        drain(world)
    assert recipients(world) == ["c1@example.com"]
    late = api.patch(path, {"scheduled_for": (later + timedelta(days=9)).isoformat()})
    assert (late.status, late.code) == (409, "not_queued")
    actions = [entry["action"] for entry in history(world, api.get(path).body["contact_id"])]
    assert actions == ["contact.created", "communication.queued", "communication.changed"]


@pytest.mark.feature("S1.16")
def test_an_edit_changes_what_is_sent(world: World, api: Api) -> None:
    from contactbook.domain.base.callers import job
    from contactbook.services.contacts.registration import change_contact

    contact_id = contact(1)
    one_off(api, contact_id)
    patch: dict[str, Any] = {"first_name": "Eleni", "emails": [{"address": "new@example.com"}]}
    change_contact(store(), contact_id, patch, by=job("test"), now=clock.now())
    drain(world)
    (mail,) = mails(world)
    assert (mail["To"], mail["Subject"]) == ("new@example.com", "Hello Eleni")


def test_a_contact_that_withdrew_meanwhile_is_not_contacted(world: World, api: Api) -> None:
    contact_id = contact(1)
    communication_id = one_off(api, contact_id).body["communication_id"]
    withdraw(contact_id)
    drain(world)
    read = api.get(f"/v1/communications/{communication_id}").body
    assert (read["state"], read["reason"], recipients(world)) == ("skipped", "direct_marketing_opted_out", [])


def test_a_cancelled_communication_stays_in_the_history(world: World, api: Api) -> None:
    contact_id = contact(1)
    made = one_off(api, contact_id).body
    path = f"/v1/communications/{made['communication_id']}"
    assert api.delete(path, if_match='"7"').status == 412
    assert api.delete(path).status == 204
    drain(world)
    assert (api.get(path).body["state"], recipients(world)) == ("cancelled", [])
    assert api.delete(path).code == "not_queued"
    actions = [entry["action"] for entry in history(world, contact_id)]
    assert actions == ["contact.created", "communication.queued", "communication.cancelled"]


def history(world: World, contact_id: str) -> list[dict[str, Any]]:
    from tests.builders.sending import document

    return [
        document(item) for item in world.items() if item.get("kind", {}).get("S") == "history" and contact_id in str(item["pk"])
    ]


def test_marketing_carries_both_unsubscribe_headers_and_a_bill_carries_none(world: World, api: Api) -> None:
    contact_id = contact(1)
    marketing = one_off(api, contact_id).body["communication_id"]
    drain(world)
    one_off(api, contact_id, notification_type_id=notification_type(api, "financial"))
    drain(world)
    first, second = mails(world)
    assert first["List-Unsubscribe"].startswith("<https://contact.acme.example/p/")
    assert first["List-Unsubscribe"].endswith("/one-click>")
    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert first["X-Communication-Id"] == marketing
    assert (first["From"], first["Reply-To"]) == ("Acme <news@acme.example>", "care@acme.example")
    assert (second["List-Unsubscribe"], second["List-Unsubscribe-Post"]) == (None, None)


def test_a_contact_of_another_group_has_no_communications_to_see(world: World, api: Api) -> None:
    contact_id = contact(1, owned_by_group="sales")
    communication_id = one_off(Api(groups=("sales",)), contact_id).body["communication_id"]
    assert api.get(f"/v1/communications/{communication_id}").status == 404
    assert api.get("/v1/communications/com_nothing").status == 404
    assert api.get(f"/v1/contacts/{contact_id}/communications").status == 404
    assert Api(tenant_id="other", groups=("sales",)).get(f"/v1/communications/{communication_id}").status == 404


def test_a_closed_contact_gets_no_communication(world: World, api: Api) -> None:
    settings("consent", {"rejected": "none"})
    contact_id = contact(1)
    from contactbook.domain.base.callers import job
    from contactbook.domain.contacts.record import ConsentState, Contact
    from contactbook.services.changes.commit import ContactChange, commit_change

    found = store().contacts.find(contact_id)
    assert isinstance(found, Contact)
    rejected = found.model_copy(update={"consent": found.consent.model_copy(update={"state": ConsentState.REJECTED})})
    commit_change(store(), ContactChange(before=found, after=rejected, action="consent.changed"), by=job("test"), now=clock.now())
    assert one_off(api, contact_id).code == "not_functional"


def test_unknown_references_of_a_communication_are_refused(world: World, api: Api) -> None:
    contact_id = contact(1)
    assert one_off(api, contact_id, bodies={"sms": {"text": "hi"}}).error_codes() == {"/bodies": "no_body_for_channel"}
    assert one_off(api, contact_id, bodies={"email": {"subject": "#nothing", "text": "x"}}).status == 422
    assert one_off(api, contact_id, notification_type_id="nty_nothing").error_codes() == {
        "/notification_type_id": "unknown_notification_type"
    }
    body = {"bodies": BODIES, "template_id": template(api), "channel": "email", "notification_type_id": notification_type(api)}
    assert api.post(f"/v1/contacts/{contact_id}/communications", body).status == 422


@pytest.mark.feature("S2.141", "S3.20")
def test_a_scheduled_communication_gets_a_final_state_after_its_contact_was_erased(world: World, api: Api) -> None:
    contact_id = contact(1)
    later = clock.now() + timedelta(hours=2)
    queued = one_off(api, contact_id, scheduled_for=later.isoformat()).body["communication_id"]
    anonymize_contact(store(), contact_id, by=a_caller(), now=clock.now(), has_time=lambda: True)
    with at(later + timedelta(minutes=1)):
        sweep(world)
        drain(world)
    read = store().communications.get(queued)
    assert (read.state, read.reason, read.bodies) == ("skipped", "anonymized", None)
    assert recipients(world) == []
