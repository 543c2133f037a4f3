"""The scan for residues reads what is packed."""

import base64
import gzip
import io
import json
import zipfile
import zlib

import pytest

from contactbook.storage.base import table
from contactbook.storage.base.documents import packed
from contactbook.storage.base.keys import Key
from contactbook.storage.base.rows import Row
from tests.aws_in_process.aws import World
from tests.checks.residue import encodings_of, hits


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


def _zipped(content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", content)
    return made.getvalue()


PACKINGS = {
    "gzip": gzip.compress,
    "zlib": zlib.compress,
    "zlib behind something else": lambda content: b"SQLite format 3" + zlib.compress(content) + b"more",
    "base85 of zlib": lambda content: b'{"packed_content":"' + base64.b85encode(zlib.compress(content, 9)) + b'"}',
    "base64 of gzip": lambda content: b'{"body":"' + base64.b64encode(gzip.compress(content)) + b'"}',
    "hex of zlib": lambda content: zlib.compress(content).hex().encode(),
    "JSON in JSON": lambda content: json.dumps(json.dumps({"body": json.dumps(content.decode())})).encode(),
    "a ZIP": _zipped,
    "a packed document": lambda content: packed('{"first_name":"' + content.decode() + '","emails":[{"type":"personal"}]}'),
}


@pytest.mark.feature("S2.141")
@pytest.mark.parametrize("packing", PACKINGS)
def test_the_scan_finds_each_encoding_in_each_packing(world: World, packing: str) -> None:
    value = "Κανάριné"
    for form, encoded in encodings_of(value).items():
        content = PACKINGS[packing](b"before " + encoded + b" and after")
        world.client("s3").put_object(Bucket=world.bucket_name, Key=form, Body=content)
    # What is escaped twice is found in clear.
    shown_as = {"json": "plain"} if packing == "JSON in JSON" else {}
    wanted = {f"{value} as {shown_as.get(form, form)} in object {form}" for form in encodings_of(value)}
    assert wanted - set(hits(world, [value])) == set()
