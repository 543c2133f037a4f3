"""Every route that lets more people be contacted needs settings:write (S8.3).

A new route that writes must be entered here: in LOOSENING with a request that loosens, or in OTHERS with the reason why it does not.
"""

import json
from collections.abc import Callable
from typing import Any

import pytest

from contactbook.domain.base.callers import Scope
from tests.api.operations import operations
from tests.aws_in_process.aws import World, moto_world
from tests.aws_in_process.http import Answer, Api
from tests.builders.sending import set_up

ALL = tuple(scope.value for scope in Scope)
ADMINISTRATOR = Api(scopes=ALL)
SENDER = Api(scopes=tuple(scope for scope in ALL if scope != "settings:write"))
Request = Callable[[Api], Answer]


def _type_id(**fields: Any) -> str:
    answer = ADMINISTRATOR.post("/v1/notification-types", {"name": "T", "purpose": "direct_marketing", **fields})
    return str(answer.body["notification_type_id"])


def _creates_a_type(**fields: Any) -> Callable[[], Request]:
    return lambda: lambda api: api.post("/v1/notification-types", {"name": "New", **fields})


def _changes_a_type(**fields: Any) -> Callable[[], Request]:
    def prepare() -> Request:
        type_id = _type_id()
        return lambda api: api.patch(f"/v1/notification-types/{type_id}", fields)

    return prepare


def _event_communication(*, care_exists: bool) -> Callable[[], Request]:
    def prepare() -> Request:
        set_up()
        if care_exists:
            _type_id(purpose="customer_care")
        template = ADMINISTRATOR.post("/v1/templates", {"name": "T", "bodies": {"sms": {"text": "Hi"}}}).body["template_id"]
        body = {"event": "kyc.expired", "template_id": template, "channel": "sms"}
        return lambda api: api.post("/v1/event-communications", body)

    return prepare


def _list_id() -> str:
    return str(ADMINISTRATOR.post("/v1/suppression-lists", {"name": "L", "always": True}).body["suppression_list_id"])


def _removes_a_list() -> Request:
    list_id = _list_id()
    return lambda api: api.delete(f"/v1/suppression-lists/{list_id}")


def _removes_an_entry() -> Request:
    path = f"/v1/suppression-lists/{_list_id()}/entries"
    entry_id = ADMINISTRATOR.post(path, {"entries": [{"email": "a@example.com"}]}).body["items"][0]["entry_id"]
    return lambda api: api.delete(f"{path}/{entry_id}")


def _weakens_a_list() -> Request:
    list_id = _list_id()
    return lambda api: api.patch(f"/v1/suppression-lists/{list_id}", {"always": False})


def _changes_criteria() -> Request:
    body = {"name": "L", "criteria": {"field": "tags", "contains": "away"}}
    list_id = ADMINISTRATOR.post("/v1/suppression-lists", body).body["suppression_list_id"]
    return lambda api: api.patch(f"/v1/suppression-lists/{list_id}", {"criteria": {"field": "tags", "contains": "gone"}})


def _changes_a_segment_left_out() -> Request:
    set_up()
    criteria = {"field": "tags", "contains": "away"}
    segment_id = ADMINISTRATOR.post("/v1/segments", {"name": "S", "criteria": criteria}).body["segment_id"]
    template = ADMINISTRATOR.post("/v1/templates", {"name": "T", "bodies": {"sms": {"text": "Hi"}}}).body["template_id"]
    body = {"event": "kyc.expired", "template_id": template, "channel": "sms", "notification_type_id": _type_id()}
    made = ADMINISTRATOR.post("/v1/event-communications", {**body, "exclude": {"segment_ids": [segment_id]}})
    assert made.status == 201, made.body
    return lambda api: api.patch(f"/v1/segments/{segment_id}", {"criteria": {"field": "tags", "contains": "gone"}})


def _puts_settings() -> Request:
    return lambda api: api.put("/v1/settings/consent", {"marketing_requires_accepted": False})


LOOSENING: dict[str, list[Callable[[], Request]]] = {
    "POST /v1/notification-types": [
        _creates_a_type(purpose="financial"),
        _creates_a_type(purpose="customer_care"),
        _creates_a_type(purpose="direct_marketing", apply_direct_marketing_preference=False),
        _creates_a_type(purpose="affiliate_marketing", apply_affiliate_marketing_preference=False),
    ],
    "PATCH /v1/notification-types/{notification_type_id}": [
        _changes_a_type(purpose="financial", apply_direct_marketing_preference=False),
        _changes_a_type(purpose="customer_care"),
        _changes_a_type(purpose="affiliate_marketing", apply_affiliate_marketing_preference=True),
        _changes_a_type(apply_direct_marketing_preference=False),
    ],
    "POST /v1/event-communications": [_event_communication(care_exists=False), _event_communication(care_exists=True)],
    "DELETE /v1/suppression-lists/{suppression_list_id}": [_removes_a_list],
    "DELETE /v1/suppression-lists/{suppression_list_id}/entries/{entry_id}": [_removes_an_entry],
    "PATCH /v1/suppression-lists/{suppression_list_id}": [_weakens_a_list, _changes_criteria],
    "PATCH /v1/segments/{segment_id}": [_changes_a_segment_left_out],
    "PUT /v1/settings/{section}": [_puts_settings],
}

