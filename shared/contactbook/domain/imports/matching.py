"""Who is who: the contact that a row of an import is about, by the groups of fields that the importer names (S6.8, S1.7).

Groups are tried in order. A group is a uniqueness rule, an id of another system, `contact_id`, or any fields of which one is found by a
search: an email, a phone, an identifier or a name.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from contactbook.domain.base.errors import FieldError
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.field_paths import is_known_path
from contactbook.domain.contacts.record import Contact, ContactFields, ContactKind
from contactbook.domain.contacts.uniqueness.claims import (
    ClaimedValue,
    claims_of_fields,
    external_claim,
    groups_of,
    is_external,
    values_at,
)
from contactbook.domain.imports.fields import CONTACT_ID, ImportedRow
from contactbook.domain.settings.fields import Uniqueness
from contactbook.domain.settings.sections import Settings

_EXTERNAL_IDS = "external_ids."
# Begins the rule of values that no claim holds, and that a search finds.
_SEARCHED = "searched-"
_BY_ID = "contact_id"
_POINTS = {"emails": "emails.address", "phones": "phones.number"}
# Fields whose words lead to few contacts, those that lead to the fewest first.
_VALUES = ("emails.address", "phones.number")
_NAMES = ("company_name", "full_name", "last_name", "first_name")

Group = tuple[str, ...]


@dataclass(frozen=True)
class Searched:
    """What a search looks up for values that no claim holds: a word among the values of contacts, or among their names."""

    path: str
    text: str


def groups_to_try(stated: Sequence[Group], paths: Sequence[str]) -> tuple[Group, ...]:
    """Return the groups of an import. One that says nothing of them, and has a column of contact ids, matches by these first."""
    return tuple(tuple(dict.fromkeys(_POINTS.get(path, path) for path in group)) for group in stated) or (
        ((CONTACT_ID,),) if CONTACT_ID in paths else ()
    )


def match_errors(stated: Sequence[Group], kinds: Collection[ContactKind], settings: Settings) -> Iterator[FieldError]:
    """Yield the errors of the groups that match nothing of any of these kinds."""
    for place, group in enumerate(groups_to_try(stated, ())):
        pointer, custom = f"/match_on/{place}", settings.custom_fields
        fitting = [kind for kind in kinds if all(path == CONTACT_ID or is_known_path(path, kind, custom) for path in group)]
        if not fitting:
            unknown = next((path for path in group if not any(is_known_path(path, kind, custom) for kind in kinds)), group[0])
            yield FieldError(pointer, "unknown_field", f"A contact has no field `{unknown}`.")
        elif len(group) > 1 and (CONTACT_ID in group or any(path.startswith(_EXTERNAL_IDS) for path in group)):
            yield FieldError(pointer, "stands_alone", "`contact_id` and external ids stand alone in their group.")
        elif not any(_is_found(group, kind, settings.uniqueness) for kind in fitting):
            message = (
                "Nothing finds contacts by these fields. Add an email, a phone, an identifier or a name, or make them a rule."
            )
            yield FieldError(pointer, "cannot_match", message)


def values_of_group(
    fields: ContactFields, contact_id: str | None, kind: ContactKind, group: Group, uniqueness: Uniqueness
) -> frozenset[ClaimedValue]:
    """Return the values for one group; none if one of its fields is missing."""
    if group == (CONTACT_ID,):
        return frozenset([ClaimedValue(_BY_ID, (CONTACT_ID,), (contact_id,))] if contact_id else [])
    if len(group) == 1 and group[0].startswith(_EXTERNAL_IDS):
        system = group[0].removeprefix(_EXTERNAL_IDS)
        external_id = fields.external_ids.get(system)
        return frozenset([external_claim(system, external_id)] if external_id else [])
    if rule := _rule_like(group, kind, uniqueness):
        return frozenset(claims_of_fields(fields, kind, [rule]))
    found = claims_of_fields(fields, kind, [group]) if _searched_path(group) else ()
    return frozenset(ClaimedValue(_SEARCHED + one.rule, one.fields, one.values) for one in found)


def is_by_id(value: ClaimedValue) -> bool:
    """True for the value of a column of contact ids."""
    return value.rule == _BY_ID


def is_searched(value: ClaimedValue) -> bool:
    """True for values that no claim holds."""
    return value.rule.startswith(_SEARCHED)


def is_of_kind(value: ClaimedValue, kind: ContactKind) -> bool:
    """True if contacts of the kind can have the value: a uniqueness rule and searched fields are of one kind."""
    return is_by_id(value) or is_external(value) or value.rule.removeprefix(_SEARCHED).startswith(f"{kind.value}-")


def looked_up(value: ClaimedValue) -> Searched:
    """Return what leads to the contacts that may have these values."""
    path = _searched_path(value.fields) or value.fields[0]
    return Searched(path, value.values[value.fields.index(path)])


def has_values(fields: ContactFields, value: ClaimedValue) -> bool:
    """True if a contact has all of these values."""
    return all(wanted in values_at(fields, path) for path, wanted in zip(value.fields, value.values, strict=True))


def without_led_ids(row: ImportedRow, contact: Contact) -> ImportedRow:
    """Return the row without ids that lead to the contact since a merge, where the contact has an id of its own: it stays (S7.4)."""
    own, led = contact.external_ids, contact.led_external_ids
    kept = {
        system: stated for system, stated in row.external_ids.items() if system not in own or stated not in led.get(system, ())
    }
    return row if len(kept) == len(row.external_ids) else with_fields(row, external_ids=kept)


def _is_found(group: Group, kind: ContactKind, uniqueness: Uniqueness) -> bool:
    by_claim = group == (CONTACT_ID,) or group[0].startswith(_EXTERNAL_IDS) or _rule_like(group, kind, uniqueness) is not None
    return by_claim or _searched_path(group) is not None


def _rule_like(group: Group, kind: ContactKind, uniqueness: Uniqueness) -> Group | None:
    """Return the uniqueness rule with these fields, as the settings write it."""
    wanted = set(group)
    rules = groups_of(uniqueness, kind)
    return next((rule for rule in rules if {_POINTS.get(path, path) for path in rule} == wanted), None)


def _searched_path(group: Sequence[str]) -> str | None:
    values = [path for path in group if path in _VALUES or (path.startswith("identifiers.") and path.endswith("number"))]
    return next((path for path in (*values, *_NAMES) if path in group), None)
