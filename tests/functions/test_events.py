"""The samples of `events/`: each is what the product or AWS sends today, and does its work in the function that it is for.

A story leads to the moment of its sample. Where the product itself sends the message, the sample must say what that says, and
the message takes its place: ids differ from run to run.
"""

import importlib
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from contactbook import clock
from contactbook.services.merges import transaction_size
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api, LambdaContext
from tests.aws_in_process.jobs import drain_stream
from tests.aws_in_process.moto_state import in_clear
from tests.aws_in_process.sns_signing import served, signed
from tests.builders.imports import PEOPLE, contacts, imported, start
from tests.builders.library import keep_file
from tests.builders.offboarding import OPERATOR, begin
from tests.builders.sending import (
    BODIES,
    at,
    contact,
    drain,
    notification_type,
    recipients,
    set_up,
    start_run,
    states,
)
from tests.builders.sync import Group
from tests.builders.uniqueness import SSN, documents, person, put_rule
from tests.canary.planting import upload
from tests.checks.permissions import acting_as
from tests.checks.template import reaches_stream_function
from tests.functions.contacts_api.test_kyc import DEFINITION
from tests.services.webhooks.receiver import receiving

ROOT = Path(__file__).resolve().parents[2] / "events"
SAMPLES = sorted(str(path.relative_to(ROOT).with_suffix("")) for path in ROOT.rglob("*.json"))
DELIVERED: dict[str, list[str]] = {"batchItemFailures": []}

Story = Callable[[World, Api], None]
STORIES: dict[str, Story] = {}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_does_its_work(name: str, world: World, api: Api) -> None:
    STORIES[name](world, api)


@pytest.fixture(autouse=True)
def _every_merge_takes_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transaction_size, "_MOST_AT_ONCE", 0)


def story(*names: str) -> Callable[[Story], Story]:
    def told(tale: Story) -> Story:
        STORIES.update(dict.fromkeys(names, tale))
        return tale

    return told


def sample(name: str) -> dict[str, Any]:
    event: dict[str, Any] = json.loads((ROOT / f"{name}.json").read_text(encoding="utf-8"))
    return event


def call(name: str, event: dict[str, Any] | None = None) -> Any:
    """What the sample's function answers to it, with the rights of its role."""
    package = name.partition("/")[0]
    with acting_as(package):
        return importlib.import_module(f"{package}.app").handler(event or sample(name), LambdaContext())


def work(world: World, name: str) -> None:
    """Hand over the messages that wait for the sample's function, once they were seen to be what the sample says."""
    event, waiting = sample(name), world.take_messages(name.partition("/")[0])
    assert [_without_ids(record["body"]) for record in waiting] == [_without_ids(record["body"]) for record in event["Records"]]
    for record, message in zip(event["Records"], waiting, strict=True):
        record["body"] = message["body"]
    assert call(name, event) == DELIVERED


def _without_ids(body: str) -> Any:
    return json.loads(re.sub(r"\b([a-z]{3})_(?:[0-9A-HJKMNP-TV-Z]{26})+", r"\1", body))


def add(api: Api, **fields: Any) -> str:
    made = api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou"} | fields)
    assert made.status == 201, made.text
    return str(made.body["contact_id"])


# --- Requests ----------------------------------------------------------------------------------


@story("contacts_api/create_person")
def _(world: World, api: Api) -> None:
    answer = call("contacts_api/create_person")
    assert answer["statusCode"] == 201
    assert api.get(answer["headers"]["Location"]).body["first_name"] == "Eleni"


@story("contacts_api/unknown_path")
def _(world: World, api: Api) -> None:
    answer = call("contacts_api/unknown_path")
    assert (answer["statusCode"], json.loads(answer["body"])["code"]) == (404, "not_found")


@story("notifications_api/list_templates")
def _(world: World, api: Api) -> None:
    api.post("/v1/templates", {"name": "Offer", "bodies": BODIES})
    answer = call("notifications_api/list_templates")
    assert [item["name"] for item in json.loads(answer["body"])["items"]] == ["Offer"]


@story("settings_api/read_uniqueness")
def _(world: World, api: Api) -> None:
    put_rule(api, **SSN)
    assert json.loads(call("settings_api/read_uniqueness")["body"])["person"] == SSN["person"]


@story("docs_api/openapi")
def _(world: World, api: Api) -> None:
    assert "/v1/contacts" in json.loads(call("docs_api/openapi")["body"])["paths"]


@story("docs_api/options")
def _(world: World, api: Api) -> None:
    assert call("docs_api/options")["statusCode"] == 204


@story("docs_api/page")
def _(world: World, api: Api) -> None:
    answer = call("docs_api/page")
    assert (answer["statusCode"], "<html" in answer["body"]) == (200, True)