# One operation, or with a slash at its end every one that begins so.
OTHERS = {
    "POST /p/": "The person itself says it.",
    "DELETE /v1/accounts/": "Fewer addresses are left.",
    "PATCH /v1/accounts/": "One account of a contact; every decision is made anew at each sending.",
    "POST /v1/accounts/": "A posting is no permission.",
    "POST /v1/anonymization-runs": "Fewer people are left.",
    "POST /v1/attachments": "A file is no permission.",
    "DELETE /v1/attachments/": "A file is no permission.",
    "POST /v1/communications/": "Fewer messages are sent, or nobody sends it again.",
    "DELETE /v1/communications/": "Fewer messages are sent.",
    "PATCH /v1/communications/": "The same contact, decided about again at sending.",
    "POST /v1/bulk-changes/{bulk_change_id}/cancel": "Fewer contacts are changed.",
    "POST /v1/consent/require-reconsent": "Needs settings:write; consent is only taken back.",
    "POST /v1/contacts": "One contact, with what it said.",
    "POST /v1/contacts/bulk-changes": "Tags and lists; who left a list stays off it, and each contact is decided about at each sending.",
    "POST /v1/contacts/{contact_id}/": "One contact; a refusal of the person stands.",
    "PATCH /v1/contacts/": "One contact.",
    "PUT /v1/contacts/": "One contact, with what it said; a refusal of the person stands.",
    "DELETE /v1/contacts/": "Fewer people or details are left.",
    "DELETE /v1/event-communications/": "Fewer messages are sent.",
    "PATCH /v1/event-communications/": "It names a type always; the type decides. Whoever may send chooses whom it leaves out.",
    "POST /v1/exports": "Reads.",
    "POST /v1/hygiene-tasks": "As a bulk change.",
    "PATCH /v1/hygiene-tasks/": "As above.",
    "DELETE /v1/hygiene-tasks/": "Fewer contacts are changed.",
    "POST /v1/imports": "Contacts, each with what it said; a refusal of the person stands.",
    "POST /v1/imports/": "As above.",
    "POST /v1/lists": "A list is an audience; each contact is decided about.",
    "POST /v1/lists/{list_id}/contacts": "As above.",
    "PATCH /v1/lists/": "As above.",
    "DELETE /v1/lists/": "As above.",
    "POST /v1/merges/": "The contacts of before, each with its own refusals.",
    "PUT /v1/name-days/rules": "Needs settings:write.",
    "POST /v1/name-days/runs": "Needs settings:write.",
    "POST /v1/notification-runs": "Each contact is decided about, under a type that exists.",
    "POST /v1/notification-runs/{run_id}/cancel": "Fewer messages are sent.",
    "POST /v1/notification-schedules": "As a run.",
    "PATCH /v1/notification-schedules/": "As a run: whoever may send chooses which optional lists, segments and tags a run leaves out.",
    "DELETE /v1/notification-schedules/": "Fewer messages are sent.",
    "DELETE /v1/notification-types/": "Fewer messages are sent.",
    "POST /v1/sending-identities": "Needs settings:write; from where is sent, not to whom.",
    "DELETE /v1/sending-identities/": "As above.",
    "POST /v1/permissions/check": "Reads.",
    "POST /v1/segments": "An audience; each contact is decided about.",
    "POST /v1/segments/preview": "Reads.",
    "DELETE /v1/segments/": "As above.",
    "POST /v1/settings/": "Needs settings:write or changes nothing.",
    "POST /v1/suppression-lists": "Fewer people are contacted.",
    "POST /v1/suppression-lists/{suppression_list_id}/entries": "As above.",
    "POST /v1/templates": "What is said, not to whom.",
    "POST /v1/templates/{template_id}/preview": "Reads.",
    "PATCH /v1/templates/": "As above.",
    "DELETE /v1/templates/": "As above.",
    "PATCH /v1/tenant": "A name and a time zone.",
    "PATCH /v1/tenants/": "As above; a new parent and sender ids are the operator's.",
    "DELETE /v1/tenant-group/left-out/": "A copy is made again; what was refused at its addresses stays.",
    "POST /v1/tenant-group/": "Copies with what each person said; its own scope.",
    "PUT /v1/tenant-group/": "As above.",
    "POST /v1/templates/{template_id}/test-send": "A test goes to a verified domain of the tenant, and to no contact.",
    "POST /v1/tenants/": "Nobody is contacted for a tenant that is off-boarded.",
    "DELETE /v1/tenants/": "The tenant is as it was before it was off-boarded; its parent or the operator says so.",
    "POST /v1/tenants": "A new tenant has no contacts.",
    "POST /v1/webhooks": "Tells systems of the tenant what has happened.",
    "POST /v1/webhooks/": "As above.",
    "PATCH /v1/webhooks/": "As above.",
    "DELETE /v1/webhooks/": "As above.",
}


