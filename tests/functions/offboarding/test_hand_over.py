"""What a tenant is handed when it leaves: every noun, readable and as its schema says, its files, and histories that can be checked (S8.6)."""

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from contactbook.domain.offboarding.nouns import HANDED_OVER, NOT_HANDED_OVER, nouns
from tests.api.operations import operations
from tests.aws_in_process.aws import World, moto_world
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queues, drain_stream
from tests.builders.offboarding import (
    OPERATOR,
    Clock,
    add_person,
    archive_of,
    begin,
    erased,
    files_of,
    items_of,
    lines_in,
    opened,
    tick,
)
from tests.builders.tenants import Records, with_body
from tests.canary.planting import upload
from tests.checks.residue import hits

CONFIGURED = {
    "/v1/tenant-group/sync-settings": {"enabled": True},
    "/v1/settings/anonymization": {"enabled": True, "conditions": [{"field": "kind", "is": "company"}]},
}
SIMILAR = Api(tenant_id="acme-corp")
# Values of contacts of the tenant, in each place where it had some.
CANARIES = ("Ιωάννου", "maria@example.com", "Checking", "Acme Ltd", "%PDF-1.4 content", "id.pdf")
# Kinds that a tenant has only after work that this test does not do; their models are tested by their schemas.
SELDOM = {
    "anonymization_run",
    "consent_evidence",
    "erasure_certificate",
    "look_export",
    "name_day_run",
    "reconsent_run",
    "refusal",
}


@dataclass(frozen=True)
class Left:
    """AWS with a tenant that waits for its end, the time, its ZIP, and how many items of each kind it had."""

    world: World
    clock: Clock
    content: bytes
    kinds: dict[str, int]


@pytest.fixture(scope="module")
def left() -> Iterator[Left]:
    """Yield a tenant that had a record of every kind, and another of a similar name that stays."""
    from contactbook.storage.settings.sections import forget_cached

    clock = Clock()
    with moto_world() as world, pytest.MonkeyPatch.context() as patch:
        world.reset()
        forget_cached()
        patch.setattr("contactbook.clock.source", lambda: clock.now)
        records = Records(Api(super_user=True))
        records.api.register(name="Acme")
        for path, body in CONFIGURED.items():
            assert records.api.put(path, body).status == 200
        for operation in operations():
            if operation.secured and "{tenant_id}" not in operation.path:
                records.path(operation.path)
                records.body(with_body(operation))
        _more(records, world)
        add_person(SIMILAR)
        drain_stream(world)
        items = items_of(world, "acme") + [item for item in world.items() if "GROUP#acme#" in item["pk"]["S"]]
        items += [item for item in world.items("TENANTS") if item["sk"]["S"] == "acme"]
        kinds = {kind: sum(item["kind"]["S"] == kind for item in items) for kind in HANDED_OVER}
        begin(OPERATOR, "/v1/tenants/acme/offboarding")
        clock.passes(minutes=16)
        tick(world)
        yield Left(world, clock, archive_of(world, "acme"), kinds)
        world.reset()
        forget_cached()