@story("links_api/unknown_link")
def _(world: World, api: Api) -> None:
    answer = call("links_api/unknown_link")
    assert (answer["statusCode"], "<html" in answer["body"]) == (404, True)


# --- Schedules ---------------------------------------------------------------------------------


@story(*(f"{job}/every_tenant" for job in ("kyc_expiry", "tenant_sync", "name_days", "anonymization", "sweeper")))
def every_tenant(world: World, api: Api) -> None:
    api.register()
    for job in ("kyc_expiry", "tenant_sync", "name_days", "anonymization", "sweeper"):
        assert call(f"{job}/every_tenant") == DELIVERED
        one = sample(f"{job}/one_tenant")["Records"][0]["body"]
        assert [json.loads(body) for body in world.messages(job)] == [json.loads(one)]


@story("kyc_expiry/one_tenant")
def _(world: World, api: Api) -> None:
    with at(_day(2)):
        contact_id = _customer(api, "2026-03-10")
    with at(_day(12)):
        assert call("kyc_expiry/one_tenant") == DELIVERED
        assert api.get(f"/v1/contacts/{contact_id}/kyc").body["state"] == "expired"


@story("name_days/one_tenant")
def _(world: World, api: Api) -> None:
    api.register()
    contact_id = _maria(api)
    assert call("name_days/one_tenant") == DELIVERED
    work(world, "name_days/one_run")
    assert api.get(f"/v1/contacts/{contact_id}").body["name_day"] == "08-15"


@story("anonymization/one_tenant")
def _(world: World, api: Api) -> None:
    contact_id = _rejecting(world, api)
    # Its message was lost: the daily round finds it.
    world.take_messages("anonymization")
    assert call("anonymization/one_tenant") == DELIVERED
    assert api.get(f"/v1/contacts/{contact_id}").body["erasure"] == "anonymized"


@story("sweeper/one_tenant")
def _(world: World, api: Api) -> None:
    set_up()
    _one_off(api)
    world.take_messages("notification_sender")
    with at(clock.now() + timedelta(minutes=3)):
        assert call("sweeper/one_tenant") == DELIVERED
    assert len(world.messages("notification_sender")) == 1


@story("offboarding/every_tenant", "offboarding/one_tenant")
def _(world: World, api: Api) -> None:
    api.register()
    with at(_day(2)):
        begin(OPERATOR, "/v1/tenants/acme/offboarding")
    world.take_messages("offboarding")
    assert call("offboarding/every_tenant") == DELIVERED
    one = sample("offboarding/one_tenant")["Records"][0]["body"]
    assert [json.loads(body) for body in world.messages("offboarding")] == [json.loads(one)]
    with at(_day(3)):
        assert call("offboarding/one_tenant") == DELIVERED
    assert OPERATOR.get("/v1/tenants/acme/offboarding").body["state"] == "waiting"


@story("tenant_sync/one_tenant")
def _(world: World, api: Api) -> None:
    group, contact = _shared_person(world)
    assert call("tenant_sync/one_tenant") == DELIVERED
    assert "multi" in group.tags("acme-corp", contact)


# --- Messages of the product's own -------------------------------------------------------------


@story("tenant_sync/one_run")
def _(world: World, api: Api) -> None:
    group, contact = _shared_person(world)
    assert api.post("/v1/tenant-group/sync-runs", {}).status == 202
    work(world, "tenant_sync/one_run")
    assert "multi" in group.tags("acme-corp", contact)


@story("name_days/one_run")
def _(world: World, api: Api) -> None:
    contact_id = _maria(api)
    assert api.post("/v1/name-days/runs").status == 202
    work(world, "name_days/one_run")
    assert api.get(f"/v1/contacts/{contact_id}").body["name_day"] == "08-15"


@story("anonymization/one_contact")
def _(world: World, api: Api) -> None:
    contact_id = _rejecting(world, api)
    work(world, "anonymization/one_contact")
    assert api.get(f"/v1/contacts/{contact_id}").body["erasure"] == "anonymized"


@story("anonymization/one_run")
def _(world: World, api: Api) -> None:
    api.put("/v1/settings/anonymization", {"conditions": [{"field": "tags", "contains": "leaver"}]})
    contact_id = add(api, tags=["leaver"])
    assert api.post("/v1/anonymization-runs").status == 202
    work(world, "anonymization/one_run")
    assert api.get(f"/v1/contacts/{contact_id}").body["erasure"] == "anonymized"


