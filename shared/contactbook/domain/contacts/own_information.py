"""The email, phone and mailing address of the contact level, and which of them are missing (S0.2). A blank value counts as missing (S0.15)."""

from contactbook.domain.base.text import is_blank
from contactbook.domain.contacts.details import Address
from contactbook.domain.contacts.record import Contact
from contactbook.domain.sending.reach import text_number


def missing_information(contact: Contact) -> tuple[str, ...]:
    """Return which of `email`, `phone` and `mailing_address` the contact level lacks: the report of S0.2."""
    items = {
        "email": contact_email(contact),
        "phone": contact_phone(contact),
        "mailing_address": contact_mailing_address(contact),
    }
    return tuple(name for name, value in items.items() if value is None)


def contact_email(contact: Contact) -> str | None:
    """Return the contact's primary email address, or None."""
    primary = sorted(contact.emails, key=lambda email: not email.primary)
    return next((email.address for email in primary if not is_blank(email.address)), None)


def contact_phone(contact: Contact) -> str | None:
    """Return the contact's primary phone number in E.164, or None."""
    primary = sorted(contact.phones, key=lambda phone: not phone.primary)
    return next((phone.number for phone in primary if not is_blank(phone.number)), None)


def contact_text_number(contact: Contact) -> str | None:
    """Return the contact's phone number in E.164 that a text message goes to: the primary one if it may be a mobile. Or None.

    A text message reaches no extension.
    """
    primary = sorted(contact.phones, key=lambda phone: not phone.primary)
    return text_number([phone.number for phone in primary if not is_blank(phone.number) and not phone.extension])


def contact_mailing_address(contact: Contact) -> Address | None:
    """Return the contact's primary address, or None; an inactive one is never used."""
    active = sorted((found for found in contact.addresses if found.active), key=lambda found: not found.primary)
    return next((found for found in active if not is_blank(found.line_1)), None)
