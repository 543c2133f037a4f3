"""The merge tags, and the value of each for one contact and one communication (S0.12, S2.12, S2.68, S2.69).

The allow-list is short on purpose: a message cannot contain anything that identifies a person to an authority.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from contactbook.domain.accounts.accounts import Account
from contactbook.domain.base.values import Value
from contactbook.domain.contacts.details import Address
from contactbook.domain.contacts.names import display_name, full_name
from contactbook.domain.contacts.points import displayed_number
from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.rules import birthday_of
from contactbook.domain.decisions.contact_information import Level
from contactbook.domain.decisions.decision import Decision
from contactbook.domain.opportunities.opportunities import Opportunity
from contactbook.domain.settings.sections import Settings
from contactbook.domain.templates.postal_lines import postal_lines
from contactbook.domain.templates.spoken import custom_values, day_in, month_day_in


class MergeTag(Value):
    """One tag as it is offered to the author of a template: with its `#`, a description and an example."""

    tag: str
    description: str
    example: str


# Each is replaced by a signed link to the contact's own pages (S2.12).
LINK_TAGS = {
    "preferences_link": "The page on which the contact chooses what it receives",
    "unsubscribe_link": "The page on which the contact opts out",
    "consent_accept_link": "The page on which the contact accepts the consent form",
    "consent_reject_link": "The page on which the contact rejects the consent form",
}
# The link to the file of an export. Only the mail of an export has it: it is not offered, and refused in what callers write.
EXPORT_LINK = "export_link"
_TAGS = {
    "title": ("The contact's title", "Ms"),
    "first_name": ("The first name", "Eleni"),
    "middle_name": ("The middle name", "Maria"),
    "last_name": ("The last name", "Georgiou"),
    "full_name": ("The full name, as given or from its parts", "Eleni Georgiou"),
    "display_name": ("The name as the tenant displays names", "Georgiou, Eleni"),
    "company_name": ("The company's name", "Acme Ltd"),
    "email": ("The email address of this communication", "eleni@example.com"),
    "phone": ("The phone number of this communication", "+35799123456"),
    "phone_extension": ("The extension behind that number", "12"),
    "mailing_address": ("The postal address of this communication, in the lines of its country", "1 Ledra St\n1011 Nicosia"),
    "address_line_1": ("The first line of that address", "1 Ledra St"),
    "address_line_2": ("The second line of that address", "Flat 2"),
    "city": ("The city of that address", "Nicosia"),
    "region": ("The region of that address", "Nicosia"),
    "postal_code": ("The postal code of that address", "1011"),
    "country": ("The country code of that address", "CY"),
    "account_name": ("The account that this communication is about", "Priority Checking"),
    "account_number": ("That account's number", "0042-7781"),
    "account_service": ("That account's product", "priority-checking"),
    "account_service_group": ("That account's product group", "checking"),
    "opportunity_name": ("The contact's opportunity that was changed last", "New kitchen"),
    "opportunity_stage": ("That opportunity's stage", "tour"),
    "opportunity_value": ("That opportunity's value", "1200.00"),
    "opportunity_outcome": ("Whether that opportunity is open, won or lost", "open"),
    "kyc_profile": ("The KYC profile", "full"),
    "kyc_expires_on": ("The day on which the KYC profile expires", "31 December 2026"),
    "name_day": ("The contact's name day, month and day", "21 May"),
    "date_of_birth": ("The contact's date of birth", "12 April 1985"),
    "birthday": ("The contact's birthday, month and day", "12 April"),
    "tenant_name": ("The name of the company that sends", "Acme"),
    "today": ("The day of sending", "2 March 2026"),
}

# How the tags of the tenant's own fields begin.
_CUSTOM, _ACCOUNT_CUSTOM = "custom_", "account_custom_"
# The tags for which somebody has to read the contact's opportunities.
OPPORTUNITY_TAGS = frozenset(name for name in _TAGS if name.startswith("opportunity_"))


def tag_names(settings: Settings) -> frozenset[str]:
    """Return every tag that a template of this tenant may use, without `#`. The tenant's own fields are `custom_<name>` and `account_custom_<name>`."""
    return frozenset({*_TAGS, *LINK_TAGS, *_custom_labels(settings)})


def tags_beginning(prefix: str, settings: Settings) -> list[MergeTag]:
    """Return the tags that begin with the prefix, sorted by name; a leading `#` or `#{` of the prefix is ignored (S2.69)."""
    wanted = prefix.strip().removeprefix("#").removeprefix("{").casefold()
    described = {
        **_TAGS,
        **{name: (text, "https://contact.acme.example/p/...") for name, text in LINK_TAGS.items()},
        **{name: (label, "") for name, label in _custom_labels(settings).items()},
    }
    return [
        MergeTag(tag=f"#{name}", description=description, example=example)
        for name, (description, example) in sorted(described.items())
        if name.startswith(wanted)
    ]