@story("reconsent/one_slice")
def _(world: World, api: Api) -> None:
    contact_id = add(api)
    api.put(f"/v1/contacts/{contact_id}/consent", {"state": "accepted"})
    assert api.post("/v1/consent/require-reconsent", {"form_attachment_id": keep_file("att_new")}).status == 202
    work(world, "reconsent/one_slice")
    assert api.get(f"/v1/contacts/{contact_id}/consent").body["state"] == "pending"


@story("bulk_changes/one_slice")
def _(world: World, api: Api) -> None:
    contact_id = add(api)
    body = {"audience": {"contact_ids": [contact_id]}, "change": {"add_tags": ["vip"]}}
    assert api.post("/v1/contacts/bulk-changes", body).status == 202
    work(world, "bulk_changes/one_slice")
    assert api.get(f"/v1/contacts/{contact_id}").body["tags"] == ["vip"]


@story("uploads/one_file")
def _(world: World, api: Api) -> None:
    contact_id = add(api)
    draft = {"file_name": "card.png", "content_type": "image/png", "size": 3}
    made = api.post(f"/v1/contacts/{contact_id}/attachments", draft).body
    upload(world, made["upload_url"], b"png")
    (sent,) = world.take_messages("uploads")
    said = json.loads(sample("uploads/one_file")["Records"][0]["body"])
    # The mock leaves out what nobody reads; the key is what the product reads.
    assert {name: said[name] for name in ("source", "detail-type")} == {"source": "aws.s3", "detail-type": "Object Created"}
    said["detail"]["object"]["key"] = json.loads(sent["body"])["detail"]["object"]["key"]
    assert call("uploads", {"Records": [sent | {"body": json.dumps(said)}]}) == DELIVERED
    (kept,) = api.get(f"/v1/contacts/{contact_id}/attachments").body["items"]
    assert kept["state"] == "stored"


@story("contact_import/one_slice")
def _(world: World, api: Api) -> None:
    assert start(api).status == 202
    work(world, "contact_import/one_slice")
    assert [one["first_name"] for one in contacts(world)] == ["Eleni", "Maria"]


@story("contact_import/undo")
def _(world: World, api: Api) -> None:
    run = imported(world, api, PEOPLE)
    assert api.post(f"/v1/imports/{run['import_id']}/undo").status == 202
    work(world, "contact_import/undo")
    assert contacts(world) == []


@story("contact_import/export")
def _(world: World, api: Api) -> None:
    add(api)
    begun = api.post("/v1/exports", {"of": "contacts"})
    work(world, "contact_import/export")
    export = api.get(begun.headers["Location"]).body
    assert (export["state"], export["rows"]) == ("finished", 1)


@story("merges/one_slice")
def _(world: World, api: Api) -> None:
    survivor, source = add(api, first_name="Eleni"), add(api, first_name="Maria")
    assert api.post(f"/v1/contacts/{source}/notes", {"text": "Called"}).status == 201
    merged = api.post(f"/v1/contacts/{survivor}/merge", {"source_ids": [source]})
    assert merged.status == 200, merged.text
    work(world, "merges/one_slice")
    (merge,) = documents(world, "merge")
    assert merge["settled"]


@story("derived_rebuild/one_slice")
def _(world: World, api: Api) -> None:
    add(api)
    world.take_stream_records()
    assert api.post("/v1/settings/derived-rebuilds").status == 202
    work(world, "derived_rebuild/one_slice")
    assert [item for item in world.items() if item["kind"]["S"] == "search_word"]


@story("webhooks/one_attempt", "webhooks/one_event")
def _(world: World, api: Api) -> None:
    with receiving() as receiver, at(datetime(2026, 3, 2, 9, 0, tzinfo=UTC)):
        api.post("/v1/webhooks", {"url": receiver.url, "events": ["contact.created"]})
        work(world, "webhooks/one_attempt")
        add(api)
        drain_stream(world)
        work(world, "webhooks/one_event")
        assert [event["type"] for event in receiver.events()] == ["contact.created"]


@story("uniqueness_build/one_slice")
def _(world: World, api: Api) -> None:
    api.post("/v1/contacts", person("1"))
    put_rule(api, **SSN)
    drain_stream(world)
    work(world, "uniqueness_build/one_slice")
    (build,) = documents(world, "uniqueness_build")
    assert build["finished_at"]


@story("notification_planner/one_slice", "notification_sender/one_slice")
def _(world: World, api: Api) -> None:
    set_up()
    start_run(api, {"contact_ids": [contact(1)]})
    work(world, "notification_planner/one_slice")
    assert states(world) == ["queued"]
    work(world, "notification_sender/one_slice")
    assert recipients(world) == ["c1@example.com"]


@story("notification_sender/two_communications")
def _(world: World, api: Api) -> None:
    set_up()
    for number in (1, 2):
        _one_off(api, number)
    work(world, "notification_sender/two_communications")
    assert recipients(world) == ["c1@example.com", "c2@example.com"]


