"""The types, categories, sectors, groups and custom fields that a section removes, and who has them (S2.4)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from contactbook.domain.base.values import Part
from contactbook.domain.contacts.classification import fits_custom
from contactbook.domain.contacts.details import CustomValue
from contactbook.domain.contacts.record import Contact
from contactbook.domain.settings.fields import AccountCustomField, Categories, CustomField, CustomFields, Industries, Types
from contactbook.domain.settings.permissions import Groups
from contactbook.domain.settings.sections import Settings

_CUSTOM, _ACCOUNT_CUSTOM, _RELATION, _ADDRESS, _INDUSTRY = "/fields", "/account", "/relation", "/address", "/sectors/industries"


class Owner(StrEnum):
    """Who can have what the settings name."""

    CONTACT = "contact"
    RELATION = "relation"
    ACCOUNT = "account"


@dataclass(frozen=True)
class Named:
    """A value that a section names; `place` tells its list from the others."""

    place: str
    value: str

    @property
    def pointer(self) -> str:
        """The list that was sent. An industry may be in any of the sectors, so they are named as a whole."""
        return "/sectors" if self.place == _INDUSTRY else self.place


def has_of(owner: Owner, named: Named) -> bool:
    """True if such an owner can have it."""
    match owner:
        case Owner.RELATION:
            return named.place == _RELATION
        case Owner.ACCOUNT:
            return named.place in (_ACCOUNT_CUSTOM, _ADDRESS)
        case Owner.CONTACT:
            return named.place not in (_ACCOUNT_CUSTOM, _RELATION)


def removed_from(before: Settings, section: Part) -> frozenset[Named]:
    """Return what can be had today and not under the section; of a custom field, if only for some contacts or values."""
    match section:
        case CustomFields():
            of_contacts = _all_at(_CUSTOM, _narrowed(before.custom_fields.fields, section.fields))
            return frozenset((*of_contacts, *_all_at(_ACCOUNT_CUSTOM, _narrowed(before.custom_fields.account, section.account))))
        case Groups() if not section.groups:
            # Where the settings list no group, contacts may be of any.
            return frozenset()
    stored = {Types: before.types, Categories: before.categories, Industries: before.industries, Groups: before.groups}
    return frozenset(_named_in(stored.get(type(section)))) - frozenset(_named_in(section))


def used_by(contact: Contact, section: Part) -> frozenset[Named]:
    """Return what the contact has of it, in inactive addresses too; of custom fields, the values that the section does not take."""
    if isinstance(section, CustomFields):
        fields = {field.name: field for field in section.fields if contact.kind.value in field.kinds}
        return frozenset(_all_at(_CUSTOM, _without_place(contact.custom, fields)))
    found = {Named("/categories", category) for category in contact.categories}
    if contact.industry:
        found.add(Named(_INDUSTRY, contact.industry))
    if contact.industry_sector:
        found.add(Named("/sectors", contact.industry_sector))
    if contact.owned_by_group:
        found.add(Named("/groups", contact.owned_by_group))
    typed = [(_ADDRESS, one.type) for one in contact.addresses]
    typed += [("/email", one.type) for one in contact.emails]
    typed += [("/phone", one.type) for one in contact.phones]
    return frozenset(found) | {Named(place, type_) for place, type_ in typed if type_}


def used_by_account(address_type: str | None, custom: Mapping[str, CustomValue], section: Part) -> frozenset[Named]:
    """Return what an account has of it: the type of its own address, or the custom fields that the section does not take."""
    if isinstance(section, CustomFields):
        return frozenset(_all_at(_ACCOUNT_CUSTOM, _without_place(custom, {field.name: field for field in section.account})))
    return frozenset({Named(_ADDRESS, address_type)}) if address_type else frozenset()


def _narrowed(before: Iterable[AccountCustomField], after: Iterable[AccountCustomField]) -> Iterator[str]:
    """Yield the names of the fields that take less than before."""
    kept = {field.name: field for field in after}
    for field in before:
        found = kept.get(field.name)
        if not found or found.type != field.type or _kinds(field) - _kinds(found) or set(field.choices) - set(found.choices):
            yield field.name


def _kinds(field: AccountCustomField) -> set[str]:
    return set(field.kinds) if isinstance(field, CustomField) else set()


def _without_place(custom: Mapping[str, CustomValue], fields: Mapping[str, AccountCustomField]) -> Iterator[str]:
    for name, value in custom.items():
        if value is not None and not (name in fields and fits_custom(fields[name], value)):
            yield name


def _named_in(section: Part | None) -> Iterator[Named]:
    match section:
        case Types():
            for name in ("address", "email", "phone", "relation"):
                yield from (Named(f"/{name}", definition.type) for definition in getattr(section, name))
        case Categories():
            yield from _all_at("/categories", section.categories)
        case Groups():
            yield from _all_at("/groups", section.groups)
        case Industries():
            for sector in section.sectors:
                yield Named("/sectors", sector.sector)
                yield from _all_at(_INDUSTRY, sector.industries)


def _all_at(place: str, values: Iterable[str]) -> Iterator[Named]:
    return (Named(place, value) for value in values)
