"""Standard Webhooks signatures: who has the secret can tell that a delivery is ours, and when it was sent (S7.5).

A secret is derived from the key ring, so it is stored nowhere and no export can hold it. It shows in two answers only.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable, Mapping
from datetime import datetime

from contactbook.domain.base.key_ring import KeyRing
from contactbook.domain.webhooks.webhooks import SigningSecret

PREFIX = "whsec_"


def secret_of(ring: KeyRing, tenant_id: str, webhook_id: str, secret: SigningSecret) -> str:
    """Return the secret as the receiver gets it. Raises KeyError if the key that it was derived from is gone."""
    named = f"{tenant_id}\x1f{webhook_id}\x1f{secret.number}".encode()
    return PREFIX + base64.b64encode(hmac.new(ring.key("webhook", secret.key_id), named, hashlib.sha256).digest()).decode()


def signed_headers(message_id: str, at: datetime, body: str, secrets: Iterable[str]) -> Mapping[str, str]:
    """Return the headers that a receiver verifies, with one signature for each secret."""
    timestamp = str(int(at.timestamp()))
    content = f"{message_id}.{timestamp}.{body}".encode()
    signatures = [_signature(content, secret) for secret in secrets]
    return {"webhook-id": message_id, "webhook-timestamp": timestamp, "webhook-signature": " ".join(signatures)}


def _signature(content: bytes, secret: str) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return "v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
