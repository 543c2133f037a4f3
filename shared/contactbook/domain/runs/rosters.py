"""A roster: a short text that says whom a slice may reach, so that one look at the open slices finds those of a contact.

It is a Bloom filter over the ids of the contacts: it never misses one, and takes one in a hundred for one of them.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from math import ceil

_BITS_FOR_EACH = 10
_HASHES = 7
_SHORTEST = 8


def roster_of(contact_ids: Iterable[str]) -> str:
    """Return the roster of these contacts: about 1.7 characters for each."""
    ids = set(contact_ids)
    bits = bytearray(max(_SHORTEST, ceil(len(ids) * _BITS_FOR_EACH / 8)))
    for contact_id in ids:
        for place in _places(contact_id, len(bits) * 8):
            bits[place >> 3] |= 1 << (place & 7)
    return base64.urlsafe_b64encode(bits).decode().rstrip("=")


def may_reach(roster: str, contact_id: str) -> bool:
    """True if the roster's slice may reach the contact; False if it surely does not."""
    bits = base64.urlsafe_b64decode(roster + "=" * (-len(roster) % 4))
    return all(bits[place >> 3] & 1 << (place & 7) for place in _places(contact_id, len(bits) * 8))


def _places(contact_id: str, size: int) -> Iterator[int]:
    digest = hashlib.sha256(contact_id.encode()).digest()
    return (int.from_bytes(digest[start : start + 4], "big") % size for start in range(0, 4 * _HASHES, 4))
