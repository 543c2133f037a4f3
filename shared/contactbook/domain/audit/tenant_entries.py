"""Audit entries about everything that a tenant has besides its contacts: what it configures, and the work it starts (S2.127).

They form no chain: a chain that every change of a tenant extends would make its users wait for each other. Each has a keyed
digest instead, so that a changed entry shows. Its values are an attribute beside it, as those of a contact's entry.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping

from pydantic import JsonValue

from contactbook.domain.audit.entries import Change, EntryValues
from contactbook.domain.base.callers import Actor
from contactbook.domain.base.key_ring import KeyRing, keyed_hash
from contactbook.domain.base.values import Moment, Value
from contactbook.domain.base.versions import with_fields

CONCEALED = "•••"
# An email begins where no part of it stands before, so that the search is linear in the length of the text.
_ADDRESS = re.compile(r"(?<![^\s@<>\"',;:()])[^\s@<>\"',;:()]++@[^\s@<>\"',;:()]++|\+\d[\d ()-]{5,20}\d")
_CONTACT = re.compile(r"\bcon_[0-9A-Z]{26}\b")
# Bytes of a value that an entry keeps; a longer one is kept as its hash. The second holds if the entry would be too large.
_LONGEST_VALUE, _LONGEST_IN_A_LARGE_ENTRY = 32_000, 500
_LARGEST_ENTRY = 200_000
# Fields that the system keeps about the record itself.
_OWN_FIELDS = frozenset(
    {"version", "created_at", "created_by", "updated_at", "updated_by", "requested_by", "caller", "tenant_id"}
)


class TenantEntry(Value):
    """Who did what when to which record of a tenant, which fields changed, and a commitment to their values.

    `subject` is the record's id, or the name of the section of the settings.
    """

    entry_id: str
    at: Moment
    actor: Actor
    action: str
    subject: str
    fields: tuple[str, ...] = ()
    commitment: str = ""
    request_id: str = ""
    digest: str = ""


class TenantRecord(Value):
    """An entry with its values, unless they are erased."""

    entry: TenantEntry
    values: EntryValues | None


def with_digest(entry: TenantEntry, ring: KeyRing) -> TenantEntry:
    """Return the entry with the keyed hash over its other fields."""
    return with_fields(entry, digest=keyed_hash(ring, "tenant-entry", entry.model_dump_json(exclude={"digest"})))


def kept_changes(changes: Iterable[Change], *, own_addresses: bool = False) -> tuple[Change, ...]:
    """Return the changes as an entry keeps them, without the fields that the system keeps.

    Emails and phones are concealed, unless they are the tenant's `own_addresses`: erasing a contact does not visit the entries
    of its tenant (S2.141). Ids of contacts always are: not everybody who reads the entry may see the contact (S8.3). A value that is too long is replaced by its hash and length.
    """
    told = (change for change in changes if change.field.partition(".")[0] not in _OWN_FIELDS)
    kept = _shortened(told, _LONGEST_VALUE)
    if sum(_length(one.from_) + _length(one.to) for one in kept) > _LARGEST_ENTRY:
        kept = _shortened(kept, _LONGEST_IN_A_LARGE_ENTRY)
    for hidden in (_CONTACT,) if own_addresses else (_CONTACT, _ADDRESS):
        kept = [Change(field=one.field, from_=_concealed(one.from_, hidden), to=_concealed(one.to, hidden)) for one in kept]
    return tuple(kept)


def _concealed(value: JsonValue, hidden: re.Pattern[str]) -> JsonValue:
    if isinstance(value, str):
        return hidden.sub(CONCEALED, value)
    if isinstance(value, list):
        return [_concealed(one, hidden) for one in value]
    if isinstance(value, Mapping):
        return {name: _concealed(one, hidden) for name, one in value.items()}
    return value


def _shortened(changes: Iterable[Change], longest: int) -> list[Change]:
    return [Change(field=one.field, from_=_short(one.from_, longest), to=_short(one.to, longest)) for one in changes]


def _short(value: JsonValue, longest: int) -> JsonValue:
    if _length(value) <= longest:
        return value
    return {"sha256": hashlib.sha256(_text(value).encode()).hexdigest(), "bytes": _length(value)}


def _length(value: JsonValue) -> int:
    return len(_text(value).encode())


def _text(value: JsonValue) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