def _more(records: Records, world: World) -> None:
    """What the routes' examples do not leave: a file, a sent email, a transaction, looks, marks."""
    api = records.api
    contact = api.post("/v1/contacts", {"kind": "person", "last_name": "Ιωάννου", "emails": [{"address": "maria@example.com"}]})
    at = f"/v1/contacts/{contact.body['contact_id']}"
    announced = {"file_name": "id.pdf", "content_type": "application/pdf", "size": 16, "classification": "id_card"}
    attachment = api.post(f"{at}/attachments", announced)
    upload(world, attachment.body["upload_url"], b"%PDF-1.4 content")
    account = api.post(f"{at}/accounts", {"name": "Checking"}).body["account_id"]
    care = api.post("/v1/notification-types", {"name": "Care", "purpose": "customer_care"}).body["notification_type_id"]
    message = {"email": {"subject": "Hello", "text": "Dear #last_name"}}
    sent = {"channel": "email", "notification_type_id": care, "bodies": message}
    company = api.post("/v1/contacts", {"kind": "company", "company_name": "Acme Ltd"}).body["contact_id"]
    run = {
        "notification_type_id": care,
        "template_id": records.id_of("templates/{template_id}"),
        "channel": "email",
        "origin": "contact_report",
        "audience": {"contact_ids": [contact.body["contact_id"]]},
    }
    transaction = {"external_id": "x-1", "amount": "1.00", "currency": "EUR", "occurred_at": "2026-11-30T08:00:00Z"}
    answers = [
        api.post(f"/v1/accounts/{account}/transactions", transaction),
        api.put(f"{at}/consent", {"state": "accepted"}),
        api.post(f"{at}/conversions", {"occurred_at": "2026-11-30T08:00:00Z"}),
        api.post(f"{at}/engagements", {"type": "job"}),
        api.post(f"{at}/communications", sent),
        api.post(f"{at}/relations", {"related_contact_id": company, "relation_type": "employee"}),
        api.post("/v1/notification-runs", run),
        api.get(at),
        api.get("/v1/contacts"),
        api.post(f"{at}/not-duplicate", {"contact_id": records.id_of("contacts/{contact_id}")}),
    ]
    assert {answer.status for answer in answers} <= {200, 201, 202, 204}, [one.text for one in answers if one.status > 204]
    drain_stream(world)
    drain_queues(world, "notification_planner", "notification_sender", "merges")
    drain_stream(world)


@pytest.mark.feature("S8.6")
@pytest.mark.parametrize("kind", sorted(HANDED_OVER))
def test_each_kind_of_item_is_handed_over_completely(left, kind):
    name = HANDED_OVER[kind].name
    lines = lines_in(opened(left.content), name)
    stored = sum(count for one, count in left.kinds.items() if HANDED_OVER[one].name == name)
    assert stored > 0 or kind in SELDOM, f"the test makes no {kind}"
    # The request to leave adds an entry of its own.
    assert len(lines) >= stored


@pytest.mark.feature("S8.6")
@pytest.mark.parametrize("name", sorted(nouns()))
def test_each_line_is_as_its_schema_says_and_readable(left, name):
    archive = opened(left.content)
    schema = json.loads(archive.read(f"schema/{name}.json"))
    validator = jsonschema_rs.Draft202012Validator(schema)
    for line in lines_in(archive, name):
        errors = [error.message for error in validator.iter_errors(line)]
        assert errors == []
        assert not {"packed_content", "file_key", "lease", "claims"} & line.keys()


@pytest.mark.feature("S8.6")
def test_what_was_written_is_there_in_clear(left):
    archive = opened(left.content)
    sent = [line for line in lines_in(archive, "communications") if line["content"]]
    assert "Dear Ιωάννου" in [line["content"]["text"] for line in sent]
    assert "Ιωάννου" in archive.read("contacts.jsonl").decode()
    assert {line["contact_id"] for line in lines_in(archive, "notes")} <= {
        line["contact_id"] for line in lines_in(archive, "contacts")
    }
    (tenant,) = lines_in(archive, "tenant")
    assert tenant["name"] == "Acme"
    sections = {line["section"]: line["value"] for line in lines_in(archive, "settings")}
    assert sections["anonymization"]["enabled"] is True


@pytest.mark.feature("S8.6")
def test_each_document_is_at_the_place_that_its_record_names(left):
    archive = opened(left.content)
    files = {name for name in archive.namelist() if name.startswith("files/")}
    named = {line["file"]: line for line in lines_in(archive, "attachments")}
    assert files
    assert files <= named.keys()
    (place,) = (file for file in files if named[file]["file_name"] == "id.pdf" and named[file]["size"] == 16)
    assert archive.read(place) == b"%PDF-1.4 content"


@pytest.mark.feature("S8.6")
def test_the_readme_says_what_is_there_and_what_is_not(left):
    readme = opened(left.content).read("README.md").decode()
    for name in nouns():
        assert f"`{name}.jsonl`" in readme
    for kind, why in NOT_HANDED_OVER.items():
        assert f"- {kind}: {why}." in readme


