"""One table used in turn by two versions of the models: nothing that the newer one wrote raises here, or is lost (S8.5)."""

import json
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from contactbook.domain.settings.sections import SECTIONS
from tests.api.operations import Operation, operations
from tests.architecture.test_census import EVERY_KIND
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.tenants import NO_RECORDS, Records, parameters_of
from tests.checks.newer_documents import FIELD, MODELS, Key, places_of_newer_fields, write_as_newer_version

# Kinds that hold an id or nothing, or that are never written again: each version reads what it knows of them.
WITHOUT_A_MODEL = {
    "anonymization_refusal": "a code",
    "anonymization_run_contact": "never written again",
    "bulk_change_refusal": "never written again",
    "bulk_change_slice": "never written again",
    "child_tenant": "a copy of `tenant`",
    "claim": "an id",
    "crowded_key": "replaced as a whole",
    "file_walk": "a place",
    "duplicate_key": "nothing",
    "hygiene_run": "an id",
    "import_changes": "never written again",
    "import_errors": "never written again",
    "import_left": "never written again",
    "import_part": "never written again",
    "job_slot": "a time",
    "list_member": "nothing",
    "match_change": "never written again",
    "match_entry": "derived again",
    "match_member": "derived again",
    "merge_snapshot": "contacts, as `contact`",
    "name_day_celebrant": "nothing",
    "name_day_progress": "a day and a cursor",
    "name_day_reached": "a day",
    "name_day_run": "counts",
    "not_duplicate": "nothing",
    "notification_stop": "an id",
    "owner": "an id",
    "person_export": "a key",
    "rebuild": "counts and a cursor",
    "reconsent_latest": "an id",
    "refused_contact": "never written again",
    "request": "expires in a day",
    "request_pointer": "a hash",
    "search_word": "nothing",
    "sending_rate": "a moment's count",
    "link_renewal": "a time, for an hour",
    "settings": "a shape for each section",
    "shared_person": "derived again",
    "sync_run_refusal": "never written again",
    "copy_pointer": "ids",
    "staged_child": "a document as it is",
    "sync_run": "counts",
    "sync_run_change": "never written again",
    "sync_state": "derived again",
    "tenant_requests": "a count",
    "transaction_pointer": "an id",
    "unbilled": "nothing",
}


def shapes_in(shape: Any) -> Iterator[type[BaseModel]]:
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        yield shape
        for field in shape.model_fields.values():
            yield from shapes_in(field.annotation)
    for argument in get_args(shape):
        yield from shapes_in(argument)


def test_every_kind_has_a_model_or_a_reason_for_none() -> None:
    assert sorted(EVERY_KIND) == sorted([*MODELS, *WITHOUT_A_MODEL])


@pytest.mark.feature("S8.5")
@pytest.mark.parametrize("shape", [*MODELS.values(), *SECTIONS.values()], ids=lambda shape: shape.__name__)
def test_a_stored_document_keeps_unknown_fields_at_every_depth(shape: type[BaseModel]) -> None:
    assert {one.__name__: one.model_config.get("extra") for one in shapes_in(shape)} == dict.fromkeys(
        (one.__name__ for one in shapes_in(shape)), "allow"
    )


def is_of_a_record(operation: Operation) -> bool:
    """True if one request makes the record that the operation is about, and leaves the contact as it is."""
    unmade = {"merges/{merge_id}", "sync-runs/{sync_run_id}", "imports/{import_id}"}
    return operation.path.startswith("/v1/") and not unmade & set(parameters_of(operation.path))


@pytest.fixture
def newer(world: World, api: Api) -> tuple[Records, dict[Key, list[Any]]]:
    """A tenant with a record of every kind, whose documents a newer version has written since."""
    api.register()
    records = Records(api)
    for operation in operations():
        if is_of_a_record(operation):
            for kind in sorted(set(parameters_of(operation.path)) - NO_RECORDS):
                records.id_of(kind)
    contact = records.path("/v1/contacts/{contact_id}")
    person = {"identifiers": {"passport": {"number": "K1", "country": "CY"}}, "associations": [{"type": "user", "id": "u"}]}
    assert api.patch(contact, person | {"phones": [{"number": "+35799123456"}]}).status == 200
    account = {"contact_information": {"email": "a@example.com", "mailing_address": {"line_1": "1 St", "country": "CY"}}}
    assert api.patch(records.path("/v1/accounts/{account_id}"), account).status == 200
    bodies = {"bodies": {"email": {"subject": "S", "text": "T"}}, "languages": {"el": {"sms": {"text": "T"}}}}
    assert api.patch(records.path("/v1/templates/{template_id}"), bodies).status == 200
    assert api.put("/v1/settings/branding", {"name": "Acme"}).status == 200
    return records, write_as_newer_version(world)


