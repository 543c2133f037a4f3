"""The texts of the pages in each language. A test requires every language to have every text."""

from contactbook.domain.contacts.record import Contact
from contactbook.domain.settings.sections import Settings
from links_api.texts_el import GREEK
from links_api.texts_en import ENGLISH

FALLBACK = "en"

TEXTS: dict[str, dict[str, str]] = {
    "en": ENGLISH,
    "el": GREEK,
}


def language_of(contact: Contact, settings: Settings) -> str:
    """Return the contact's language, else the tenant's, else English: the first that the pages have."""
    wanted = (contact.language, settings.localization.default_language, FALLBACK)
    return next(language for language in wanted if language in TEXTS)
