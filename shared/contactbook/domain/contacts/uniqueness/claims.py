"""Uniqueness: the values that a contact claims for its kind, and the fields that a rule makes mandatory (S2.25-S2.34).

A rule is a list of groups of fields. Each group has its own claim. A write is refused if all fields of any group match another
contact of the same kind.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from pydantic import BaseModel

from contactbook.domain.base.comparable import comparable_email
from contactbook.domain.base.errors import FieldError
from contactbook.domain.base.key_ring import KeyRing, keyed_hash
from contactbook.domain.base.text import fold, fold_identifier
from contactbook.domain.base.values import Value
from contactbook.domain.base.versions import built
from contactbook.domain.contacts.record import Contact, ContactFields, ContactKind
from contactbook.domain.settings.fields import Uniqueness

# Begins the rule of a claim on an id of another system.
_EXTERNAL = "external-"
# The default part of a list entry: the path `emails` means `emails.address`.
_POINT_VALUES = {"emails": "address", "phones": "number"}


@dataclass(frozen=True)
class ClaimedValue:
    """The values of one contact for one group: the name of the group, its fields, and the folded values in their order."""

    rule: str
    fields: tuple[str, ...]
    values: tuple[str, ...]


class ClaimHolder(Value):
    """The contact that holds a claim, and what decides who may see it. It lies with the claim, so that a refusal needs no read."""

    contact_id: str
    owned_by_group: str | None = None
    privacy_level: int = 0


def holder_of(contact: Contact) -> ClaimHolder:
    """Return the contact as the holder of its claims."""
    return built(
        ClaimHolder, contact_id=contact.contact_id, owned_by_group=contact.owned_by_group, privacy_level=contact.privacy_level
    )


def groups_of(uniqueness: Uniqueness, kind: ContactKind) -> tuple[tuple[str, ...], ...]:
    """Return the groups of the kind. A person never conflicts with a company (S3.12)."""
    return uniqueness.person if kind is ContactKind.PERSON else uniqueness.company


def rule_name(kind: ContactKind, group: Sequence[str]) -> str:
    """Return a short name of a group of one kind. The order of its fields does not matter."""
    digest = hashlib.sha256("\n".join(sorted(group)).encode()).hexdigest()[:12]
    return f"{kind.value}-{digest}"


def name_of_claim(ring: KeyRing, value: ClaimedValue) -> str:
    """Return the name of the claim on a value: its rule and the keyed hash."""
    return f"{value.rule}#{keyed_hash(ring, 'claim', *value.values)}"


def claims(contact: Contact, uniqueness: Uniqueness) -> frozenset[ClaimedValue]:
    """Return everything that the contact claims. An incomplete group and an anonymized contact claim nothing (S2.31)."""
    if contact.erasure is not None:
        return frozenset()
    return frozenset([*claims_of_fields(contact, contact.kind, groups_of(uniqueness, contact.kind)), *_external_claims(contact)])


def external_claim(system: str, external_id: str) -> ClaimedValue:
    """Return the claim on an id of another system. An id is unique in its system, for persons and companies together (S7.4)."""
    return ClaimedValue(f"{_EXTERNAL}{system}", (f"external_ids.{system}",), (external_id,))


def is_external(value: ClaimedValue) -> bool:
    """True if the claim is on an id of another system."""
    return value.rule.startswith(_EXTERNAL)


def _external_claims(contact: Contact) -> Iterator[ClaimedValue]:
    for system, external_id in contact.external_ids.items():
        yield external_claim(system, external_id)
    for system, led in contact.led_external_ids.items():
        yield from (external_claim(system, external_id) for external_id in led)


def claims_of_fields(fields: ContactFields, kind: ContactKind, groups: Sequence[Sequence[str]]) -> Iterator[ClaimedValue]:
    """Yield what fields of a contact of this kind claim by these groups; an incomplete group claims nothing (S2.31)."""
    for group in groups:
        ordered = tuple(sorted(group))
        for values in product(*(values_at(fields, path) for path in ordered)):
            yield ClaimedValue(rule_name(kind, ordered), ordered, values)


def missing_fields(fields: ContactFields, groups: Sequence[Sequence[str]]) -> list[FieldError]:
    """Return errors for fields that a rule names and the contact lacks: each is mandatory (S2.28)."""
    return [
        FieldError(pointer(path), "required", "A uniqueness rule makes this field mandatory.")
        for path in missing_paths(fields, groups)
    ]


def missing_paths(fields: ContactFields, groups: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the fields that a rule names and the contact lacks."""
    paths = dict.fromkeys(path for group in groups for path in group)
    return tuple(path for path in paths if not values_at(fields, path))


def values_at(fields: BaseModel, path: str) -> tuple[str, ...]:
    """Return the folded values at a dotted path; a path through a list has several (S2.31)."""
    found = [_folded(value, path) for value in _walk(fields, path.split("."))]
    return tuple(dict.fromkeys(value for value in found if value))


def _walk(value: object, path: Sequence[str]) -> Iterator[object]:
    if value is None:
        return
    if isinstance(value, tuple | list):
        for entry in value:
            yield from _walk(entry, path)
    elif not path:
        yield value
    elif isinstance(value, dict):
        yield from _walk(value.get(path[0]), path[1:])
    elif isinstance(value, BaseModel):
        inner = getattr(value, path[0], None)
        rest = path[1:] or ([_POINT_VALUES[path[0]]] if path[0] in _POINT_VALUES else [])
        yield from _walk(inner, rest)


def _folded(value: object, path: str) -> str:
    text = str(value)
    if path.startswith("emails"):
        return comparable_email(text)
    return fold_identifier(text) if path.startswith(("identifiers.", "phones")) else fold(text)


def pointer(path: str) -> str:
    """Return a dotted path as a JSON Pointer."""
    return "/" + path.replace(".", "/")
