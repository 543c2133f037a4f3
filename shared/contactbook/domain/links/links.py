"""Signed links, which let a contact open its own pages without a login (S2.49, S2.50).

A token holds everything: tenant, contact, purpose, expiry, and the address it was sent to. Nothing is stored. So a no that somebody
says through a link reaches the address that the link was sent to, also after the contact has left that address (S5.4).
It is sealed with a synthetic-IV construction: the HMAC of the body authenticates it, and also starts the key stream (HMAC in
counter mode) that encrypts it. So a token reveals nothing, and a token that was changed in any bit is refused.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum

from contactbook.domain.base.comparable import comparable_address
from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.key_ring import KeyRing, keyed_hash
from contactbook.domain.base.values import Moment, Value

_TAG = 16
_LONGEST_TOKEN = 600
_SEPARATOR = "\n"
# Days for which the file of an export is kept, and for which the link to it works.
EXPORT_DAYS = 7


class LinkPurpose(StrEnum):
    """What a link opens: the consent form, the preference centre, the page to unsubscribe, or the file of an export."""

    CONSENT = "consent"
    PREFERENCES = "preferences"
    UNSUBSCRIBE = "unsubscribe"
    # Only an export creates it; a caller cannot request it.
    EXPORT = "export"


class Link(Value):
    """The content of a token. `sent_to` is the email address or phone number it was sent to, or None."""

    tenant_id: str
    contact_id: str
    purpose: LinkPurpose
    expires_at: Moment
    sent_to: str | None = None


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
        [link.purpose.value, str(int(link.expires_at.timestamp())), link.tenant_id, link.contact_id, link.sent_to or ""]
    ).encode()
    header = _header(ring.current)
    tag = _tag(ring, ring.current, header, body)
    return _encoded(header + tag + _hidden(ring, ring.current, tag, body))


def read_token(token: str, ring: KeyRing, *, now: datetime) -> Link:
    """Return the link that the token seals. Raises the same NotFound for a forged, changed, foreign or expired token."""
    raw = _decoded(token)
    size = raw[0] if raw else 0
    header, tag, hidden = raw[: 1 + size], raw[1 + size : 1 + size + _TAG], raw[1 + size + _TAG :]
    key_id = header[1:].decode("ascii", "replace")
    if len(tag) != _TAG or not hidden or key_id not in ring.secrets:
        raise _no_such_page()
    body = _hidden(ring, key_id, tag, hidden)
    if not hmac.compare_digest(tag, _tag(ring, key_id, header, body)):
        raise _no_such_page()
    link = _link(body)
    if now >= link.expires_at:
        raise _no_such_page()
    return link


def _link(body: bytes) -> Link:
    purpose, expires, tenant_id, contact_id, sent_to = body.decode().split(_SEPARATOR)
    return Link(
        tenant_id=tenant_id,
        contact_id=contact_id,
        purpose=LinkPurpose(purpose),
        expires_at=datetime.fromtimestamp(int(expires), UTC),
        sent_to=sent_to or None,
    )


def _header(key_id: str) -> bytes:
    encoded = key_id.encode("ascii")
    return bytes([len(encoded)]) + encoded


def _tag(ring: KeyRing, key_id: str, header: bytes, body: bytes) -> bytes:
    return hmac.new(ring.key("link-authentication", key_id), header + body, hashlib.sha256).digest()[:_TAG]


def _hidden(ring: KeyRing, key_id: str, tag: bytes, text: bytes) -> bytes:
    """Encrypt or decrypt the text with the key stream that the tag starts."""
    key = ring.key("link-secrecy", key_id)
    blocks = range(-(-len(text) // hashlib.sha256().digest_size))
    stream = b"".join(hmac.new(key, tag + block.to_bytes(2), hashlib.sha256).digest() for block in blocks)
    return bytes(character ^ mask for character, mask in zip(text, stream, strict=False))


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _decoded(token: str) -> bytes:
    if len(token) > _LONGEST_TOKEN:
        raise _no_such_page()
    try:
        raw = base64.b64decode(token.encode("ascii") + b"=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error) as error:
        raise _no_such_page() from error
    # Base64 can encode the same bytes in several ways. Only the encoding of `token_of` is valid.
    if _encoded(raw) != token:
        raise _no_such_page()
    return raw


def _no_such_page() -> NotFound:
    return NotFound("There is no such page.")
