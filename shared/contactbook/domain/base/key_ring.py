"""Secrets for hashing values and signing links. Each purpose has a key of its own, derived from a secret."""

import hmac
from functools import lru_cache

from pydantic import SecretStr

from contactbook.domain.base.values import Value


class KeyRing(Value):
    """Secrets by key id. `current` signs; all of them verify. `first` hashes keys that must never change."""

    current: str
    secrets: dict[str, SecretStr]

    def key(self, purpose: str, key_id: str | None = None) -> bytes:
        """Return the key of a purpose, from the current secret or a named one. Raises KeyError for an unknown id."""
        return _derived(self.secrets[key_id or self.current].get_secret_value(), purpose)

    @property
    def first(self) -> str:
        """The id of the oldest secret. Hashes in table keys use it, because they cannot change later."""
        return min(self.secrets, key=lambda key_id: (len(key_id), key_id))


# A job hashes many values for one purpose.
@lru_cache(maxsize=256)
def _derived(secret: str, purpose: str) -> bytes:
    return hmac.digest(secret.encode(), purpose.encode(), "sha256")


def keyed_hash(ring: KeyRing, purpose: str, *parts: str, key_id: str | None = None) -> str:
    """Return the keyed hash of some values, 128 bits in hex, under the oldest secret or a named one.

    Hashes can be compared; without the key nobody can guess the values. Raises KeyError for an unknown id.
    """
    body = "\x1f".join(parts).encode()
    return hmac.digest(ring.key(purpose, key_id or ring.first), body, "sha256").hex()[:32]