# --- What reacts --------------------------------------------------------------------------------


@story(*(f"delivery_feedback/{name}" for name in ("delivery", "hard_bounce", "complaint")))
def feedback(world: World, api: Api) -> None:
    for name, state in (("delivery", "delivered"), ("hard_bounce", "bounced"), ("complaint", "complained")):
        world.reset()
        set_up()
        start_run(api, {"contact_ids": [contact(1, emails=[{"address": "eleni@example.com"}])]})
        drain(world)
        (sent,) = documents(world, "communication")
        event = sample(f"delivery_feedback/{name}")
        message = json.loads(event["Records"][0]["Sns"]["Message"])
        message["mail"] |= {"messageId": sent["message_id"]}
        message["mail"]["tags"] |= {"tenant_id": ["acme"], "communication_id": [sent["communication_id"]]}
        event["Records"][0]["Sns"] = signed(event["Records"][0]["Sns"] | {"Message": json.dumps(message)})
        with served():
            call(f"delivery_feedback/{name}", event)
        assert states(world) == [state]


@story(*(f"contact_events/contact_{name}" for name in ("created", "changed", "deleted")))
def stream(world: World, api: Api) -> None:
    """The samples show what the stream brings today, and the function follows it."""
    contact_id = add(api, first_name="Eleni", emails=[{"type": "personal", "address": "eleni@example.com", "primary": True}])
    _follow(world, "created")
    assert {"eleni", "georgiou", "eleni@example.com"} <= _words(world)
    api.patch(f"/v1/contacts/{contact_id}", {"last_name": "Ioannou"})
    _follow(world, "changed")
    assert "ioannou" in _words(world)
    assert "georgiou" not in _words(world)
    assert api.delete(f"/v1/contacts/{contact_id}").status == 204
    _follow(world, "deleted")
    assert _words(world) == set()


def _follow(world: World, name: str) -> None:
    records = [record for record in world.take_stream_records() if reaches_stream_function(record)]
    event = sample(f"contact_events/contact_{name}")
    assert [_form(record) for record in event["Records"]] == [_form(record) for record in records]
    assert call(f"contact_events/contact_{name}") == DELIVERED
    assert call(f"contact_events/contact_{name}", {"Records": records}) == DELIVERED


def _form(record: dict[str, Any]) -> Any:
    """What kind of change to what kind of item: the names of all that its images and their documents hold."""
    images = [record["dynamodb"].get(image) for image in ("OldImage", "NewImage")]
    return record["eventName"], [image and (image["kind"], sorted(image), sorted(_document(image))) for image in images]


def _document(image: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(in_clear(image)["document"]["S"])
    return found


def _words(world: World) -> set[str]:
    return {item["sk"]["S"].partition("#")[0] for item in world.items() if item["kind"]["S"] == "search_word"}


# --- What stories begin with ----------------------------------------------------------------------


def _day(number: int) -> datetime:
    return datetime.fromisoformat(f"2026-03-{number:02}T09:00:00+00:00")


def _customer(api: Api, expires_on: str) -> str:
    api.register(time_zone="Europe/Nicosia")
    assert api.put("/v1/settings/kyc", DEFINITION).status == 200
    card = {"id_card": {"number": "X1", "expires_on": expires_on}}
    contact_id = add(api, emails=[{"address": "a@example.com"}], identifiers=card)
    assert api.post(f"/v1/contacts/{contact_id}/accounts", {"name": "Checking"}).status == 201
    return contact_id


def _maria(api: Api) -> str:
    rules = {"rules": [{"names": "Mary, Maria, Mario", "month": 8, "day": 15}], "apply_to": "without"}
    assert api.put("/v1/settings/name_days", rules).status == 200
    return add(api, first_name="Maria")


def _rejecting(world: World, api: Api) -> str:
    """A contact whose consent has just asked for anonymization."""
    api.put("/v1/settings/consent", {"rejected": "anonymize"})
    contact_id = add(api)
    assert api.put(f"/v1/contacts/{contact_id}/consent", {"state": "rejected"}).status == 200
    drain_stream(world)
    return contact_id


def _one_off(api: Api, number: int = 1) -> None:
    body = {"bodies": BODIES, "channel": "email", "notification_type_id": notification_type(api)}
    assert api.post(f"/v1/contacts/{contact(number)}/communications", body).status == 201


def _shared_person(world: World) -> tuple[Group, Any]:
    """Somebody whom two tenants of a group know."""
    group = Group(world, clock.now())
    group.configure()
    contact = group.add("acme-corp", "eleni@example.com")
    group.add("acme2", "eleni@example.com")
    group.follow_stream()
    return group, contact