CHANGES: dict[str, Any] = {
    "/v1/contacts/{contact_id}": {"title": "Dr", "identifiers": {"tax_number": "T1"}},
    "/v1/accounts/{account_id}": {"name": "Savings", "contact_information": {"phone": "+35799123457"}},
    "/v1/contacts/{contact_id}/notes/{note_id}": {"text": "Changed"},
    "/v1/contacts/{contact_id}/engagements/{engagement_id}": {"subject": "Changed"},
    "/v1/contacts/{contact_id}/opportunities/{opportunity_id}": {"stage": "won"},
    "/v1/contacts/{contact_id}/addresses/{address_id}": {"line_2": "Flat 1"},
    "/v1/templates/{template_id}": {"name": "Changed", "bodies": {"sms": {"text": "Changed"}}},
    "/v1/lists/{list_id}": {"name": "Changed"},
    "/v1/segments/{segment_id}": {"name": "Changed"},
    "/v1/suppression-lists/{suppression_list_id}": {"name": "Changed"},
    "/v1/notification-types/{notification_type_id}": {"name": "Changed"},
    "/v1/event-communications/{event_communication_id}": {"enabled": False},
    "/v1/notification-schedules/{schedule_id}": {"name": "Changed"},
    "/v1/hygiene-tasks/{hygiene_task_id}": {"name": "Changed"},
    "/v1/communications/{communication_id}": {"scheduled_for": "2026-12-02T09:00:00Z"},
}

# The fields that a change replaces by its own caller.
WHO_DID_IT = {"updated_by", "requested_by", "changed_by"}


@pytest.mark.feature("S8.5")
def test_a_change_of_another_field_loses_nothing_and_shows_nothing(world: World, newer: Any) -> None:
    records, written = newer
    known_paths = {operation.path for operation in operations()}
    for path, change in CHANGES.items():
        assert path in known_paths, path
        answer = records.api.patch(records.path(path), change)
        assert (answer.status, FIELD in answer.text) == (200, False), (path, answer.text[:400])
    contact = records.path("/v1/contacts/{contact_id}")
    for path, body in (
        (f"{contact}/consent", {"state": "accepted"}),
        (f"{contact}/preferences", {"direct_marketing": True}),
        ("/v1/settings/branding", {"name": "Changed"}),
    ):
        answer = records.api.put(path, body)
        assert (answer.status, FIELD in answer.text) == (200, False), (path, answer.text[:400])
    left = places_of_newer_fields(world)
    lost = {(key[1], *one) for key, places in written.items() for one in places if one not in left[key]}
    # Another caller stands there now, as a whole.
    assert [place for place in sorted(lost, key=str) if not WHO_DID_IT & set(place)] == []
    # What changed is audited without the unknown fields.
    assert [key for key, places in left.items() if places and key not in written] == []


@pytest.mark.feature("S8.5")
def test_no_answer_shows_an_unknown_field(newer: Any) -> None:
    records, _ = newer
    for operation in operations():
        if operation.method == "GET" and is_of_a_record(operation):
            path = operation.path.replace("{section}", "branding")
            answer = records.api.get(records.path(path))
            assert FIELD not in answer.text, path


@pytest.mark.feature("S8.5")
def test_a_merge_keeps_the_unknown_fields_of_both_contacts(world: World, newer: Any) -> None:
    records, _ = newer
    contact, source = records.path("/v1/contacts/{contact_id}"), records.id_of("another/{contact_id}")
    merged = records.api.post(f"{contact}/merge", {"source_ids": [source]})
    assert (merged.status, FIELD in merged.text) == (200, False), merged.text
    (places,) = [
        places for (pk, sk), places in places_of_newer_fields(world).items() if sk == "PROFILE" and pk.endswith(contact[-30:])
    ]
    assert {(), ("emails", 0), ("phones", 0), ("identifiers",), ("identifiers", "passport"), ("consent",)} <= set(places)


@pytest.mark.feature("S8.5")
@pytest.mark.parametrize(
    ("method", "path", "body", "field"),
    [
        ("POST", "/v1/contacts", {"kind": "person", "emails": [{"address": "a@b.cy", "x": 1}]}, "/emails/0/x"),
        (
            "POST",
            "/v1/contacts",
            {"kind": "person", "identifiers": {"passport": {"number": "K", "x": 1}}},
            "/identifiers/passport/x",
        ),
        ("PATCH", "/v1/contacts/{contact_id}", {"addresses": [{"line_1": "1", "country": "CY", "x": 1}]}, "/addresses/0/x"),
        ("PATCH", "/v1/contacts/{contact_id}", {"identifiers": {"x": 1}}, "/identifiers/x"),
        ("PATCH", "/v1/accounts/{account_id}", {"contact_information": {"x": 1}}, "/contact_information/x"),
        ("POST", "/v1/templates", {"name": "A", "bodies": {"sms": {"text": "T", "x": 1}}}, "/bodies/sms/x"),
        (
            "PATCH",
            "/v1/templates/{template_id}",
            {"languages": {"el": {"sms": {"text": "T", "x": 1}}}},
            "/languages/el/sms/x",
        ),
        ("PATCH", "/v1/notification-schedules/{schedule_id}", {"audience": {"all": True, "x": 1}}, "/audience/x"),
        ("PUT", "/v1/settings/types", {"email": [{"type": "a", "label": "A", "x": 1}]}, "/email/0/x"),
    ],
)
def test_a_request_with_an_unknown_field_is_refused_at_every_depth(
    api: Api, method: str, path: str, body: dict[str, Any], field: str
) -> None:
    refused = getattr(api, method.lower())(Records(api).path(path), body)
    assert (refused.status, refused.code, json.loads(refused.text)["errors"][0]["field"]) == (422, "unknown_field", field)
