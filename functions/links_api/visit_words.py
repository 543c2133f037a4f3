"""The words of a contact's pages: in its language, with the tenant's name, and its address in a form that only it recognizes."""

from dataclasses import replace

from contactbook.services.links import files, visits
from contactbook.services.links.visits import Visit
from links_api.rendering import Words
from links_api.texts import language_of


def words_of(visit: Visit) -> Words:
    """Return the texts in the contact's language, with the tenant's name and logo."""
    return replace(words_at_hand(visit), logo=files.logo_of(visit.store))


def words_at_hand(visit: Visit) -> Words:
    """Return the texts with the tenant's name: nothing is read for them, and there is no logo."""
    settings = visit.store.settings.current()
    return Words(
        language=language_of(visit.contact, settings), tenant=settings.tenant_name, time_zone=settings.localization.time_zone
    )


def masked_recipient(visit: Visit) -> str | None:
    """Return the address that the page is for, masked so that only its owner recognizes it: `e•••@example.com`."""
    address = visits.recipient(visit)
    if address is None:
        return None
    name, at, domain = address.rpartition("@")
    return f"{name[:1]}•••{at}{domain}" if at else f"•••{address[-3:]}"
