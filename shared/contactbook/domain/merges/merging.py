"""Making one contact of several (S1.22-S1.24, decision 4): which values the one that stays has afterwards.

The survivor keeps its values; what it lacks comes from the sources in their order; `prefer` lets another contact's value go
first for a field. Nothing that several can have at once is lost: emails, phones, addresses, tags, lists are united.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from contactbook.domain.base.errors import FieldError, RuleBroken, ValidationFailed
from contactbook.domain.base.text import fold
from contactbook.domain.base.versions import with_fields
from contactbook.domain.consent.states import combine, standing_of
from contactbook.domain.contacts.details import MAXIMUM_ADDRESSES, MAXIMUM_POINTS, Address, Email, Identifiers, Phone
from contactbook.domain.contacts.points import comparable_email
from contactbook.domain.contacts.record import PARTICULARS, Contact
from contactbook.domain.contacts.uniqueness import pointer
from contactbook.domain.lists.lists import MAXIMUM_LISTS_OF_A_CONTACT
from contactbook.domain.settings.permissions import ConsentSettings
from contactbook.domain.sync.tags import is_reserved

MAXIMUM_SOURCES = 10
Prefer = Mapping[str, str]
P = TypeVar("P", Email, Phone)
T = TypeVar("T")

SCALARS = (*PARTICULARS, "owned_by_group")
# An industry and its sector go together, or they would not match (S2.9).
INDUSTRY = ("industry", "industry_sector")
_NAMES = ("first_name", "middle_name", "last_name", "full_name")
_UNITED = ("emails", "phones", "addresses")
_MOST = {
    "emails": MAXIMUM_POINTS,
    "phones": MAXIMUM_POINTS,
    "addresses": MAXIMUM_ADDRESSES,
    "categories": 20,
    "tags": 100,
    "associations": 50,
    "custom": 50,
    "list_ids": MAXIMUM_LISTS_OF_A_CONTACT,
}


def check_mergeable(survivor_id: str, source_ids: Sequence[str]) -> None:
    """Raises RuleBroken `merge_with_itself` (S1.24), ValidationFailed for a source that is named twice."""
    if survivor_id in source_ids:
        raise RuleBroken("A contact cannot be merged with itself.", code="merge_with_itself")
    errors = [
        FieldError(f"/source_ids/{place}", "repeated_value", "This contact is named already.")
        for place, source_id in enumerate(source_ids)
        if source_id in source_ids[:place]
    ]
    if errors:
        raise ValidationFailed("A source is named twice.", errors=errors)


def merged(survivor: Contact, sources: Sequence[Contact], prefer: Prefer, consent: ConsentSettings) -> Contact:
    """The survivor with all that the sources know.

    Its stage never falls, for what it is derived from is added up; it is a prospect if any of them was (S1.23). A stop of any of
    them holds (decision 7). Raises RuleBroken `different_kinds`, `too_much_to_merge`, and ValidationFailed for a `prefer` that
    names no field or none of these contacts.
    """
    everyone = (survivor, *sources)
    if len({contact.kind for contact in everyone}) > 1:
        raise RuleBroken("A person and a company cannot be merged.", code="different_kinds")
    _check_prefer(everyone, prefer)
    standing = combine([standing_of(contact) for contact in everyone], settings=consent)
    update: dict[str, object] = {
        **_scalars(everyone, prefer),
        **_lists_of_values(everyone, prefer),
        "identifiers": _identifiers(everyone, prefer),
        "custom": {name: _custom(everyone, prefer, name) for contact in everyone for name in contact.custom},
        "consent": standing.consent,
        "preferences": standing.preferences,
        "kyc": next((contact.kyc for contact in everyone if contact.kyc), None),
        "list_ids": _united(contact.list_ids for contact in everyone),
        "open_accounts": sum(contact.open_accounts for contact in everyone),
        "had_account": any(contact.had_account for contact in everyone),
        "had_opportunity": any(contact.had_opportunity for contact in everyone),
        "anonymization_pending": any(contact.anonymization_pending for contact in everyone),
        "absorbed": _united((*contact.absorbed, *((contact.contact_id,) if contact in sources else ())) for contact in everyone),
    }
    result = with_fields(survivor, **update)
    _check_bounds(result)
    return result


def preferred_first(everyone: Sequence[Contact], prefer: Prefer, field: str) -> list[Contact]:
    """The contacts in the order in which they are asked for a field."""
    wanted = prefer.get(field)
    return sorted(everyone, key=lambda contact: contact.contact_id != wanted)


def known_fields(everyone: Iterable[Contact]) -> set[str]:
    """What `prefer` may name."""
    custom = {f"custom.{name}" for contact in everyone for name in contact.custom}
    return {*SCALARS, "industry", *_UNITED, *(f"identifiers.{name}" for name in Identifiers.model_fields), *custom}


def _check_prefer(everyone: Sequence[Contact], prefer: Prefer) -> None:
    ids = {contact.contact_id for contact in everyone}
    known = known_fields(everyone)
    errors = [
        FieldError(f"/prefer/{field}", "unknown_field", "There is no such field to prefer.")
        for field in prefer
        if field not in known
    ]
    errors += [
        FieldError(f"/prefer/{field}", "not_merged", "This contact is none of those that are merged.")
        for field, contact_id in prefer.items()
        if contact_id not in ids
    ]
    if errors:
        raise ValidationFailed("The preferred values cannot be taken.", errors=errors)


def _scalars(everyone: Sequence[Contact], prefer: Prefer) -> dict[str, object]:
    values: dict[str, object] = {
        name: _first(getattr(contact, name) for contact in preferred_first(everyone, prefer, name)) for name in SCALARS
    }
    survivor = everyone[0]
    if "full_name" not in prefer and any(getattr(survivor, name) for name in _NAMES):
        # Its full name is given or derived; another's would hide its own parts (S1.18).
        values["full_name"] = survivor.full_name
    order = preferred_first(everyone, prefer, "industry")
    chosen = next((contact for contact in order if contact.industry or contact.industry_sector), survivor)
    return values | {name: getattr(chosen, name) for name in INDUSTRY}


def _identifiers(everyone: Sequence[Contact], prefer: Prefer) -> Identifiers:
    found = {
        name: _first(getattr(contact.identifiers, name) for contact in preferred_first(everyone, prefer, f"identifiers.{name}"))
        for name in Identifiers.model_fields
    }
    return with_fields(everyone[0].identifiers, **found)


def _custom(everyone: Sequence[Contact], prefer: Prefer, name: str) -> object:
    return _first(contact.custom.get(name) for contact in preferred_first(everyone, prefer, f"custom.{name}"))


def _lists_of_values(everyone: Sequence[Contact], prefer: Prefer) -> dict[str, object]:
    survivor, *sources = everyone
    emails = (email for contact in preferred_first(everyone, prefer, "emails") for email in contact.emails)
    phones = (phone for contact in preferred_first(everyone, prefer, "phones") for phone in contact.phones)
    addresses = (address for contact in preferred_first(everyone, prefer, "addresses") for address in contact.addresses)
    return {
        "emails": _points((comparable_email(email.address), email) for email in emails),
        "phones": _points((phone.number, phone) for phone in phones),
        "addresses": _addresses(addresses),
        "categories": _united(contact.categories for contact in everyone),
        "tags": _united((survivor.tags, *(_own_tags(source) for source in sources))),
        "associations": _united(contact.associations for contact in everyone),
    }


def _own_tags(source: Contact) -> tuple[str, ...]:
    """The tags that a person gave; what the daily sync put says something about the record that goes (S4.11)."""
    return tuple(tag for tag in source.tags if tag not in source.sync_tags and not _is_of_sync(tag))


def _is_of_sync(tag: str) -> bool:
    return is_reserved(tag, in_top_account=True) or is_reserved(tag, in_top_account=False)


def _points(found: Iterable[tuple[str, P]]) -> tuple[P, ...]:
    """Each value once; the first primary one is the primary one."""
    points: dict[str, P] = {}
    has_primary = False
    for value, point in found:
        if value not in points:
            points[value] = with_fields(point, primary=point.primary and not has_primary)
            has_primary = has_primary or point.primary
    return tuple(points.values())


def _addresses(found: Iterable[Address]) -> tuple[Address, ...]:
    """Each address once; a second active one of a type becomes inactive (S2.37), the first primary one stays it (S2.38)."""
    addresses: dict[tuple[str, ...], Address] = {}
    active_types: set[str | None] = set()
    has_primary = False
    for address in found:
        place = _place(address)
        if place in addresses:
            continue
        active = address.active and address.type not in active_types
        primary = active and address.primary and not has_primary
        addresses[place] = with_fields(address, active=active, primary=primary)
        has_primary = has_primary or primary
        if active:
            active_types.add(address.type)
    return with_one_primary(addresses.values())


def with_one_primary(addresses: Iterable[Address]) -> tuple[Address, ...]:
    """The addresses with the first active one as primary where none is (S2.38)."""
    settled = list(addresses)
    active = [place for place, address in enumerate(settled) if address.active]
    if active and not any(settled[place].primary for place in active):
        settled[active[0]] = with_fields(settled[active[0]], primary=True)
    return tuple(settled)


def _place(address: Address) -> tuple[str, ...]:
    parts = (address.type, address.line_1, address.line_2, address.city, address.region, address.postal_code, address.country)
    # An inactive one says something else than an active one: it is kept for future access (S2.39).
    return (*(fold(part or "") for part in parts), str(address.active))


def _check_bounds(contact: Contact) -> None:
    errors = [
        FieldError(pointer(name), "too_many", f"Together they have more than {most}.")
        for name, most in _MOST.items()
        if len(getattr(contact, name)) > most
    ]
    if errors:
        raise RuleBroken("Together these contacts have more than one contact can have.", code="too_much_to_merge", errors=errors)


def _first(values: Iterable[object]) -> object:
    return next((value for value in values if value is not None and value != ""), None)


def _united(values: Iterable[Iterable[T]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(value for each in values for value in each))
