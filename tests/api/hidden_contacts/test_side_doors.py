"""Nothing of a hidden contact is in any answer of any route (S3.16, S8.3): generated from the OpenAPI document.

The tenant has groups. Its contacts belong to one group, are above one clearance, and hold sentinels in every field. Each GET and each
POST that only shows something is sent by those who may not see them. A new route is asked as well; one whose path names a record that
nobody makes fails the test.
"""

import json
from typing import Any

import pytest

from contactbook.domain.contacts import access
from tests.api.operations import Operation, document, operations
from tests.aws_in_process.aws import moto_world
from tests.aws_in_process.http import Answer, Api
from tests.builders.hidden_contacts import CONTACT, NAME, NUMBER, PHONE, SECRET, SENTINELS, SUPER, HiddenRecords
from tests.builders.tenants import ANOTHER, filled, parameters_of

# Each with a clearance that hides nothing, but for the one whom the clearance stops.
STRANGER = Api(user_id="stranger", groups=("others",), privacy_clearance=9)
PICKER = Api(user_id="picker", groups=("pickers",), privacy_clearance=9)
LOW = Api(user_id="low", groups=("sales",), privacy_clearance=1)
CALLERS = {"stranger": STRANGER, "picker": PICKER, "low": LOW}
# What a path names that is no record; a hidden contact by its id of another system is asked for below.
NO_RECORDS = {"settings/{section}", "by-external-id/{system}", "{system}/{external_id}"}
# POSTs that show something and change nothing, each with the bodies to try. A new preview joins these.
EVERYBODY: Any = {"criteria": {"all": []}}
PREVIEWS: dict[str, list[Any]] = {
    "/v1/segments/preview": [EVERYBODY, EVERYBODY | {"of": "account"}],
    "/v1/templates/{template_id}/preview": [{"contact_id": CONTACT, "channel": "email"}],
    "/v1/contacts/{contact_id}/merge/preview": [{"source_ids": [ANOTHER]}],
    "/v1/settings/kyc/preview": [None],
    "/v1/settings/uniqueness/preview": [{"person": [["last_name"]]}, {"person": [["identifiers.vat_number"]]}],
    "/v1/imports/preview": [None],
}


def asked(method: str) -> list[Operation]:
    with moto_world():
        return [one for one in operations() if one.secured and one.method == method]


def hidden_ids(records: HiddenRecords) -> set[str]:
    return {records.ids[kind] for kind in (CONTACT, ANOTHER, "left", "survivor", "source")}


def said(answer: Answer) -> str:
    """Return what an answer says, without the address that was asked for."""
    body = answer.body
    return json.dumps(body | {"instance": ""}, ensure_ascii=False) if isinstance(body, dict) else answer.text


def leaks(records: HiddenRecords, name: str, answer: Answer) -> list[str]:
    """Return what the answer says that the caller may not see."""
    never = (*SENTINELS, *(() if name == "picker" else (NAME, *hidden_ids(records))))
    return [one for one in never if one in said(answer).replace(SECRET.upper(), SECRET)]


def show(api: Api, records: HiddenRecords, operation: Operation, **query: Any) -> Answer:
    ids = {kind: records.ids.get(kind, "x") for kind in parameters_of(operation.path)}
    return api.call("GET", filled(operation.path, ids), query=query)


@pytest.mark.parametrize("operation", asked("GET"), ids=str)
@pytest.mark.feature("S8.3", "S3.16", "S2.10")
def test_no_answer_shows_anything_of_a_hidden_contact(hidden: HiddenRecords, operation: Operation) -> None:
    for kind in parameters_of(operation.path):
        assert kind in hidden.ids or kind in NO_RECORDS, f"nobody makes {kind}"
    for query in [{}, *({"format": one} for one in ("csv", "html") if "format" in operation.query)]:
        for name, api in CALLERS.items():
            answer = show(api, hidden, operation, **query)
            assert leaks(hidden, name, answer) == [], (name, answer.text)


@pytest.mark.feature("S8.3", "S3.16", "S2.10")
@pytest.mark.parametrize("path", PREVIEWS)
def test_no_preview_shows_anything_of_a_hidden_contact(hidden: HiddenRecords, path: str) -> None:
    example = next(one.body for one in asked("POST") if one.path == path)
    for body in PREVIEWS[path]:
        sent = hidden.body(body) if body is not None else json.loads(example or "{}")
        sent = json.loads(json.dumps(sent).replace(CONTACT, hidden.ids[CONTACT]))
        for name, api in CALLERS.items():
            answer = api.post(filled(path, hidden.ids), sent)
            assert leaks(hidden, name, answer) == [], (name, answer.text)


@pytest.mark.feature("S8.3")
def test_every_preview_is_known() -> None:
    previews = {one.path for one in asked("POST") if "preview" in one.path}
    assert previews <= set(PREVIEWS), "add the bodies to try to PREVIEWS"


# Filters of the search, each with the value that finds the hidden contact. A new filter joins these.
FILTERS: dict[str, str] = {
    "life_cycle_state": "financial",
    "stage": "customer",
    "category": "vip",
    "tag": "vip",
    "list_id": "lists/{list_id}",
    "owned_by_group": "sales",
    "kyc_profile": "full",
    "kyc_state": "verified",
    "consent_state": "accepted",
    "country": "CY",
    "updated_since": "2026-11-01T00:00:00Z",
    "external_id": f"core:{NUMBER}70",
    "past_customer": "false",
    "city": SECRET,
    "postal_code": SECRET,
    "industry": "banking",
    "industry_sector": "finance",
    "email": f"{SECRET}0@example.com",
    "phone": PHONE,
    "created_since": "2026-11-01T00:00:00Z",
    "custom.colour": SECRET,
}
# The kind, and what only says how the answer looks.
_NO_FILTERS = {"q", "kind", "sort", "limit", "cursor"}