def writing() -> list[str]:
    with moto_world():
        return [str(operation) for operation in operations() if operation.method != "GET"]


def _is_named(operation: str, name: str) -> bool:
    return operation == name or (name.endswith("/") and operation.startswith(name))


def test_every_writing_route_is_judged() -> None:
    all_of = writing()
    named = (*LOOSENING, *OTHERS)
    assert [one for one in all_of if not any(_is_named(one, name) for name in named)] == []
    assert [name for name in named if not any(_is_named(one, name) for one in all_of)] == [], "a route that is gone"


@pytest.mark.feature("S8.3")
@pytest.mark.parametrize("prepare", [one for those in LOOSENING.values() for one in those])
def test_what_lets_more_people_be_contacted_needs_settings_write(world: World, prepare: Callable[[], Request]) -> None:
    request = prepare()
    before = world.items()
    refused = request(SENDER)
    assert (refused.status, refused.code) == (403, "missing_scope")
    assert world.items() == before
    assert request(ADMINISTRATOR).status in (200, 201, 204)


@pytest.mark.feature("S8.3")
def test_tightening_needs_no_more_than_the_scope_of_its_route(world: World) -> None:
    list_id = SENDER.post("/v1/suppression-lists", {"name": "L"}).body["suppression_list_id"]
    assert SENDER.patch(f"/v1/suppression-lists/{list_id}", {"always": True}).status == 200
    assert SENDER.post("/v1/notification-types", {"name": "M", "purpose": "direct_marketing"}).status == 201


@pytest.mark.feature("S2.126")
def test_a_person_gets_its_export_by_email_whatever_the_caller_may_change(world: World) -> None:
    person = {"kind": "person", "last_name": "Georgiou", "emails": [{"address": "eleni@example.com"}]}
    contact_id = ADMINISTRATOR.post("/v1/contacts", person).body["contact_id"]
    set_up()
    exporter = Api(scopes=("contacts:export", "contacts:read"))
    assert exporter.post(f"/v1/contacts/{contact_id}/export/email").status == 202


@pytest.mark.feature("S5.13", "S8.3")
def test_no_route_leaves_a_type_without_a_filter_to_who_may_not_change_settings(world: World) -> None:
    """Every writing operation, with its example and with an empty body: no type appears that passes over what a person said."""
    person = {"kind": "person", "last_name": "Georgiou", "emails": [{"address": "eleni@example.com"}]}
    contact_id = ADMINISTRATOR.post("/v1/contacts", person).body["contact_id"]
    template = ADMINISTRATOR.post("/v1/templates", {"name": "T", "bodies": {"sms": {"text": "Hi"}}}).body["template_id"]
    set_up()
    assert SENDER.post(f"/v1/contacts/{contact_id}/export/email").status == 202
    definition = {"event": "kyc.expired", "template_id": template, "channel": "sms"}
    for operation in operations():
        if operation.method != "GET" and operation.secured:
            for body in (operation.body, "{}", json.dumps(definition)):
                SENDER.call(operation.method, operation.at(contact_id=contact_id), raw=body)
    made = ADMINISTRATOR.get("/v1/notification-types").body["items"]
    assert [one for one in made if not one.get(f"apply_{one['purpose']}_preference")] == []


@pytest.mark.feature("S5.13", "S2.126")
def test_the_type_of_a_persons_own_export_is_nobody_elses(world: World) -> None:
    """Its mail passes over the preferences, so neither a message nor another text may name it."""
    person = {"kind": "person", "last_name": "Georgiou", "emails": [{"address": "eleni@example.com"}]}
    contact_id = ADMINISTRATOR.post("/v1/contacts", person).body["contact_id"]
    set_up()
    mail = ADMINISTRATOR.post(f"/v1/contacts/{contact_id}/export/email").body
    type_id, at = mail["notification_type_id"], f"/v1/communications/{mail['communication_id']}"
    text = {"email": {"subject": "Buy", "text": "Buy"}}
    named = {"channel": "email", "notification_type_id": type_id, "bodies": text}
    ours = ADMINISTRATOR.post(f"/v1/contacts/{contact_id}/communications", named | {"notification_type_id": _type_id()}).body
    refused = [
        ADMINISTRATOR.post(f"/v1/contacts/{contact_id}/communications", named),
        ADMINISTRATOR.patch(at, {"bodies": text}),
        ADMINISTRATOR.patch(f"/v1/communications/{ours['communication_id']}", {"notification_type_id": type_id}),
    ]
    assert [answer.error_codes() for answer in refused] == [{"/notification_type_id": "unknown_notification_type"}] * 3
    assert ADMINISTRATOR.patch(at, {"scheduled_for": "2040-01-01T00:00:00Z"}).status == 200
