"""The types, categories, sectors, groups and custom fields that a section removes, and those that a contact has (S2.4)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from contactbook.domain.base.values import Part
from contactbook.domain.contacts.classification import fits_custom
from contactbook.domain.contacts.details import CustomValue
from contactbook.domain.contacts.record import Contact
from contactbook.domain.settings.fields import AccountCustomField, Categories, CustomField, CustomFields, Industries, Types
from contactbook.domain.settings.permissions import Groups
from contactbook.domain.settings.sections import Settings

_CUSTOM = "/fields"


@dataclass(frozen=True)
class Named:
    """A value that a section names; `place` is the pointer to its list."""

    place: str
    value: str


def removed_from(before: Settings, section: Part) -> frozenset[Named]:
    """Return what contacts can have today and not under the section; of a custom field, if only for some contacts or values."""
    match section:
        case CustomFields():
            return frozenset(Named(_CUSTOM, name) for name in _narrowed(before.custom_fields.fields, section.fields))
        case Groups() if not section.groups:
            # Where the settings list no group, contacts may be of any.
            return frozenset()
    stored = {Types: before.types, Categories: before.categories, Industries: before.industries, Groups: before.groups}
    return frozenset(_named_in(stored.get(type(section)))) - frozenset(_named_in(section))


def used_by(contact: Contact, section: Part) -> frozenset[Named]:
    """Return what the contact has of it, in inactive addresses too; of custom fields, the values that the section does not take."""
    if isinstance(section, CustomFields):
        fields = {field.name: field for field in section.fields if contact.kind.value in field.kinds}
        return frozenset(Named(_CUSTOM, name) for name in _without_place(contact.custom, fields))
    found = {Named("/categories", category) for category in contact.categories}
    if contact.industry:
        found.add(Named("/sectors/industries", contact.industry))
    if contact.industry_sector:
        found.add(Named("/sectors", contact.industry_sector))
    if contact.owned_by_group:
        found.add(Named("/groups", contact.owned_by_group))
    typed = [("/address", one.type) for one in contact.addresses]
    typed += [("/email", one.type) for one in contact.emails]
    typed += [("/phone", one.type) for one in contact.phones]
    return frozenset(found) | {Named(place, type_) for place, type_ in typed if type_}


def _narrowed(before: Iterable[CustomField], after: Iterable[CustomField]) -> Iterator[str]:
    """Yield the names of the fields that take less than before."""
    kept = {field.name: field for field in after}
    for field in before:
        found = kept.get(field.name)
        if (
            not found
            or found.type != field.type
            or set(field.kinds) - set(found.kinds)
            or set(field.choices) - set(found.choices)
        ):
            yield field.name


def _without_place(custom: Mapping[str, CustomValue], fields: Mapping[str, AccountCustomField]) -> Iterator[str]:
    for name, value in custom.items():
        if value is not None and not (name in fields and fits_custom(fields[name], value)):
            yield name


def _named_in(section: Part | None) -> Iterator[Named]:
    match section:
        case Types():
            for name in ("address", "email", "phone"):
                yield from (Named(f"/{name}", definition.type) for definition in getattr(section, name))
        case Categories():
            yield from _all_at("/categories", section.categories)
        case Groups():
            yield from _all_at("/groups", section.groups)
        case Industries():
            for sector in section.sectors:
                yield Named("/sectors", sector.sector)
                yield from _all_at("/sectors/industries", sector.industries)


def _all_at(place: str, values: Sequence[str]) -> Iterator[Named]:
    return (Named(place, value) for value in values)
