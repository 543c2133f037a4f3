"""Searches every store for values that should be erased, in eight encodings, also in what is packed.

`hits` is for every test that something is gone: after an anonymization, a deletion, an undo, a sync, an off-boarding. The values come from
`tests/canary/planting.py`.
"""

import base64
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from contactbook.storage.base.documents import unpacked
from tests.aws_in_process.aws import QUEUES, World
from tests.checks.unpacking import readings


def encodings_of(value: str) -> dict[str, bytes]:
    """Return the encodings of a value. The Base64 form leaves out what depends on the preceding bytes."""
    raw = value.encode()
    return {
        "plain": raw,
        "upper": value.upper().encode(),
        "lower": value.lower().encode(),
        "decomposed": unicodedata.normalize("NFD", value).encode(),
        "base64": _middle(raw),
        "hex": raw.hex().encode(),
        "url": quote(value, safe="").encode(),
        "json": json.dumps(value)[1:-1].encode(),
    }


def hits(world: World, values: Iterable[str], *, logs: str = "", but: tuple[str, ...] = ()) -> list[str]:
    """Return where one of the values still is, with its encoding. S3 objects under the prefixes of `but` are skipped."""
    wanted = {value: encodings_of(value) for value in values}
    found: list[str] = []
    for place, stored in _stores(world, logs, but):
        content = b"\n".join(readings(stored))
        for value, forms in wanted.items():
            found += [f"{value} as {name} in {place}" for name, form in forms.items() if form in content]
    return found


def _stores(world: World, logs: str, but: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    for item in world.client("dynamodb").scan(TableName=world.table_name)["Items"]:
        yield f"item {item['pk']['S']} {item['sk']['S']}", flat(item)
    objects = world.client("s3").list_objects_v2(Bucket=world.bucket_name).get("Contents", [])
    for one in objects:
        if not one["Key"].startswith(but):
            body = world.client("s3").get_object(Bucket=world.bucket_name, Key=one["Key"])["Body"].read()
            yield f"key of object {one['Key']}", one["Key"].encode()
            yield f"object {one['Key']}", body
    for queue in QUEUES:
        for message in world.messages(queue):
            yield f"queue {queue}", message.encode()
    yield "logs", logs.encode()


def flat(item: Mapping[str, Mapping[str, Any]]) -> bytes:
    """Return keys and values of an item as stored, and each packed document in clear.

    JSON is added in its decoded form too, because escapes may hide a value.
    """
    stored = [next(iter(attribute.values())) for attribute in item.values()]
    clear = [unpacked(value) for value in stored if isinstance(value, bytes)]
    raw = [value if isinstance(value, bytes) else str(value).encode() for value in stored]
    return b"\n".join([*raw, *(text.encode() for text in clear), *(_decoded(text).encode() for text in clear)])


def _decoded(document: str) -> str:
    try:
        return json.dumps(json.loads(document), ensure_ascii=False)
    except ValueError:
        return ""


def _middle(raw: bytes) -> bytes:
    """Return the part of a Base64 text that is the same for a start at a multiple of three bytes."""
    return base64.b64encode(raw[: len(raw) - len(raw) % 3])
