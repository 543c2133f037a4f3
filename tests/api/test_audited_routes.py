"""Every route of the OpenAPI document that changes something leaves an audit entry: who, what, which fields, when, which record.

A new route is tested here without being named: it is called once with its example, and the audit before and after is compared. What it
answers is held against the document as well.
"""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.api.operations import Operation, operations
from tests.aws_in_process.aws import World, moto_world
from tests.aws_in_process.http import Answer, Api
from tests.builders.communications import kept_as_unknown
from tests.builders.imports import work
from tests.builders.library import uploaded_form
from tests.builders.tenants import FILE, Records, known_by_another_system, new_contact, with_body
from tests.checks.documented import require_documented
from tests.checks.unaudited import NO_CHANGE, NOT_CHANGES
from tests.services.webhooks.requests import OF_WEBHOOKS

ASKED_AT = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
USER = "user-9"
CONFIGURED = {
    "/v1/tenant-group/sync-settings": {"enabled": True},
    "/v1/settings/anonymization": {"enabled": True, "conditions": [{"field": "kind", "is": "company"}]},
}
ENTRIES = ("history", "tenant_history")


def writing() -> list[Operation]:
    with moto_world():
        return [one for one in operations() if one.secured and one.method != "GET"]


def reading() -> list[Operation]:
    with moto_world():
        return [one for one in operations() if one.secured and one.method == "GET"]


@pytest.fixture(scope="module")
def made() -> Iterator[Records]:
    """Yield a tenant with a record of every kind."""
    from contactbook.storage.settings.sections import forget_cached

    with moto_world() as world:
        world.reset()
        forget_cached()
        records = Records(Api(super_user=True))
        records.api.register(name="Acme")
        for path, body in CONFIGURED.items():
            assert records.api.put(path, body).status == 200
        for operation in operations():
            if operation.secured:
                records.path(operation.path)
                records.body(with_body(operation))
        world.keep()
        yield records
        world.reset()


@pytest.fixture
def records(made: Records, monkeypatch: pytest.MonkeyPatch) -> Records:
    from contactbook.storage.settings.sections import forget_cached

    monkeypatch.setattr("contactbook.clock.source", lambda: ASKED_AT)
    with moto_world() as world:
        world.restore()
    forget_cached()
    return made


def id_in(path: str) -> str:
    return path.rpartition("/")[2]


def made_by(api: Api, path: str, body: Any) -> str:
    """Return the path of the record that this POST makes."""
    answer = api.post(path, body)
    assert answer.status in (200, 201, 202), answer.text
    return f"{path}/{next(str(value) for name, value in answer.body.items() if name.endswith('_id') and name != 'contact_id')}"


def new_address(api: Api, contact: str, **fields: Any) -> str:
    return made_by(api, f"{contact}/addresses", {"type": "home", "line_1": "1 Ledra St", "country": "CY"} | fields)


def pending_kyc(api: Api) -> str:
    """Return the path of a contact whose first profile waits for verification."""
    profiles = [{"profile": name, "level": level} for level, name in enumerate(("basic", "full"), start=1)]
    contact = new_contact(api)
    made_by(api, f"{contact}/accounts", {"name": "Checking"})
    answer = api.put("/v1/settings/kyc", {"profiles": profiles, "assign": "lowest"})
    assert answer.status == 200, answer.text
    return contact


def refuted_kyc(api: Api) -> str:
    """Return the path of a contact that was refuted, and has given something new since: enough for `basic` only."""
    contact = pending_kyc(api)
    rules = [{"field": "emails", "required_for": ["basic"]}, {"field": "phones", "required_for": ["full"]}]
    assert api.put("/v1/settings/kyc", api.get("/v1/settings/kyc").body | {"person_rules": rules}).status == 200
    assert api.post(f"{contact}/kyc/change", {"profile": "full"}).status == 200
    assert api.post(f"{contact}/kyc/refute", {"reason": "No."}).status == 200
    assert api.patch(contact, {"emails": [{"address": "new@example.com"}]}).status == 200
    return contact


def address_to_activate(api: Api) -> str:
    address = new_address(api, new_contact(api))
    assert api.post(f"{address}/deactivate").status == 200
    return address


def second_address(api: Api) -> str:
    contact = new_contact(api)
    new_address(api, contact)
    return new_address(api, contact, type="billing")


def listed_contact(api: Api) -> str:
    contact, lst = new_contact(api), made_by(api, "/v1/lists", {"name": "News"})
    assert api.post(f"{lst}/contacts", {"contact_ids": [id_in(contact)]}).status == 200
    return f"{lst}/contacts/{id_in(contact)}"


def related(api: Api) -> str:
    return made_by(api, f"{new_contact(api)}/relations", relation_to(new_contact(api)))


def relation_to(contact: str) -> Any:
    return {"related_contact_id": id_in(contact), "relation_type": "other"}


def new_type(api: Api) -> str:
    return made_by(api, "/v1/notification-types", {"name": "Bills", "purpose": "financial"})