@pytest.mark.feature("S7.4", "S8.3")
def test_no_id_of_another_system_tells_of_a_hidden_contact(hidden: HiddenRecords) -> None:
    known, unknown = (f"/v1/contacts/by-external-id/core/{one}" for one in (f"{NUMBER}70", "nobody"))
    assert SUPER.get(known).body["contact_id"] == hidden.ids[CONTACT]
    for name, api in CALLERS.items():
        told, other = api.get(known), api.get(unknown)
        assert (told.status, told.code) == (other.status, other.code) == (404, "not_found"), name


@pytest.mark.feature("S8.3", "S3.15")
def test_no_filter_of_the_search_tells_what_a_contact_holds(hidden: HiddenRecords) -> None:
    (search,) = [one for one in asked("GET") if one.path == "/v1/contacts"]
    named = {name.replace("custom.<name>", "custom.colour") for name in search.query}
    assert named - _NO_FILTERS == set(FILTERS), "add the filter and the value of the hidden contact to FILTERS"
    asks = {name: {name: hidden.ids.get(value, value)} for name, value in FILTERS.items()}
    asks |= {f"q {text}": {"q": text} for text in (f"{SECRET}0@example.com", PHONE, NUMBER, PHONE[-4:], "@example.org")}
    for name, query in asks.items():
        assert hidden.ids[CONTACT] in SUPER.get("/v1/contacts", **query).text, name
        for api in CALLERS.values():
            assert hidden.ids[CONTACT] not in api.get("/v1/contacts", **query).text, name
            assert hidden.ids[CONTACT] not in api.get("/v1/contacts", **query, sort="-created_at").text, name
            assert (
                api.get("/v1/contacts/count", **query).body["count"] < SUPER.get("/v1/contacts/count", **query).body["count"]
            ), name


@pytest.mark.feature("S8.3", "S3.15")
@pytest.mark.parametrize("leaf", [{"field": "emails", "is": f"{SECRET}0@example.com"}, {"field": "kyc.profile", "is": "full"},
                                  {"field": "account.name", "exists": True}, {"field": "consent.state", "is": "accepted"}])  # fmt: skip
def test_no_criteria_tell_what_a_contact_holds_that_one_may_only_select(hidden: HiddenRecords, leaf: dict[str, Any]) -> None:
    def count(api: Api, criteria: dict[str, Any]) -> int:
        made = api.post("/v1/segments", {"name": "S", "criteria": criteria})
        counted = api.get(f"/v1/segments/{made.body['segment_id']}/count").body["count"]
        assert api.post("/v1/segments/preview", {"criteria": criteria}).body["count"] == counted
        return int(counted)

    tagged = {"field": "tags", "contains": "vip"}
    assert count(SUPER, {"all": [leaf, tagged]}) > 0
    assert [count(PICKER, {"all": [one, tagged]}) for one in (leaf, {"not": leaf})] == [0, 0]
    assert count(PICKER, {"any": [leaf, tagged]}) == count(PICKER, tagged) == count(SUPER, tagged)
    assert [count(api, tagged) for api in (STRANGER, LOW)] == [0, 0]


@pytest.mark.feature("S8.3")
def test_no_answer_shows_where_a_walk_over_the_contacts_goes_on() -> None:
    """The place is the key of a contact, and holds its name."""
    with moto_world():
        schemas = document()["components"]["schemas"]
    shown = {name for name, one in schemas.items() if {"cursor", "after"} & one.get("properties", {}).keys()}
    # An undo's place is the number of a part of the file, and a condition of a segment has a date.
    assert shown == {"ImportUndo", "Condition"}


# What says nothing of the contact, or needs a record that nobody makes here.
SILENT = {
    "GET /v1/contacts/{contact_id}/consent/evidence",
    "GET /v1/contacts/{contact_id}/consent/history",
    "GET /v1/contacts/{contact_id}/consent/receipts/{receipt_id}",
    "GET /v1/contacts/{contact_id}/erasure-certificate",
    "GET /v1/contacts/{contact_id}/kyc/allowances",
    "GET /v1/contacts/{contact_id}/kyc/history",
    "GET /v1/contacts/{contact_id}/permissions",
    "GET /v1/contacts/{contact_id}/permissions/history",
}


def test_the_sentinels_are_shown_to_who_may_see_them(hidden: HiddenRecords) -> None:
    """Otherwise the test above shows nothing."""
    looked_for = (*SENTINELS, NAME, *hidden_ids(hidden))
    about = [one for one in asked("GET") if "{contact_id}" in one.path]
    silent = {str(one) for one in about if not any(part in said(show(SUPER, hidden, one)) for part in looked_for)}
    assert silent <= SILENT


def test_rights_that_are_not_asked_are_noticed(hidden: HiddenRecords, monkeypatch: pytest.MonkeyPatch) -> None:
    """The deliberately broken variant: every group sees every other group's contacts."""
    monkeypatch.setattr(access, "_has_group_right", lambda *_: True)
    monkeypatch.setattr("contactbook.services.runs.runs.may_stop_work_of", lambda *_: True)
    monkeypatch.setattr(access, "may_stop_work_of", lambda *_: True)
    leaking = [str(one) for one in asked("GET") if leaks(hidden, "stranger", show(STRANGER, hidden, one))]
    assert len(leaking) > 35
    assert "GET /v1/notification-runs/{run_id}/decisions" in leaking
