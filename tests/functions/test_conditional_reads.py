"""GET with `If-None-Match`: 304 without a body while the record has that version, on every route that the document says (S7.8)."""

from collections.abc import Callable
from typing import Any

import pytest

from contactbook.api.conditional import ALWAYS_SENT
from tests.api.operations import document
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.sending import sender_ids, settings
from tests.services.webhooks.requests import a_delivery, new_webhook

Made = Callable[[Api], str]


def _made(path: str, body: dict[str, Any]) -> Made:
    def make(api: Api) -> str:
        answer = api.post(path, body)
        assert answer.status == 201, answer.text
        return str(answer.headers["Location"])

    return make


def _contact(api: Api) -> str:
    return _made("/v1/contacts", {"kind": "person", "last_name": "Georgiou", "external_ids": {"core": "4711"}})(api)


def _of_contact(path: str, body: dict[str, Any] | None = None) -> Made:
    def make(api: Api) -> str:
        at = f"{_contact(api)}/{path}"
        return at if body is None else _made(at, body)(api)

    return make


def _relation(api: Api) -> str:
    other = api.post("/v1/contacts", {"kind": "person", "last_name": "Nicolaou"}).body["contact_id"]
    return _of_contact("relations", {"related_contact_id": other, "relation_type": "employee"})(api)


def _template(api: Api) -> str:
    return _made("/v1/templates", {"name": "Offer", "bodies": {"sms": {"text": "Hi"}}})(api)


def _type(api: Api) -> str:
    return _made("/v1/notification-types", {"name": "News", "purpose": "direct_marketing"})(api)


def _segment(api: Api) -> str:
    return _made("/v1/segments", {"name": "Vips", "of": "contact", "criteria": {"field": "tags", "contains": "vip"}})(api)


def _sent(path: str, **more: Any) -> Made:
    def make(api: Api) -> str:
        sender_ids("ACME")
        settings("senders", {"sms": {"sender_id": "ACME"}})
        ids = {"template_id": _template(api).rpartition("/")[2], "notification_type_id": _type(api).rpartition("/")[2]}
        return _made(path, {**ids, "channel": "sms", **more})(api)

    return make


def _hygiene_task(api: Api) -> str:
    body = {"name": "Tidy", "segment_id": _segment(api).rpartition("/")[2], "change": {"add_tags": ["vip"]}}
    return _made("/v1/hygiene-tasks", {**body, "expression": "rate(1 day)", "time_zone": "UTC", "enabled": False})(api)


def _tenant(api: Api) -> str:
    api.register()
    return "/v1/tenant"


def _child(api: Api) -> str:
    _tenant(api)
    return _made("/v1/tenants", {"tenant_id": "acme-north", "name": "Acme North", "parent_id": "acme"})(api)


def _by_external_id(api: Api) -> str:
    _contact(api)
    return "/v1/contacts/by-external-id/core/4711"