def new_template(api: Api) -> str:
    return made_by(api, "/v1/templates", {"name": "T", "bodies": {"email": {"subject": "S", "text": "T"}}})


def leaving_child(api: Api) -> str:
    """Return the path of the off-boarding of a child account that has begun."""
    made = api.post("/v1/tenants", {"tenant_id": f"{api.tenant_id}-leaves", "name": "Leaves", "parent_id": api.tenant_id})
    assert made.status == 201, made.text
    path = f"/v1/tenants/{api.tenant_id}-leaves/offboarding"
    assert api.post(path, {}).status == 202
    return path


CRITERIA = {"all": [{"field": "last_name", "is": "Ioannou"}]}


# Path and body of a request that succeeds once, where the example and the records of the tenant are not enough.
def left_out_person(api: Api) -> str:
    """Return the path of a person whose copy is gone."""
    from contactbook.domain.sync.copies import LeftOutBecause, SyncedCopy
    from contactbook.services.base.stores import open_group
    from contactbook.storage.base import table

    gone = SyncedCopy(contact_id="con_gone", left_out=LeftOutBecause.COPY_DELETED, left_out_at=ASKED_AT)
    table.transact(open_group(api.tenant_id).copies.writes_of(gone))
    return "/v1/tenant-group/left-out/con_gone"


REQUESTS: dict[str, Callable[[Api], tuple[str, Any]]] = {
    "POST /v1/attachments": lambda _: ("/v1/attachments", FILE),
    "PATCH /v1/communications/{communication_id}": lambda _: ("", {"scheduled_for": "2026-12-02T09:00:00Z"}),
    "POST /v1/communications/{communication_id}/resolve": lambda api: (
        f"/v1/communications/{kept_as_unknown(api.tenant_id, id_in(new_contact(api)))}/resolve",
        {"outcome": "delivered", "reason": "She answered it."},
    ),
    "DELETE /v1/accounts/{account_id}": lambda api: (
        api.post(f"{new_contact(api)}/accounts", {"name": "Wrong"}).headers["Location"],
        None,
    ),
    "DELETE /v1/contacts/{contact_id}": lambda api: (new_contact(api), None),
    "PUT /v1/contacts/by-external-id/{system}/{external_id}": lambda _: (
        "/v1/contacts/by-external-id/core/A-1",
        {"kind": "person", "last_name": "Ann"},
    ),
    "GET /v1/contacts/by-external-id/{system}/{external_id}": lambda api: (known_by_another_system(api), None),
    "POST /v1/consent/require-reconsent": lambda api: (
        "/v1/consent/require-reconsent",
        {"form_attachment_id": uploaded_form(api)},
    ),
    "DELETE /v1/tenant-group/left-out/{left_out_id}": lambda api: (left_out_person(api), None),
    "POST /v1/contacts/{contact_id}/addresses": lambda api: (
        f"{new_contact(api)}/addresses",
        {"line_1": "1 St", "country": "CY"},
    ),
    "POST /v1/contacts/{contact_id}/addresses/{address_id}/activate": lambda api: (f"{address_to_activate(api)}/activate", None),
    "POST /v1/contacts/{contact_id}/addresses/{address_id}/deactivate": lambda api: (f"{second_address(api)}/deactivate", None),
    "POST /v1/contacts/{contact_id}/addresses/{address_id}/make-primary": lambda api: (
        f"{second_address(api)}/make-primary",
        None,
    ),
    "POST /v1/contacts/{contact_id}/anonymize": lambda api: (
        f"{new_contact(api, kind='company', last_name=None, company_name='X')}/anonymize",
        None,
    ),
    "POST /v1/contacts/{contact_id}/kyc/assign": lambda api: (f"{refuted_kyc(api)}/kyc/assign", {"profile": "basic"}),
    "POST /v1/contacts/{contact_id}/kyc/change": lambda api: (f"{pending_kyc(api)}/kyc/change", {"profile": "full"}),
    "POST /v1/contacts/{contact_id}/kyc/refute": lambda api: (f"{pending_kyc(api)}/kyc/refute", {"reason": "No."}),
    "POST /v1/contacts/{contact_id}/kyc/verify": lambda api: (f"{pending_kyc(api)}/kyc/verify", {}),
    "POST /v1/contacts/{contact_id}/merge": lambda api: (f"{new_contact(api)}/merge", {"source_ids": [id_in(new_contact(api))]}),
    "POST /v1/contacts/{contact_id}/merge/preview": lambda api: (
        f"{new_contact(api)}/merge/preview",
        {"source_ids": [id_in(new_contact(api))]},
    ),
    "POST /v1/contacts/{contact_id}/not-duplicate": lambda api: ("", {"contact_id": id_in(new_contact(api))}),
    "POST /v1/contacts/{contact_id}/relations": lambda api: ("", relation_to(new_contact(api))),
    "DELETE /v1/contacts/{contact_id}/relations/{relation_id}": lambda api: (related(api), None),
    "POST /v1/exports": lambda _: ("", {"of": "contacts"}),
    "DELETE /v1/lists/{list_id}/contacts/{contact_id}": lambda api: (listed_contact(api), None),
    "PUT /v1/name-days/rules": lambda _: ("", {"csv": "names,month,day\nMaria,8,15\n"}),
    "PATCH /v1/notification-schedules/{schedule_id}": lambda _: ("", {"name": "Weekly"}),
    "DELETE /v1/notification-types/{notification_type_id}": lambda api: (new_type(api), None),
    "PATCH /v1/notification-types/{notification_type_id}": lambda api: (new_type(api), {"name": "Letters"}),
    "POST /v1/segments/preview": lambda _: ("", {"of": "contact", "criteria": CRITERIA}),
    "DELETE /v1/segments/{segment_id}": lambda api: (
        made_by(api, "/v1/segments", {"name": "S", "of": "contact", "criteria": CRITERIA}),
        None,
    ),
    "PATCH /v1/segments/{segment_id}": lambda _: ("", {"criteria": CRITERIA}),
    "POST /v1/sending-identities": lambda _: ("", {"domain": "new.example"}),
    "PUT /v1/settings/{section}": lambda _: ("/v1/settings/categories", {"categories": ["partner"]}),
    "DELETE /v1/templates/{template_id}": lambda api: (new_template(api), None),
    "DELETE /v1/tenants/{tenant_id}/offboarding": lambda api: (leaving_child(api), None),
    **OF_WEBHOOKS,
}


