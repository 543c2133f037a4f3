"""What a contact is called, in an answer about something else, to a caller who may know it."""

from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.names import display_name
from contactbook.domain.contacts.record import Contact
from contactbook.domain.settings.permissions import GroupRight
from contactbook.domain.settings.sections import Settings


def name_shown_to(caller: Caller, contact: Contact, settings: Settings) -> str | None:
    """Return the contact's name. None if it is erased, or the caller may not read contacts or may not even select this one (S3.15)."""
    if contact.erasure is not None or not caller.may(Scope.CONTACTS_READ):
        return None
    if not may(caller, contact, GroupRight.SELECT, settings.groups):
        return None
    return display_name(contact, contact.kind, settings.name_display)
