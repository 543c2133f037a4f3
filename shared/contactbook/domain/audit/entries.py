"""What is written down about every change and every look (S2.127-S2.130).

Entries of one contact form a chain: each carries the hash of the one before, so that a removed, changed or reordered one is
found. The values that changed are kept beside the entry, under a salted commitment: erasing them does not break the chain.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, JsonValue

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.values import Flag, Moment, Value
from contactbook.domain.base.versions import with_fields


class Change(Value):
    """One field's value before and after; `field` is dotted, such as `consent.state`."""

    field: str
    from_: JsonValue = None
    to: JsonValue = None


class Entry(Value):
    """One audit entry, as chained: who did what when, which fields it touched, and a commitment to their values."""

    entry_id: str
    at: Moment
    actor: Actor
    action: str
    subject: str | None = None
    fields: tuple[str, ...] = ()
    commitment: str = ""
    sequence: int
    previous: str
    hash: str = ""
    request_id: str = ""
    # Whether no values were ever kept: what the entry is about is that they go.
    concealed: Flag = False


class EntryValues(Value):
    """The values behind an entry, erasable without breaking the chain; the salt goes with them."""

    entry_id: str
    salt: str
    changes: tuple[Change, ...]
    # From where the change came.
    source_ip: str = ""


def changes_between(before: BaseModel | None, after: BaseModel | None) -> tuple[Change, ...]:
    """Which fields differ, one entry a leaf of the top level or of a nested object; lists are compared whole."""
    old = before.model_dump(mode="json", exclude_defaults=True) if before else {}
    new = after.model_dump(mode="json", exclude_defaults=True) if after else {}
    return tuple(_differences("", old, new))


def _differences(prefix: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    found: list[Change] = []
    for name in sorted(old.keys() | new.keys()):
        was, is_now = old.get(name), new.get(name)
        if was == is_now:
            continue
        if isinstance(was, dict) or isinstance(is_now, dict):
            found += _differences(f"{prefix}{name}.", was or {}, is_now or {})
        else:
            found.append(Change(field=f"{prefix}{name}", from_=was, to=is_now))
    return found


def commitment_to(changes: tuple[Change, ...], salt: str, source_ip: str = "") -> str:
    """The salted hash under which the values are chained."""
    body = json.dumps([change.model_dump(mode="json") for change in changes], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{salt}\n{source_ip}\n{body}".encode()).hexdigest()


def hash_of(entry: Entry) -> str:
    """The entry's own hash: over every field but the hash itself."""
    body = json.dumps(entry.model_dump(mode="json", exclude={"hash"}), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(body.encode()).hexdigest()


def sealed(entry: Entry) -> Entry:
    """The entry with its hash."""
    return with_fields(entry, hash=hash_of(entry))
