"""The pages of an expired link. They say nothing about the contact, not even whether it is still there (S5.12)."""

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response

from contactbook.domain.links.links import Link
from contactbook.services.base.stores import open_store
from contactbook.services.links import files, renewals
from links_api.rendering import Words, page
from links_api.texts import TEXTS


def expired_page(link: Link, *, renew_at: str) -> Response[str]:
    """Return the page that offers a new link to the address of this one; without an address it says how to ask for one.

    The request for a new link is sent to `renew_at`.
    """
    return _page(link, "expired" if renewals.can_be_renewed(link) else "unbound", HTTPStatus.GONE, renew_at)


def renewed_page(link: Link) -> Response[str]:
    """Return the page after somebody asked for a new link, whatever became of it."""
    return _page(link, "asked", HTTPStatus.OK)


def counted_page(link: Link, *, renew_at: str) -> Response[str]:
    """Return the page after a no through this link, which counts although its time is over. It offers a new link as `expired_page`."""
    return _page(link, "counted", HTTPStatus.OK, renew_at)


def _page(link: Link, key: str, status: HTTPStatus, renew_at: str = "") -> Response[str]:
    store = open_store(link.tenant_id)
    settings = store.settings.current()
    offers = key in ("expired", "counted") and renewals.can_be_renewed(link)
    languages = sorted(TEXTS, key=lambda one: one != settings.localization.default_language)
    tenant, logo = settings.tenant_name, files.logo_of(store)
    spoken = [Words(language=language, tenant=tenant, logo=logo) for language in languages]
    texts = [
        {
            "language": words.language,
            "title": words.say(f"{key}.title"),
            "lead": words.say(f"{key}.lead"),
            "button": words.say("expired.button") if offers else None,
        }
        for words in spoken
    ]
    sender = settings.senders.email
    write_to = None if offers else sender.reply_to or sender.from_address
    values = {"said": texts, "sent_to": None, "write_to": write_to, "renew_at": renew_at}
    return page("expired.html", spoken[0], settings, values, status)
