"""The pages of an expired link. They say nothing about the contact, not even whether it is still there (S5.12)."""

from dataclasses import replace
from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response

from contactbook.domain.links.links import Link
from contactbook.services.base.stores import open_store
from contactbook.services.links import files, renewals
from contactbook.services.links.visits import Visitor
from links_api.rendering import page
from links_api.visit_words import words_of_tenant


def expired_page(link: Link, *, visitor: Visitor, renew_at: str, stands_at: str = "") -> Response[str]:
    """Return the page that offers a new link to the address of this one; without an address it says how to ask for one.

    The request for a new link is sent to `renew_at`; the switch of languages leads to `stands_at`.
    """
    key = "expired" if renewals.can_be_renewed(link) else "unbound"
    return _page(link, key, visitor, HTTPStatus.GONE, renew_at=renew_at, stands_at=stands_at)


def renewed_page(link: Link, visitor: Visitor, *, stands_at: str = "") -> Response[str]:
    """Return the page after somebody asked for a new link, whatever became of it."""
    return _page(link, "asked", visitor, HTTPStatus.OK, stands_at=stands_at)


def counted_page(link: Link, *, visitor: Visitor, renew_at: str) -> Response[str]:
    """Return the page after a no through this link, which counts although its time is over. It offers a new link as `expired_page`."""
    return _page(link, "counted", visitor, HTTPStatus.OK, renew_at=renew_at)


def _page(
    link: Link, key: str, visitor: Visitor, status: HTTPStatus, *, renew_at: str = "", stands_at: str = ""
) -> Response[str]:
    store = open_store(link.tenant_id)
    settings = store.settings.current()
    offers = key in ("expired", "counted") and renewals.can_be_renewed(link)
    # The contact's own language would say something about it, so it is not asked for.
    words = replace(words_of_tenant(settings, visitor), logo=files.logo_of(store))
    sender = settings.senders.email
    write_to = None if offers else sender.reply_to or sender.from_address
    values = {"key": key, "offers": offers, "sent_to": None, "write_to": write_to, "renew_at": renew_at, "stands_at": stands_at}
    return page("expired.html", words, settings, values, status)
