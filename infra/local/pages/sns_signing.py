"""Signs feedback as SNS does, so that the function makes the same check as in production.

The key belongs to this process and never leaves it. It is made for the first feedback, because making it takes a moment.
"""

import base64
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from infra.local.template.account import REGION
from infra.local.template.json_values import Json

CERTIFICATE_URL = f"https://sns.{REGION}.amazonaws.com/SimpleNotificationService-local.pem"
"""SNS's address of the certificate. The stack answers it for its functions; nothing is fetched from there."""
SIGNED = ("Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")
# The certificate is valid at every time to which the stack's clock can be set.
BEGINNING, END = datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Identity:
    key: rsa.RSAPrivateKey
    certificate: bytes


class SnsSigner:
    """Signs notifications as SNS does, and returns SNS's certificate."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._made: _Identity | None = None

    def signed(self, notification: Mapping[str, Json]) -> dict[str, Json]:
        """Return the notification with a signature of version 2."""
        lines = "".join(f"{name}\n{notification[name]}\n" for name in SIGNED)
        signature = self._identity().key.sign(lines.encode(), PKCS1v15(), SHA256())
        return {
            **notification,
            "SignatureVersion": "2",
            "Signature": base64.b64encode(signature).decode(),
            "SigningCertUrl": CERTIFICATE_URL,
        }

    def certificate(self, url: str) -> bytes:
        """Return the certificate at this address. Raise LookupError for any other address."""
        if url != CERTIFICATE_URL:
            raise LookupError(f"the local stack serves no certificate under {url}")
        return self._identity().certificate

    def _identity(self) -> _Identity:
        with self._lock:
            if self._made is None:
                self._made = _new_identity()
            return self._made


def _new_identity() -> _Identity:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sns.local")])
    described = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), BEGINNING, END)
    return _Identity(key, described.sign(key, SHA256()).public_bytes(Encoding.PEM))
