"""The secrets that values are hashed and links are signed with; each purpose has its own key, derived from the current secret."""

import hashlib
import hmac

from pydantic import SecretStr

from contactbook.domain.base.values import Value


class KeyRing(Value):
    """Secrets by key id. `current` signs; every one of them still verifies. `first` hashes keys that must never change."""

    current: str
    secrets: dict[str, SecretStr]

    def key(self, purpose: str, key_id: str | None = None) -> bytes:
        """The key of one purpose, under the current secret or a named one. Raises KeyError for an unknown id."""
        secret = self.secrets[key_id or self.current].get_secret_value()
        return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).digest()

    @property
    def first(self) -> str:
        """The id of the oldest secret: what is hashed into a table key keeps it for good."""
        return min(self.secrets, key=lambda key_id: (len(key_id), key_id))


def keyed_hash(ring: KeyRing, purpose: str, *parts: str) -> str:
    """The keyed hash of some values, 128 bits in hex: comparable, but not to be turned back or guessed at without the key."""
    body = "\x1f".join(parts).encode()
    return hmac.new(ring.key(purpose, ring.first), body, hashlib.sha256).hexdigest()[:32]