def _custom_labels(settings: Settings) -> dict[str, str]:
    custom = settings.custom_fields
    labels = {f"{_CUSTOM}{field.name}": field.label for field in custom.fields}
    return labels | {f"{_ACCOUNT_CUSTOM}{field.name}": field.label for field in custom.account}


def merge_values(
    contact: Contact,
    accounts: Sequence[Account],
    decision: Decision,
    *,
    opportunities: Sequence[Opportunity],
    settings: Settings,
    links: Mapping[str, str],
    today: date,
) -> dict[str, str]:
    """Return the value of every tag for this communication; a missing value is empty.

    Email, phone and address are those of the decision, each from its own level (S0.12, S0.13). The account's fields are those of
    the account that the communication is about. Phones and dates are in the tenant's format and the language of the message (S2.11).
    Those of an opportunity are of the one that was changed last (S1.8). `links` are by
    tag name.
    """
    about = next((found for found in accounts if found.account_id == decision.account_id), None)
    language = decision.language or settings.localization.default_language
    custom = settings.custom_fields
    return {
        **_names(contact, settings),
        **_information(decision, settings),
        "phone_extension": _extension(contact, decision),
        "account_name": about.name if about else "",
        "account_number": (about.number if about else "") or "",
        "account_service": (about.service if about else "") or "",
        "account_service_group": (about.service_group if about else "") or "",
        **_opportunity(opportunities),
        "kyc_profile": contact.kyc.profile if contact.kyc else "",
        "kyc_expires_on": day_in(contact.kyc.expires_on if contact.kyc else None, language),
        "name_day": month_day_in(contact.name_day, language),
        "date_of_birth": day_in(contact.date_of_birth, language),
        "birthday": month_day_in(birthday_of(contact), language),
        "tenant_name": settings.tenant_name,
        "today": day_in(today, language),
        **dict.fromkeys(LINK_TAGS, ""),
        **links,
        **custom_values(custom.fields, contact.custom, language, prefix=_CUSTOM),
        **custom_values(custom.account, about.custom if about else {}, language, prefix=_ACCOUNT_CUSTOM),
    }


def _opportunity(opportunities: Sequence[Opportunity]) -> dict[str, str]:
    last = max(opportunities, key=lambda one: (one.updated_at, one.opportunity_id), default=None)
    if last is None:
        return dict.fromkeys(OPPORTUNITY_TAGS, "")
    return {
        "opportunity_name": last.name,
        "opportunity_stage": last.stage or "",
        "opportunity_value": "" if last.value is None else str(last.value),
        "opportunity_outcome": last.outcome.value,
    }


def _names(contact: Contact, settings: Settings) -> dict[str, str]:
    return {
        "title": contact.title or "",
        "first_name": contact.first_name or "",
        "middle_name": contact.middle_name or "",
        "last_name": contact.last_name or "",
        "full_name": full_name(contact) or "",
        "display_name": display_name(contact, contact.kind, settings.name_display),
        "company_name": contact.company_name or "",
    }


def _information(decision: Decision, settings: Settings) -> dict[str, str]:
    found, home = decision.information, settings.localization.default_region
    address = found.mailing_address.value if found else None
    number = found.phone.value if found else None
    return {
        "email": (found.email.value if found else None) or "",
        "phone": displayed_number(number, settings.formatting.phone) if number else "",
        "mailing_address": "\n".join(postal_lines(address, home=home)) if address else "",
        "address_line_1": address.line_1 if address else "",
        "address_line_2": (address.line_2 if address else None) or "",
        "city": (address.city if address else None) or "",
        "region": (address.region if address else None) or "",
        "postal_code": (address.postal_code if address else None) or "",
        "country": address.country if address else "",
    }


def _extension(contact: Contact, decision: Decision) -> str:
    """Return the extension of the contact's own phone that the decision names."""
    used = decision.information.phone if decision.information else None
    own = used.value if used and used.level is Level.CONTACT else None
    primary = sorted(contact.phones, key=lambda phone: not phone.primary)
    return next((phone.extension or "" for phone in primary if phone.number == own), "")


def address_lines(address: Address) -> list[str]:
    """Return a postal address in lines with the code of its country, as it is listed; empty parts take no line."""
    town = " ".join(part for part in (address.postal_code, address.city) if part)
    return [line for line in (address.line_1, address.line_2, town, address.region, address.country) if line]
