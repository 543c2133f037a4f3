"""Finds what a person should never get: packed bytes, names of the machinery, the tenant's id."""

import base64
import binascii
import json
import re
import zlib
from collections.abc import Iterator
from typing import Any

from contactbook.domain.erasure.exported_records import LEFT_OUT

# Names of stored items and of what storage adds to a record.
MACHINERY = (LEFT_OUT - {"history", "count"}) | {
    "pk", "sk", "gsi1pk", "gsi1sk", "gsi2pk", "gsi2sk", "document", "expires_at_epoch", "packed_content", "lease", "slice",
    "due_at", "event_entry_id", "run_id", "template_id", "message_id", "entry_id", "commitment", "sequence", "salt", "tenant_id",
}  # fmt: skip
_LONG = re.compile(r"\S{16,}")


def machinery_in(text: str, tenant_id: str) -> list[str]:
    """Return what a text shows of the machinery. A text that is JSON is looked through value by value."""
    try:
        told = json.loads(text)
    except ValueError:
        return sorted(_in_text(text, tenant_id))
    return sorted(_in_json(told, tenant_id))


def _in_json(value: Any, tenant_id: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name, part in value.items():
            if name.lower() in MACHINERY or name.startswith("_"):
                yield f"the name {name}"
            yield from _in_json(part, tenant_id)
    elif isinstance(value, list):
        for part in value:
            yield from _in_json(part, tenant_id)
    elif isinstance(value, str):
        yield from _in_text(value, tenant_id)


def _in_text(text: str, tenant_id: str) -> Iterator[str]:
    if tenant_id in text:
        yield "the tenant's id"
    names = {name for name in MACHINERY if "_" in name}
    yield from (f"the name {word}" for word in names & set(re.findall(r"[a-z_0-9]+", text)))
    yield from (f"packed: {word[:20]}" for word in _LONG.findall(text) if _is_packed(word))


def _is_packed(word: str) -> bool:
    decoders = (base64.b85decode, base64.a85decode, base64.b64decode, base64.urlsafe_b64decode, bytes.fromhex)
    return any(_unpacks(decode, word) for decode in decoders)


def _unpacks(decode: Any, word: str) -> bool:
    try:
        raw: bytes = decode(word)
    except (ValueError, binascii.Error):
        return False
    return any(_inflates(raw[start:], bits) for start in (0, 1) for bits in (15, 31, -15))


def _inflates(raw: bytes, bits: int) -> bool:
    try:
        text = zlib.decompressobj(bits).decompress(raw, 100_000).decode()
    except (zlib.error, UnicodeDecodeError):
        return False
    return len(text) > 8 and text.isprintable()