@pytest.mark.feature("S8.6", "S2.127")
def test_the_histories_are_checked_offline_with_what_is_in_the_zip(left, tmp_path: Path):
    opened(left.content).extractall(tmp_path)
    assert _checked(tmp_path) == (0, True)
    audit = (tmp_path / "audit.jsonl").read_text().splitlines()
    for change in (
        lambda lines: [lines[0].replace("contact.created", "contact.changed"), *lines[1:]],
        lambda lines: lines[1:],
        lambda lines: [*lines, lines[0]],
        lambda lines: [line.replace("Georgiou", "Georgiu") for line in lines],
    ):
        (tmp_path / "audit.jsonl").write_text("\n".join(change(audit)) + "\n")
        assert _checked(tmp_path) == (1, False)


CHANGED_CONTACTS: dict[str, Callable[[dict[str, Any]], list[dict[str, Any]]]] = {
    "it is left out": lambda _: [],
    "it is there twice": lambda one: [one, one],
    "it ends earlier": lambda one: [one | {"history": one["history"] | {"count": one["history"]["count"] - 1}}],
    "it ends with another hash": lambda one: [one | {"history": one["history"] | {"hash": "0" * 64}}],
    "it has no end": lambda one: [one | {"history": {"count": 0, "hash": ""}}],
    "it says nothing of an end": lambda one: [{name: value for name, value in one.items() if name != "history"}],
    "it is erased": lambda one: [one | {"erasure": "anonymized"}],
    "it is another": lambda one: [one | {"contact_id": "con_00000000000000000000000000"}],
}


@pytest.mark.feature("S8.6", "S2.127")
@pytest.mark.parametrize("change", CHANGED_CONTACTS.values(), ids=CHANGED_CONTACTS.keys())
def test_the_check_finds_a_contact_that_does_not_fit_its_history(left, tmp_path: Path, change):
    opened(left.content).extractall(tmp_path)
    first, *others = lines_in(opened(left.content), "contacts")
    (tmp_path / "contacts.jsonl").write_text("".join(json.dumps(one) + "\n" for one in [*change(first), *others]))
    assert _checked(tmp_path) == (1, False)


def _checked(folder: Path) -> tuple[int, bool]:
    done = subprocess.run([sys.executable, "-I", str(folder / "check_audit.py")], capture_output=True, text=True, check=False)
    return done.returncode, "histories are intact" in done.stdout


@pytest.mark.feature("S8.6")
def test_the_zip_is_whole(left):
    archive = opened(left.content)
    assert archive.testzip() is None
    assert len(set(archive.namelist())) == len(archive.namelist())
    assert {one.compress_type for one in archive.infolist()} == {zipfile.ZIP_DEFLATED}


@pytest.mark.feature("S8.6")
def test_in_the_end_nothing_of_it_is_left_in_any_store_and_nothing_of_others_is_touched(left, caplog, capsys):
    world = left.world
    assert [one for one in CANARIES if not hits(world, [one])] == []
    assert len(world.senders.tenants) == 1
    similar = items_of(world, "acme-corp")
    erased(world, left.clock)
    tick(world)
    assert hits(world, CANARIES, logs=caplog.text + "".join(capsys.readouterr())) == []
    assert [item["sk"]["S"] for item in items_of(world, "acme")] == ["SECTION#closing"]
    assert {item["pk"]["S"] for item in world.items() if "#acme#" in item["pk"]["S"]} == {
        "TENANT#acme#SETTINGS",
        "GROUP#acme#OFFBOARDINGS",
    }
    assert [key for key in files_of(world) if "acme/" in key] == []
    assert (world.senders.tenants, [one for one in world.senders.identities if one.startswith("acme.")]) == ({}, [])
    assert items_of(world, "acme-corp") == similar
    certificate = OPERATOR.get("/v1/tenants/acme/offboarding").body["certificate"]
    assert certificate["items"].keys() >= {kind for kind, count in left.kinds.items() if count and kind != "tenant"}
    assert (certificate["files"] > 0, certificate["domains"] > 0) == (True, True)
    assert not any(value in str(certificate) for value in CANARIES)
