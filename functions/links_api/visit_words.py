"""The words of a contact's pages: in its language, with the tenant's name, and its address in a form that only it recognizes."""

from dataclasses import replace

from aws_lambda_powertools.utilities.data_classes.common import BaseProxyEvent

from contactbook.domain.links.texts import FALLBACK, TEXTS, languages_of
from contactbook.domain.settings.languages import LANGUAGES
from contactbook.domain.settings.sections import UNNAMED, Settings
from contactbook.services.links import files, visits
from contactbook.services.links.visits import Visit, Visitor
from links_api.languages import chosen_language
from links_api.rendering import Words


def words_of(visit: Visit) -> Words:
    """Return the texts in the visitor's language, with the tenant's name and logo."""
    return replace(words_at_hand(visit), logo=files.logo_of(visit.store))


def words_at_hand(visit: Visit) -> Words:
    """Return the texts with the tenant's name: nothing is read for them, and there is no logo."""
    return words_of_tenant(visit.store.settings.current(), visit.visitor, contact=visit.contact.language)


def words_of_tenant(settings: Settings, visitor: Visitor, *, contact: str | None = None) -> Words:
    """Return the texts of a page of the tenant. `contact` is the contact's language, of which a page that shows nothing of it makes no use."""
    offered = languages_of(settings.page_texts, LANGUAGES)
    default = settings.localization.default_language
    language = _language(offered, visitor, contact=contact, default=default)
    return Words(
        language=language,
        tenant=settings.tenant_name,
        own=settings.page_texts,
        offered=offered,
        switched=visitor.language == language,
        time_zone=settings.localization.time_zone,
    )


def words_of_nobody(visitor: Visitor) -> Words:
    """Return the texts of a page that belongs to no tenant."""
    language = _language(tuple(TEXTS), visitor, contact=None, default=FALLBACK)
    return Words(language=language, tenant=UNNAMED, switched=visitor.language == language)


def _language(offered: tuple[str, ...], visitor: Visitor, *, contact: str | None, default: str) -> str:
    accepted = visitor.accept_language or ""
    return chosen_language(offered, switched_to=visitor.language, contact=contact, accepted=accepted, default=default)


def visitor_of(event: BaseProxyEvent) -> Visitor:
    """Return who opens a page, and the languages that the switch, and the browser, ask for."""
    context = event.raw_event.get("requestContext") or {}
    http = context.get("http") or {}
    return Visitor(
        request_id=str(context.get("requestId", "")),
        source_ip=http.get("sourceIp"),
        user_agent=http.get("userAgent"),
        language=event.query_string_parameters.get("lang"),
        accept_language=event.headers.get("accept-language"),
    )


def masked_recipient(visit: Visit) -> str | None:
    """Return the address that the page is for, masked so that only its owner recognizes it: `e•••@example.com`."""
    address = visits.recipient(visit)
    if address is None:
        return None
    name, at, domain = address.rpartition("@")
    return f"{name[:1]}•••{at}{domain}" if at else f"•••{address[-3:]}"
