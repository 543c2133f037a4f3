"""The data about a contact, as its own page and as a file.

Whoever holds the link sees this, and people forward links. So document numbers are shown only in part.
"""

import json
from collections.abc import Iterable
from datetime import datetime

from aws_lambda_powertools.event_handler import Response
from pydantic import JsonValue

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.base.values import Value
from contactbook.domain.contacts.details import Address, IdentityDocument
from contactbook.domain.contacts.names import display_name
from contactbook.domain.contacts.points import displayed_phone
from contactbook.domain.contacts.record import Contact
from contactbook.domain.erasure.exported_records import exported
from contactbook.domain.profiles.contact_view import contact_view
from contactbook.domain.settings.fields import PhoneFormat
from contactbook.domain.settings.languages import LANGUAGES
from contactbook.services.links import visits
from contactbook.services.links.visits import Visit
from links_api.rendering import Words, page
from links_api.visit_words import masked_recipient, words_of

_DOCUMENTS = ("id_card", "passport", "social_security_number", "vat_number", "registration_number", "tax_number")
_INTERNAL = ("version", "privacy_level", "owned_by_group", "associations", "created_by", "updated_by", "list_ids", "kyc")


class Fact(Value):
    """One line: its label and its values."""

    label: str
    values: tuple[str, ...]


class Section(Value):
    """Facts under one heading. A section without facts is not shown."""

    title: str
    facts: tuple[Fact, ...]


def data_page(visit: Visit) -> Response[str]:
    """Return the page that shows a contact the data about it."""
    words, contact = words_of(visit), visit.contact
    sections = [
        Section(title=words.say(f"data.{contact.kind.value}"), facts=_about(visit, words)),
        Section(title=words.say("data.points"), facts=_points(contact, words)),
        Section(title=words.say("data.addresses"), facts=_addresses(visit)),
        Section(title=words.say("data.documents"), facts=_documents(contact, words)),
        Section(title=words.say("data.accounts"), facts=_accounts(visits.accounts_of(visit))),
        Section(title=words.say("data.permissions"), facts=_permissions(visit, words)),
        Section(title=words.say("data.other"), facts=_other(contact, words)),
    ]
    values = {
        "sections": [section for section in sections if section.facts],
        "has_documents": bool(_documents(contact, words)),
        "sent_to": masked_recipient(visit),
        "token": visit.token,
    }
    return page("data.html", words, visit.store.settings.current(), values)


def data_file(visit: Visit, *, now: datetime) -> str:
    """Return the same data as JSON, with the API's names of the fields."""
    settings = visit.store.settings.current()
    shown = contact_view(visit.contact, settings, now=now, accounts=visits.accounts_of(visit), include_inactive=True)
    profile = exported(shown, *_INTERNAL)
    profile["identifiers"] = {
        name: _masked(number) for name in _DOCUMENTS if (number := _number(visit.contact, name)) is not None
    }
    lists: list[JsonValue] = [found.name for found in visits.offered_lists(visit) if found.list_id in visit.contact.list_ids]
    body = {
        "held_by": settings.tenant_name,
        "made_at": now.isoformat().replace("+00:00", "Z"),
        "about_you": profile,
        "lists": lists,
    }
    return json.dumps(body, ensure_ascii=False, indent=2)


def _about(visit: Visit, words: Words) -> tuple[Fact, ...]:
    contact = visit.contact
    known = {
        "name": display_name(contact, contact.kind, visit.store.settings.current().name_display),
        "title": contact.title,
        "gender": contact.gender,
        "date_of_birth": words.date(contact.date_of_birth) if contact.date_of_birth else None,
        "birthday": words.month_day(contact.birthday) if contact.birthday else None,
        "name_day": words.month_day(contact.name_day) if contact.name_day else None,
        "language": LANGUAGES.get(contact.language or "", contact.language),
        "time_zone": contact.time_zone,
        "industry": contact.industry,
    }
    return _facts(known, words)


def _points(contact: Contact, words: Words) -> tuple[Fact, ...]:
    emails = tuple(email.address for email in contact.emails)
    phones = tuple(displayed_phone(phone, PhoneFormat.E164) for phone in contact.phones)
    found = (Fact(label=words.say("label.email"), values=emails), Fact(label=words.say("label.phone"), values=phones))
    return tuple(fact for fact in found if fact.values)


def _addresses(visit: Visit) -> tuple[Fact, ...]:
    labels = {definition.type: definition.label for definition in visit.store.settings.current().types.address}
    return tuple(
        Fact(label=labels.get(address.type or "", address.type or ""), values=(_line(address),))
        for address in visit.contact.addresses
    )


def _documents(contact: Contact, words: Words) -> tuple[Fact, ...]:
    return tuple(
        Fact(label=words.say(f"label.{name}"), values=(_masked(number),))
        for name in _DOCUMENTS
        if (number := _number(contact, name)) is not None
    )


def _accounts(accounts: Iterable[Account]) -> tuple[Fact, ...]:
    found = []
    for account in accounts:
        own = account.contact_information
        mailing = _line(own.mailing_address) if own.mailing_address else None
        values = tuple(value for value in (own.email, own.phone, mailing) if value)
        found.append(Fact(label=account.name, values=values or ("-",)))
    return tuple(found)


def _permissions(visit: Visit, words: Words) -> tuple[Fact, ...]:
    contact = visit.contact
    said = {True: words.say("data.yes"), False: words.say("data.no")}
    lists = [found.name for found in visits.offered_lists(visit) if found.list_id in contact.list_ids]
    state = words.say(f"state.{contact.consent.state.value}")
    when = f" ({words.day(contact.consent.updated_at)})" if contact.consent.updated_at else ""
    found = (
        Fact(label=words.say("label.consent"), values=(state + when,)),
        Fact(label=words.say("label.direct"), values=(said[contact.preferences.direct_marketing.value],)),
        Fact(label=words.say("label.affiliate"), values=(said[contact.preferences.affiliate_marketing.value],)),
        Fact(label=words.say("label.lists"), values=tuple(lists)),
    )
    return tuple(fact for fact in found if fact.values)


def _other(contact: Contact, words: Words) -> tuple[Fact, ...]:
    own = tuple(
        Fact(label=name.replace("_", " ").capitalize(), values=(str(value),))
        for name, value in contact.custom.items()
        if value is not None
    )
    groups = (
        Fact(label=words.say("label.categories"), values=contact.categories),
        Fact(label=words.say("label.tags"), values=contact.tags),
    )
    return (*own, *(fact for fact in groups if fact.values))


def _facts(known: dict[str, str | None], words: Words) -> tuple[Fact, ...]:
    return tuple(Fact(label=words.say(f"label.{name}"), values=(value,)) for name, value in known.items() if value)


def _number(contact: Contact, name: str) -> str | None:
    found: IdentityDocument | str | None = getattr(contact.identifiers, name)
    return found.number if isinstance(found, IdentityDocument) else found


def _masked(number: str) -> str:
    """Return the last three characters of a long number; nothing of a short one."""
    return f"•••{number[-3:]}" if len(number) > 5 else "•••"


def _line(address: Address) -> str:
    city = " ".join(part for part in (address.postal_code, address.city) if part)
    parts = (address.line_1, address.line_2, city, address.region, address.country)
    return ", ".join(part for part in parts if part)
