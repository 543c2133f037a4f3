"""Seals a text that leaves this service and comes back: the token of a link, the cursor of a page (S2.50).

AES-SIV (RFC 5297) encrypts and authenticates at once, and needs no nonce: equal texts look equal, and nothing else shows. What the
text is for is authenticated with it, so a cursor opens no page of a contact, and a cursor of one query continues no other.
"""

import base64

from contactbook.domain.base.key_ring import KeyRing

# The tag that authenticates, in bytes; it stands before the encrypted text.
_TAG = 16


class NotSealed(ValueError):
    """The text was not sealed by us for this purpose, or was changed."""


def seal(ring: KeyRing, body: bytes, *purpose: str) -> str:
    """Return the body sealed with the current key, in letters, digits, `-` and `_`. The body must not be empty."""
    # Imported here: a process that seals nothing does not pay 7 ms for it.
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

    header = _header(ring.current)
    sealed = AESSIV(ring.key("seal")).encrypt(body, [header, *_parts(purpose)])
    return _encoded(header + sealed)


def unseal(ring: KeyRing, text: str, *purpose: str) -> bytes:
    """Return the body that the text seals for this purpose, with any key of the ring. Raises NotSealed."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

    raw = _decoded(text)
    size = raw[0] if raw else 0
    header, sealed = raw[: 1 + size], raw[1 + size :]
    key_id = header[1:].decode("ascii", "replace")
    if len(sealed) <= _TAG or key_id not in ring.secrets:
        raise NotSealed
    try:
        return AESSIV(ring.key("seal", key_id)).decrypt(sealed, [header, *_parts(purpose)])
    except InvalidTag as error:
        raise NotSealed from error


def _parts(purpose: tuple[str, ...]) -> list[bytes]:
    """Return the parts of the purpose. AES-SIV authenticates each by itself, so that no part can slip into the next."""
    return [part.encode() for part in purpose]


def _header(key_id: str) -> bytes:
    encoded = key_id.encode("ascii")
    return bytes([len(encoded)]) + encoded


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    try:
        raw = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except ValueError as error:
        raise NotSealed from error
    # Base64 can encode the same bytes in several ways, and passes over letters that are not its own. Only ours is valid.
    if _encoded(raw) != text:
        raise NotSealed
    return raw
