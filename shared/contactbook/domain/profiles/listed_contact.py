"""A contact as lists show it: the fields that one read of the contact gives."""

from datetime import datetime

from pydantic import Field

from contactbook.domain.accounts.accounts import AccountView
from contactbook.domain.base.values import Value
from contactbook.domain.base.versions import built, fields_in
from contactbook.domain.contacts.names import display_name
from contactbook.domain.contacts.record import Contact, ContactKind
from contactbook.domain.lists.lists import ListName
from contactbook.domain.opportunities.opportunities import Opportunity
from contactbook.domain.profiles.contact_view import ContactView, contact_view
from contactbook.domain.settings.sections import Settings


class ListedContact(ContactView):
    """The profile without accounts, opportunities and names of lists, which have records of their own."""

    accounts: tuple[AccountView, ...] = Field(default=(), exclude=True)
    opportunities: tuple[Opportunity, ...] = Field(default=(), exclude=True)
    lists: tuple[ListName, ...] = Field(default=(), exclude=True)


class SelectableContact(Value):
    """A contact as a caller sees it who may select but not view it (S3.15)."""

    contact_id: str
    kind: ContactKind
    display_name: str


def listed(contact: Contact, settings: Settings, *, may_view: bool, now: datetime) -> ListedContact | SelectableContact:
    """Return the contact as lists show it, to a caller who may view it or only select it."""
    if not may_view:
        name = display_name(contact, contact.kind, settings.name_display)
        return SelectableContact(contact_id=contact.contact_id, kind=contact.kind, display_name=name)
    view = contact_view(contact, settings, now=now)
    return built(ListedContact, **fields_in(ContactView, view))
