"""Notifications with SNS's signature, and the host of its certificate. The key protects nothing outside of tests."""

import base64
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import Any
from unittest.mock import patch

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA1, SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from tests.aws_in_process.aws import ENVIRONMENT, REGION

TOPIC = ENVIRONMENT["FEEDBACK_TOPIC_ARN"]
CERTIFICATE_URL = f"https://sns.{REGION}.amazonaws.com/SimpleNotificationService-0123456789abcdef0123456789abcdef.pem"
LONG_AGO, FAR_AWAY = datetime(2000, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)

_numbers = itertools.count(1)


@cache
def rsa_key(name: str = "sns") -> rsa.RSAPrivateKey:
    """Return the key with this name. Each is made once."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@cache
def certificate(
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | None = None, begins: datetime = LONG_AGO, ends: datetime = FAR_AWAY
) -> bytes:
    """Return a certificate of the key that is valid from `begins` to `ends`."""
    signed_by = key or rsa_key()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sns.amazonaws.com")])
    described = x509.CertificateBuilder(name, name, signed_by.public_key(), x509.random_serial_number(), begins, ends)
    return described.sign(signed_by, SHA256()).public_bytes(Encoding.PEM)


def notification(message: str = "{}", **fields: Any) -> dict[str, Any]:
    """Return an unsigned notification as Lambda gets it."""
    return {
        "Type": "Notification",
        "MessageId": f"95df01b4-ee98-5cb9-9903-{next(_numbers):012}",
        "TopicArn": TOPIC,
        "Subject": "Amazon SES Email Event Notification",
        "Message": message,
        "Timestamp": "2026-03-02T09:00:02.000Z",
        "SigningCertUrl": CERTIFICATE_URL,
        "UnsubscribeUrl": f"https://sns.{REGION}.amazonaws.com/?Action=Unsubscribe",
        "MessageAttributes": {},
    } | fields


def signed(unsigned: dict[str, Any], version: str = "2", key: rsa.RSAPrivateKey | None = None) -> dict[str, Any]:
    """Return the notification with SNS's signature. It replaces an existing one."""
    names = [
        "Message",
        "MessageId",
        *(["Subject"] if unsigned.get("Subject") is not None else []),
        "Timestamp",
        "TopicArn",
        "Type",
    ]
    lines = [line for name in names for line in (name, unsigned[name])]
    text = "\n".join([*lines, ""]).encode()
    signature = (key or rsa_key()).sign(text, PKCS1v15(), SHA1() if version == "1" else SHA256())  # noqa: S303 - SNS's version 1 signs with SHA-1
    return unsigned | {"SignatureVersion": version, "Signature": base64.b64encode(signature).decode()}


def event(*notifications: Any) -> dict[str, Any]:
    """Return Lambda's event with these notifications."""
    return {"Records": [{"EventSource": "aws:sns", "EventVersion": "1.0", "Sns": one} for one in notifications]}


@contextmanager
def served(answer: bytes | Exception | None = None, *, only_under: str | None = None) -> Iterator[list[str]]:
    """Serve SNS's certificate, or this answer, under one address or any. Yield the list of requested addresses."""
    # Imported here because the code under test reads its environment on import.
    from contactbook.gateways import sns_signatures

    asked: list[str] = []

    def source(url: str) -> bytes:
        asked.append(url)
        said = answer if only_under in (None, url) else None
        if isinstance(said, Exception):
            raise said
        return said or certificate()

    sns_signatures._certificate.cache_clear()
    with patch.object(sns_signatures, "source", source):
        yield asked
    sns_signatures._certificate.cache_clear()
