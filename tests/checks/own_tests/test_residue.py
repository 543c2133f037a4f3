"""The scan for residues reads what is packed."""

import json

from contactbook.storage.base import table
from contactbook.storage.base.keys import Key
from contactbook.storage.base.rows import Row
from tests.aws_in_process.aws import World
from tests.checks.residue import hits


def test_a_value_is_found_in_a_packed_document_and_in_packed_values(world: World) -> None:
    said = '{"text":"%s Zqcanary, and more that deflates well, well, well"}'
    table.put_many(
        [Row(Key("TENANT#acme#X", "1"), "note", said % "of"), Row(Key("TENANT#acme#X", "2"), "note", "{}", values=said)]
    )
    found = [place for place in hits(world, ["Zqcanary"]) if place.startswith("Zqcanary as plain")]
    assert found == [f"Zqcanary as plain in item TENANT#acme#X {number}" for number in (1, 2)]


def test_an_escaped_value_is_found(world: World) -> None:
    table.put_many([Row(Key("TENANT#acme#X", "1"), "note", json.dumps({"text": "Καν"}))])
    assert "Καν as plain in item TENANT#acme#X 1" in hits(world, ["Καν"])
