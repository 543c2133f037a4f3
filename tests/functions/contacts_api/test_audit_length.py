"""An audit of any length is read, checked and handed out in pieces that one answer of Lambda can hold."""

import csv
import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from contactbook.services.base.stores import open_store
from contactbook.storage.base.documents import packed
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.histories import lengthen
from tests.functions.contacts_api.test_exports import exported, file_of

SINCE = datetime(2026, 1, 1, tzinfo=UTC)
# Bytes of one answer of Lambda.
LARGEST_ANSWER = 6 * 1024 * 1024
EDITS, SIZE = 300, 20_000


@pytest.fixture
def contact_id(world: World, api: Api, monkeypatch: pytest.MonkeyPatch) -> str:
    """A contact with 12 MB of history."""
    monkeypatch.setattr("contactbook.clock.source", lambda: SINCE)
    made = str(api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou"}).body["contact_id"])
    lengthen(open_store("acme"), made, EDITS, size=SIZE, since=SINCE.replace(minute=1))
    monkeypatch.setattr("contactbook.clock.source", lambda: SINCE.replace(day=3))
    return made


def pieces(api: Api, path: str, **query: Any) -> list[Any]:
    """Return the bodies of all pieces."""
    found, cursor = [], None
    while True:
        answer = api.get(path, cursor=cursor, **query)
        assert answer.status == 200, answer.text[:300]
        assert len(answer.text.encode()) < LARGEST_ANSWER
        found.append(answer.body)
        cursor = answer.body["next_cursor"]
        if cursor is None:
            return found


@pytest.mark.feature("S2.127", "S2.128")
def test_a_long_audit_is_read_page_by_page(api: Api, contact_id: str) -> None:
    changes = [entry for page in pieces(api, f"/v1/contacts/{contact_id}/audit", limit=100) for entry in page["items"]]
    assert len({entry["entry_id"] for entry in changes if entry["action"] != "contact.read"}) == EDITS + 1


@pytest.mark.feature("S2.127")
def test_a_long_chain_is_checked_and_handed_out_in_pieces(api: Api, contact_id: str, tmp_path: Any) -> None:
    from infra.receipts.verify_chain import main

    verdicts = pieces(api, f"/v1/contacts/{contact_id}/audit/verify")
    assert len(verdicts) > 1
    assert [one["whole"] for one in verdicts] == [True] * len(verdicts)
    assert (verdicts[-1]["checked"], verdicts[-1]["first_broken"]) == (EDITS + 1, None)
    files = []
    for number, piece in enumerate(pieces(api, f"/v1/contacts/{contact_id}/audit/chain")):
        files.append(tmp_path / f"{number}.json")
        files[-1].write_text(json.dumps(piece))
    assert len(files) > 1
    assert main([str(file) for file in files]) == 0
    assert main([str(file) for file in files[:-1]]) == 1


@pytest.mark.feature("S2.127")
@pytest.mark.parametrize("harm", ["changed", "removed"])
def test_harm_to_a_later_piece_is_found(api: Api, world: World, contact_id: str, harm: str) -> None:
    entries = [item for item in world.items(f"TENANT#acme#CONTACT#{contact_id}") if item["kind"]["S"] == "history"]
    one, key = entries[EDITS - 5], {name: entries[EDITS - 5][name] for name in ("pk", "sk")}
    if harm == "removed":
        world.client("dynamodb").delete_item(TableName=world.table_name, Key=key)
    else:
        document = json.loads(one["document"]["S"]) | {"action": "note.added"}
        changed = one | {"document": {"B": packed(json.dumps(document))}, "values": {"B": packed(one["values"]["S"])}}
        world.client("dynamodb").put_item(TableName=world.table_name, Item=changed)
    last = pieces(api, f"/v1/contacts/{contact_id}/audit/verify")[-1]
    assert (last["whole"], last["first_broken"]["sequence"]) == (False, EDITS - 4)
    assert last["first_broken"]["reason"] == {"changed": "changed", "removed": "missing"}[harm]


@pytest.mark.feature("S2.128")
def test_a_long_audit_is_a_file_too(api: Api, contact_id: str) -> None:
    path, lines, cursor = f"/v1/contacts/{contact_id}/audit", [], None
    while True:
        answer = api.get(path, format="csv", kind="changes", cursor=cursor)
        assert answer.status == 200
        assert len(answer.text.encode()) < LARGEST_ANSWER
        lines += list(csv.DictReader(io.StringIO(answer.text)))
        cursor = answer.headers.get("Next-Cursor")
        if cursor is None:
            break
    assert len({line["entry_id"] for line in lines}) == EDITS + 1


@pytest.mark.feature("S2.128", "S2.129")
def test_the_audit_of_a_contact_or_of_everybody_is_written_into_a_file_by_a_job(
    api: Api, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("contactbook.clock.source", lambda: SINCE)
    # A registered tenant has no audit before its first day.
    api.register(name="Acme")
    ids = [str(api.post("/v1/contacts", {"kind": "person", "last_name": name}).body["contact_id"]) for name in ("A", "B")]
    lengthen(open_store("acme"), ids[0], 450, size=10, since=SINCE.replace(minute=1))
    monkeypatch.setattr("contactbook.clock.source", lambda: SINCE.replace(day=3))
    own = _lines(world, exported(world, api, of="audit", id=ids[0]))
    assert {line["contact_id"] for line in own} == {ids[0]}
    assert [line["action"] for line in own].count("note.changed") == 450
    whole = _lines(world, exported(world, api, of="audit"))
    assert set(ids) <= {line["contact_id"] for line in whole}
    assert "export.started" in {line["action"] for line in whole}


def test_an_export_of_the_audit_needs_the_right_to_read_it(api: Api, world: World) -> None:
    assert Api(scopes=("contacts:export",)).post("/v1/exports", {"of": "audit"}).code == "missing_scope"
    assert api.post("/v1/exports", {"of": "audit", "id": "con_01J00000000000000000000009"}).status == 404


def _lines(world: World, export: dict[str, Any]) -> list[dict[str, str]]:
    assert export["state"] == "finished", export
    return list(csv.DictReader(io.StringIO(file_of(world, export).decode("utf-8-sig"), newline="")))