READ: dict[str, Made] = {
    "/v1/accounts/{account_id}": _of_contact("accounts", {"name": "Checking"}),
    "/v1/contacts/by-external-id/{system}/{external_id}": _by_external_id,
    "/v1/contacts/{contact_id}": _contact,
    "/v1/contacts/{contact_id}/addresses": _of_contact("addresses"),
    "/v1/contacts/{contact_id}/addresses/{address_id}": _of_contact(
        "addresses", {"type": "home", "line_1": "1 Ledra St", "country": "CY"}
    ),
    "/v1/contacts/{contact_id}/consent": _of_contact("consent"),
    "/v1/contacts/{contact_id}/engagements/{engagement_id}": _of_contact("engagements", {"type": "job"}),
    "/v1/contacts/{contact_id}/notes/{note_id}": _of_contact("notes", {"text": "Called."}),
    "/v1/contacts/{contact_id}/opportunities/{opportunity_id}": _of_contact("opportunities", {"name": "Kitchen"}),
    "/v1/contacts/{contact_id}/preferences": _of_contact("preferences"),
    "/v1/contacts/{contact_id}/relations/{relation_id}": _relation,
    "/v1/event-communications/{event_communication_id}": _sent("/v1/event-communications", event="kyc.expired"),
    "/v1/hygiene-tasks/{hygiene_task_id}": _hygiene_task,
    "/v1/notification-schedules/{schedule_id}": _sent(
        "/v1/notification-schedules",
        name="Daily",
        audience={"all": True},
        expression="rate(1 day)",
        time_zone="UTC",
        enabled=False,
    ),
    "/v1/notification-types/{notification_type_id}": _type,
    "/v1/segments/{segment_id}": _segment,
    "/v1/settings/{section}": lambda api: "/v1/settings/formatting",
    "/v1/suppression-lists/{suppression_list_id}": _made("/v1/suppression-lists", {"name": "Stops"}),
    "/v1/templates/{template_id}": _template,
    "/v1/tenant": _tenant,
    "/v1/tenant-group/sync-settings": lambda api: "/v1/tenant-group/sync-settings",
    "/v1/tenants/{tenant_id}": _child,
    "/v1/webhooks/{webhook_id}": new_webhook,
    "/v1/webhooks/{webhook_id}/deliveries/{delivery_id}": a_delivery,
}


def _reads() -> dict[str, dict[str, Any]]:
    return {path: ways["get"] for path, ways in document()["paths"].items() if "get" in ways}


@pytest.mark.feature("S7.8")
def test_every_read_with_a_version_can_be_conditional_or_is_always_sent() -> None:
    conditional = {path for path, read in _reads().items() if "304" in read["responses"]}
    assert conditional == READ.keys()
    always = {path.replace("<", "{").replace(">", "}") for path in ALWAYS_SENT}
    tagged = {path for path, read in _reads().items() if "ETag" in read["responses"].get("200", {}).get("headers", {})}
    assert tagged == conditional | always


@pytest.mark.feature("S7.8")
@pytest.mark.parametrize("path", READ)
def test_what_the_caller_has_is_not_sent_again(world: World, api: Api, path: str) -> None:
    at = READ[path](api)
    first = api.get(at)
    tag = first.headers["ETag"]
    assert (first.status, tag) == (200, f'"{first.body["version"]}"')
    for known in (tag, f"W/{tag}", f'"77", {tag}', "*"):
        again = api.call("GET", at, headers={"if_none_match": known})
        assert (again.status, again.text, again.headers["ETag"]) == (304, "", tag), known
        assert "Content-Type" not in again.headers
    for unknown in ('"77"', "", tag.strip('"'), "x" * 5000, f'{tag[:-1]}7"'):
        other = api.call("GET", at, headers={"if_none_match": unknown})
        assert (other.status, other.body) == (200, first.body), unknown


@pytest.mark.feature("S7.8")
def test_after_a_change_the_new_version_is_sent(world: World, api: Api) -> None:
    at = _contact(api)
    tag = api.get(at).headers["ETag"]
    api.patch(at, {"first_name": "Eleni"})
    changed = api.call("GET", at, headers={"if_none_match": tag})
    assert (changed.status, changed.body["first_name"], changed.headers["ETag"]) == (200, "Eleni", '"2"')
    assert api.call("GET", at, headers={"if_none_match": changed.headers["ETag"]}).status == 304
    assert Api(scopes=()).call("GET", at, headers={"if_none_match": "*"}).status == 403
    assert api.call("PATCH", at, {"first_name": "Eleni"}, headers={"if_none_match": "*"}).status == 200


@pytest.mark.feature("S7.8")
def test_what_changes_without_its_version_is_always_sent(world: World, api: Api) -> None:
    at = _made("/v1/lists", {"name": "Newsletter"})(api)
    tag = api.get(at).headers["ETag"]
    contact_id = _contact(api).rpartition("/")[2]
    assert api.post(f"{at}/contacts", {"contact_ids": [contact_id]}).status == 200
    again = api.call("GET", at, headers={"if_none_match": tag})
    assert (again.status, again.body["member_count"]) == (200, 1)
