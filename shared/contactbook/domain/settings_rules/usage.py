"""The types, categories, industries and sectors that a section removes, and those that a contact uses (S2.4)."""

from collections.abc import Iterator
from dataclasses import dataclass

from contactbook.domain.base.values import Part
from contactbook.domain.contacts.record import Contact
from contactbook.domain.settings.fields import Categories, Industries, Types
from contactbook.domain.settings.sections import Settings


@dataclass(frozen=True)
class Named:
    """A value that a section names; `place` is the pointer to its list."""

    place: str
    value: str


def removed_from(before: Settings, section: Part) -> frozenset[Named]:
    """Return what contacts can have today and not under the section."""
    stored = {Types: before.types, Categories: before.categories, Industries: before.industries}.get(type(section))
    return frozenset(_named_in(stored)) - frozenset(_named_in(section)) if stored is not None else frozenset()


def used_by(contact: Contact) -> frozenset[Named]:
    """Return what the contact has of it, in inactive addresses too."""
    found = {Named("/categories", category) for category in contact.categories}
    if contact.industry:
        found.add(Named("/sectors/industries", contact.industry))
    if contact.industry_sector:
        found.add(Named("/sectors", contact.industry_sector))
    typed = [("/address", one.type) for one in contact.addresses]
    typed += [("/email", one.type) for one in contact.emails]
    typed += [("/phone", one.type) for one in contact.phones]
    return frozenset(found) | {Named(place, type_) for place, type_ in typed if type_}


def _named_in(section: Part | None) -> Iterator[Named]:
    match section:
        case Types():
            for name in ("address", "email", "phone"):
                yield from (Named(f"/{name}", definition.type) for definition in getattr(section, name))
        case Categories():
            yield from (Named("/categories", category) for category in section.categories)
        case Industries():
            for sector in section.sectors:
                yield Named("/sectors", sector.sector)
                yield from (Named("/sectors/industries", industry) for industry in sector.industries)
