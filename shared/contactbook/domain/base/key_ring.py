"""Secrets for hashing values and signing links. Each purpose has a key of its own, derived from a secret."""

import hashlib
import hmac

from pydantic import SecretStr

from contactbook.domain.base.values import Value


class KeyRing(Value):
    """Secrets by key id. `current` signs; all of them verify. `first` hashes keys that must never change."""

    current: str
    secrets: dict[str, SecretStr]

    def key(self, purpose: str, key_id: str | None = None) -> bytes:
        """Return the key of a purpose, from the current secret or a named one. Raises KeyError for an unknown id."""
        secret = self.secrets[key_id or self.current].get_secret_value()
        return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).digest()

    @property
    def first(self) -> str:
        """The id of the oldest secret. Hashes in table keys use it, because they cannot change later."""
        return min(self.secrets, key=lambda key_id: (len(key_id), key_id))


def keyed_hash(ring: KeyRing, purpose: str, *parts: str) -> str:
    """Return the keyed hash of some values, 128 bits in hex. Hashes can be compared; without the key nobody can guess the values."""
    body = "\x1f".join(parts).encode()
    return hmac.new(ring.key(purpose, ring.first), body, hashlib.sha256).hexdigest()[:32]
