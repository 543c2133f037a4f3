"""Rules between the sections of the settings. Each error says what the section would break."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from contactbook.domain.base.errors import FieldError
from contactbook.domain.base.values import Part
from contactbook.domain.contacts.field_paths import is_known_path
from contactbook.domain.contacts.record import ContactKind
from contactbook.domain.contacts.rules import COMPANY_ONLY, PERSON_ONLY
from contactbook.domain.settings.contact_policy import ContactPolicy
from contactbook.domain.settings.fields import (
    AccountCustomField,
    Categories,
    CustomFields,
    CustomFieldType,
    MandatoryFields,
    NameDisplay,
    PrivacyLevels,
    Types,
    Uniqueness,
)
from contactbook.domain.settings.permissions import Groups
from contactbook.domain.settings.retention import Retention
from contactbook.domain.settings.sections import Settings
from contactbook.domain.settings_rules.retention import cap_errors

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def section_errors(section: Part, settings: Settings) -> list[FieldError]:
    """Return the errors of a section, given the other sections."""
    return list(_errors(section, settings))


def _errors(section: Part, settings: Settings) -> Iterator[FieldError]:
    match section:
        case Uniqueness():
            yield from _uniqueness_errors(section, settings)
        case MandatoryFields():
            yield from _mandatory_errors(section, settings)
        case PrivacyLevels():
            yield from _privacy_errors(section, settings)
        case CustomFields():
            yield from _custom_errors(section, settings)
        case NameDisplay():
            yield from _display_errors(section)
        case Categories():
            yield from _repeated(section.categories, "/categories")
        case Types():
            yield from _relation_errors(section)
        case Groups():
            yield from _repeated(section.groups, "/groups")
        case Retention() | ContactPolicy():
            yield from cap_errors(section, settings)


def _uniqueness_errors(rule: Uniqueness, settings: Settings) -> Iterator[FieldError]:
    for kind in ContactKind:
        seen: set[frozenset[str]] = set()
        for place, group in enumerate(getattr(rule, kind.value)):
            where = f"/{kind.value}/{place}"
            yield from _unknown(group, where, kind, settings.custom_fields)
            if len(set(group)) != len(group) or frozenset(group) in seen:
                message = "Each field may be listed once in a group, and each group once in a rule."
                yield FieldError(where, "repeated_value", message)
            seen.add(frozenset(group))


def _mandatory_errors(section: MandatoryFields, settings: Settings) -> Iterator[FieldError]:
    for kind in ContactKind:
        paths = getattr(section, kind.value)
        yield from _unknown(paths, f"/{kind.value}", kind, settings.custom_fields, whole=True)
        yield from _repeated(paths, f"/{kind.value}")


def _privacy_errors(section: PrivacyLevels, settings: Settings) -> Iterator[FieldError]:
    for place, rule in enumerate(section.rules):
        where = f"/rules/{place}/when"
        if not is_known_path(rule.when.field, None, settings.custom_fields, whole=True):
            yield FieldError(f"{where}/field", "unknown_field", f"A contact has no field {rule.when.field}.")
        if rule.when.is_ is not None and rule.when.contains is not None:
            yield FieldError(where, "ambiguous", "A condition must have either `is` or `contains`, not both.")


def _custom_errors(section: CustomFields, settings: Settings) -> Iterator[FieldError]:
    defined: dict[str, Sequence[AccountCustomField]] = {"/fields": section.fields, "/account": section.account}
    for where, fields in defined.items():
        yield from _repeated([field.name for field in fields], where)
        for place, field in enumerate(fields):
            if (field.type is CustomFieldType.CHOICE) != bool(field.choices):
                message = "A field of type `choice` must have choices. A field of another type must not."
                yield FieldError(f"{where}/{place}/choices", "choices_mismatch", message)
    for path, kind, user in _uses_of_custom_fields(settings):
        if not is_known_path(path, kind, section):
            message = f"The section '{user}' uses {path}. Remove it there first."
            yield FieldError("/fields", "in_use", message)


def _uses_of_custom_fields(settings: Settings) -> Iterator[tuple[str, ContactKind | None, str]]:
    for kind in ContactKind:
        for group in getattr(settings.uniqueness, kind.value):
            yield from ((path, kind, "uniqueness") for path in group if path.startswith("custom."))
        mandatory = getattr(settings.mandatory_fields, kind.value)
        yield from ((path, kind, "mandatory_fields") for path in mandatory if path.startswith("custom."))
        kyc_rules = settings.kyc.person_rules if kind is ContactKind.PERSON else settings.kyc.company_rules
        yield from ((rule.field, kind, "kyc") for rule in kyc_rules if rule.field.startswith("custom."))
    fields = (rule.when.field for rule in settings.privacy_levels.rules)
    yield from ((path, None, "privacy_levels") for path in fields if path.startswith("custom."))


def _display_errors(section: NameDisplay) -> Iterator[FieldError]:
    for kind, foreign in ((ContactKind.PERSON, COMPANY_ONLY), (ContactKind.COMPANY, PERSON_ONLY)):
        named = _PLACEHOLDER.findall(getattr(section, kind.value))
        if not named:
            yield FieldError(f"/{kind.value}", "no_name", "The format must have at least one placeholder, such as {full_name}.")
        if wrong := sorted(set(named) & set(foreign)):
            yield FieldError(f"/{kind.value}", "wrong_kind", f"A {kind.value} has no {', '.join(wrong)}.")


def _relation_errors(section: Types) -> Iterator[FieldError]:
    for place, definition in enumerate(section.relation):
        if definition.mandatory:
            message = "A relation type cannot be mandatory: a contact is saved before it is related. Send `mandatory` as false."
            yield FieldError(f"/relation/{place}/mandatory", "mandatory_relation", message)


def _unknown(
    paths: Sequence[str], where: str, kind: ContactKind, custom: CustomFields, *, whole: bool = False
) -> Iterator[FieldError]:
    for place, path in enumerate(paths):
        if not is_known_path(path, kind, custom, whole=whole):
            yield FieldError(f"{where}/{place}", "unknown_field", f"A {kind.value} has no field {path}.")


def _repeated(values: Sequence[str], where: str) -> Iterator[FieldError]:
    counted = Counter(values)
    for place, value in enumerate(values):
        if counted[value] > 1 and values.index(value) != place:
            yield FieldError(f"{where}/{place}", "repeated_value", "Each value may be listed once.")