def items(world: World, *, entries: bool) -> dict[tuple[str, str], Any]:
    """Return the audit entries, or everything else that a change can concern, by key."""
    return {
        (one["pk"]["S"], one["sk"]["S"]): one
        for one in world.items(looks=True)
        if (one["kind"]["S"] in ENTRIES if entries else one["kind"]["S"] not in NOT_CHANGES)
    }


def called(records: Records, operation: Operation) -> tuple[Answer, bool, list[dict[str, Any]]]:
    """Call the route. Return the answer, whether anything changed, and the new audit entries."""
    with moto_world() as world:
        if operation.path.endswith("/undo"):
            work(world)
        path, body = "", None
        if ready := REQUESTS.get(str(operation)):
            path, body = ready(records.api)
        elif operation.body:
            body = records.body(with_body(operation))
        path = path or records.path(operation.path)
        if operation.method == "GET" and path.startswith("/v1/attachments/"):
            # The first look takes over what was uploaded.
            records.api.get(path)
        before, known = items(world, entries=False), items(world, entries=True)
        api = Api(super_user=True, user_id=USER)
        answer = api.call(operation.method, path, body)
        require_documented(operation, answer)
        after, entries = items(world, entries=False), items(world, entries=True)
    found = [json.loads(one["document"]["S"]) | {"key": key} for key, one in entries.items() if key not in known]
    return answer, before != after, found


@pytest.mark.feature("S2.127", "S7.2")
@pytest.mark.parametrize("operation", writing(), ids=str)
def test_a_route_that_changes_something_leaves_an_entry(records: Records, operation: Operation) -> None:
    answer, is_changed, entries = called(records, operation)
    assert answer.status < 300, f"give {operation} what it needs to succeed once: {answer.text[:300]}"
    if str(operation) in NO_CHANGE:
        assert not is_changed, "it changes something: take it out of NO_CHANGE"
        return
    assert is_changed, "its example changes nothing: choose one that does"
    assert entries, f"{operation} wrote, and no audit entry says so: use commit_change or commit_tenant_change"
    own = [one for one in entries if one["actor"] == {"type": "user", "id": USER}]
    assert own, f"no entry is under the one who asked: {[one['actor'] for one in entries]}"
    for entry in own:
        assert datetime.fromisoformat(entry["at"]) == ASKED_AT
        assert "." in entry["action"]
        assert entry.get("subject") or "#CONTACT#" in entry["key"][0], entry
    assert any(one.get("fields") for one in own) or operation.method == "DELETE", "no entry says which fields"


def test_a_use_case_that_forgets_its_entry_is_found(records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    from contactbook.services.templates import templates
    from contactbook.storage.base import table

    def without_entry(_store: Any, _change: Any, *writes: Any, **_: Any) -> None:
        table.transact(writes)

    monkeypatch.setattr(templates, "commit_tenant_change", without_entry)
    operation = next(one for one in writing() if str(one) == "POST /v1/templates")
    with pytest.raises(AssertionError, match="no audit entry says so"):
        test_a_route_that_changes_something_leaves_an_entry(records, operation)


@pytest.mark.feature("S2.127", "S7.2")
@pytest.mark.parametrize("operation", reading(), ids=str)
def test_a_route_that_reads_changes_nothing(records: Records, operation: Operation) -> None:
    answer, is_changed, _ = called(records, operation)
    assert answer.status < 500
    assert not is_changed
