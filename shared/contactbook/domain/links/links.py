"""Signed links, which let a contact open its own pages without a login (S2.49, S2.50).

A token holds everything: tenant, contact, purpose, expiry, and the address it was sent to. Nothing is stored. So a no that somebody
says through a link reaches the address that the link was sent to, also after the contact has left that address (S5.4).
It is sealed (`domain/base/sealing.py`): a token reveals nothing, and a token that was changed in any bit is refused.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Literal

from contactbook.domain.base.comparable import comparable_address
from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.key_ring import KeyRing, keyed_hash
from contactbook.domain.base.sealing import NotSealed, seal, unseal
from contactbook.domain.base.values import Moment, Value

_LONGEST_TOKEN = 900
_SEPARATOR = "\n"
# Days for which the file of an export is kept, and for which the link to it works.
EXPORT_DAYS = 7
_SEALED_FOR = "link"
# What a token says after its address, in this order; what is empty at its end is left out.
_FURTHER = ("notification_purpose", "list_id", "handed_to", "answer")


MarketingPurpose = Literal["direct_marketing", "affiliate_marketing"]
Answer = Literal["accepted", "rejected"]


class LinkPurpose(StrEnum):
    """What a link opens: the consent form, the preference centre, the page to unsubscribe, or the file of an export."""

    CONSENT = "consent"
    PREFERENCES = "preferences"
    UNSUBSCRIBE = "unsubscribe"
    # Only an export creates it; a caller cannot request it.
    EXPORT = "export"


class About(Value):
    """What an unsubscribe link ends: marketing of one purpose, and first of all one list. Neither means all marketing (S2.49).

    `answer` is the one that a consent link leads to (S2.116); None leads to each that is possible.
    """

    notification_purpose: MarketingPurpose | None = None
    list_id: str | None = None
    answer: Answer | None = None


class Link(Value):
    """The content of a token. `sent_to` is the email address or phone number it was sent to, or None."""

    tenant_id: str
    contact_id: str
    purpose: LinkPurpose
    expires_at: Moment
    sent_to: str | None = None
    about: About = About()
    # The user who asked for the link and was handed it, instead of the person: a yes through it is the user's (S5.3).
    handed_to: str | None = None


class LinkExpired(NotFound):
    """The link is ours and whole, and its time is over."""

    def __init__(self, link: Link) -> None:
        super().__init__("There is no such page.")
        self.link = link


def address_hash(ring: KeyRing, address: str) -> str:
    """Return the keyed hash of an email address or phone number. Every way to write it gives the same hash."""
    return keyed_hash(ring, "link-address", comparable_address(address))


def was_sent_to_one_of(link: Link, addresses: Iterable[str]) -> bool:
    """True if the link was sent to one of the addresses. A link without an address matches only if there are none."""
    compared = {comparable_address(address) for address in addresses}
    return comparable_address(link.sent_to) in compared if link.sent_to else not compared


def token_of(link: Link, ring: KeyRing) -> str:
    """Return the link as an opaque token of letters, digits, `-` and `_`, sealed with the current key."""
    body = _SEPARATOR.join(
        [
            link.purpose.value,
            str(int(link.expires_at.timestamp())),
            link.tenant_id,
            link.contact_id,
            link.sent_to or "",
            *_written(link),
        ]
    ).encode()
    return seal(ring, body, _SEALED_FOR)


def read_token(token: str, ring: KeyRing, *, now: datetime) -> Link:
    """Return the link that the token seals.

    Raises the same NotFound for a forged, changed or foreign token, and LinkExpired.
    """
    if len(token) > _LONGEST_TOKEN:
        raise _no_such_page()
    try:
        body = unseal(ring, token, _SEALED_FOR)
    except NotSealed as error:
        raise _no_such_page() from error
    link = _link(body)
    if now >= link.expires_at:
        raise LinkExpired(link)
    return link


def _link(body: bytes) -> Link:
    # A link that is about nothing has five parts; one that was mailed names no user, and older ones no answer.
    purpose, expires, tenant_id, contact_id, sent_to, *rest = body.decode().split(_SEPARATOR)
    said = dict(zip(_FURTHER, rest, strict=False))
    return Link(
        tenant_id=tenant_id,
        contact_id=contact_id,
        purpose=LinkPurpose(purpose),
        expires_at=datetime.fromtimestamp(int(expires), UTC),
        sent_to=sent_to or None,
        about=About.model_validate({name: value for name, value in said.items() if value and name in About.model_fields}),
        handed_to=said.get("handed_to") or None,
    )


def _written(link: Link) -> list[str]:
    said = {**dict(link.about), "handed_to": link.handed_to}
    further = [said[name] or "" for name in _FURTHER]
    while further and not further[-1]:
        further.pop()
    return further


def _no_such_page() -> NotFound:
    return NotFound("There is no such page.")
