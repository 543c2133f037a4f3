"""The audit entries of every change (S2.127-S2.130).

The entries of one contact form a chain. Each has the hash of the entry before, so a removed, changed or reordered entry shows.
The changed values are stored beside the entry under a salted commitment, so their erasure does not break the chain.
"""

import hashlib
import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, JsonValue

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.unknown import without_unknown
from contactbook.domain.base.values import Flag, Moment, Value
from contactbook.domain.base.versions import built, with_fields
from contactbook.domain.permissions.said import Said

# What is hashed is written in one way only.
_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode


class AuditKind(StrEnum):
    """The parts of an audit: changes of contacts, looks at them, work that was started or ended, and what a tenant configures."""

    CHANGES = "changes"
    LOOKS = "looks"
    JOBS = "jobs"
    SETTINGS = "settings"


class Change(Value):
    """The value of one field before and after. `field` is dotted, such as `consent.state`."""

    field: str
    from_: JsonValue = None
    to: JsonValue = None


class Entry(Value):
    """One chained audit entry: who changed which fields when, and a commitment to their values."""

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
    # True if values were never stored, because the entry is about their erasure.
    concealed: Flag = False
    # What the change says about contacting the contact: its part of the ledger of permissions (S5.1).
    said: tuple[Said, ...] = ()


class EntryValues(Value):
    """The values behind an entry. They and the salt can be erased without breaking the chain."""

    entry_id: str
    salt: str
    changes: tuple[Change, ...]
    # The address that the change came from.
    source_ip: str = ""


class ContactEntry(Value):
    """An audit entry with the contact it belongs to, and its values if they are not erased."""

    contact_id: str
    entry: Entry
    values: EntryValues | None


def changes_between(before: BaseModel | None, after: BaseModel | None) -> tuple[Change, ...]:
    """Return the known fields that differ, one change a leaf of an object. Lists are compared as a whole."""
    return tuple(_differences("", _shown(before), _shown(after)))


def _shown(value: BaseModel | None) -> dict[str, Any]:
    return without_unknown(value).model_dump(mode="json", exclude_defaults=True, by_alias=True) if value else {}


def _differences(prefix: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    found: list[Change] = []
    for name in sorted(old.keys() | new.keys()):
        was, is_now = old.get(name), new.get(name)
        if was == is_now:
            continue
        if isinstance(was, dict) or isinstance(is_now, dict):
            found += _differences(f"{prefix}{name}.", was or {}, is_now or {})
        else:
            found.append(built(Change, field=f"{prefix}{name}", from_=was, to=is_now))
    return found


def commitment_to(changes: tuple[Change, ...], salt: str, source_ip: str = "") -> str:
    """Return the salted hash of the values, which is part of the chain."""
    body = _encode([_committed(change) for change in changes])
    return hashlib.sha256(f"{salt}\n{source_ip}\n{body}".encode()).hexdigest()


def _committed(change: Change) -> dict[str, Any]:
    # The values are JSON already. What a newer version has added counts as well.
    return change.model_dump(mode="json") if change.__pydantic_extra__ else change.__dict__


def hash_of(entry: Entry) -> str:
    """Return the hash of the entry over all other fields. What was said counts as it is stored, and only where something was."""
    body = entry.model_dump(mode="json", exclude={"hash", "said"})
    if entry.said:
        body["said"] = [said.model_dump(mode="json", exclude_defaults=True) for said in entry.said]
    return hashlib.sha256(_encode(body).encode()).hexdigest()


def sealed(entry: Entry) -> Entry:
    """Return the entry with its hash."""
    return with_fields(entry, hash=hash_of(entry))
