"""Verify that SNS signed a notification for our topic, with the certificate that SNS serves.

Follows AWS's "Verifying the signatures of Amazon SNS messages". The certificate is fetched only from SNS's host in the topic's
region; TLS to that host proves that the certificate is SNS's. A replayed message passes; recording its feedback again changes
nothing.
"""

import base64
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, StringConstraints, ValidationError

from contactbook.domain.base.values import Value

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.x509 import Certificate

_CONNECT_SECONDS = 2.0
_READ_SECONDS = 3.0
_OK = 200
# Bytes. A certificate has about two kilobytes.
_LARGEST_CERTIFICATE = 32 * 1024
_PART = 8 * 1024
_DOMAINS = {"aws-cn": "amazonaws.com.cn"}
_DOMAIN = "amazonaws.com"
# The values must be single lines: then no two notifications have the same string to sign.
_SignedLine = Annotated[str, StringConstraints(pattern=r"^[^\r\n]*$")]


class Refused(Exception):
    """SNS did not sign the notification for our topic. `reason` is a code and contains no data of the notification."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class CertificateUnavailable(Exception):
    """The certificate could not be fetched. The notification is unverified and must be delivered again."""


class _Notification(Value):
    """The signed fields of a notification in a Lambda event, and its signature."""

    type: Literal["Notification"] = Field(alias="Type")
    message_id: _SignedLine = Field(alias="MessageId")
    topic_arn: _SignedLine = Field(alias="TopicArn")
    # Null if the sender set no subject.
    subject: _SignedLine | None = Field(default=None, alias="Subject")
    message: str = Field(alias="Message")
    timestamp: _SignedLine = Field(alias="Timestamp")
    signature_version: Literal["1", "2"] = Field(alias="SignatureVersion")
    signature: str = Field(alias="Signature")
    certificate_url: str = Field(alias="SigningCertUrl")


def fetched_certificate(url: str) -> bytes:
    """Fetch a certificate from its URL, in one attempt. Raises CertificateUnavailable."""
    from botocore.httpsession import get_cert_path
    from urllib3 import PoolManager, Timeout
    from urllib3.exceptions import HTTPError

    within = Timeout(connect=_CONNECT_SECONDS, read=_READ_SECONDS)
    try:
        with PoolManager(cert_reqs="CERT_REQUIRED", ca_certs=get_cert_path(True), timeout=within) as pool:
            answer = pool.request("GET", url, redirect=False, retries=False, preload_content=False)
            served = b""
            # Read to the end: urllib3 detects a truncated response only there.
            while len(served) <= _LARGEST_CERTIFICATE and (part := answer.read(_PART, decode_content=False)):
                served += part
    except HTTPError as error:
        raise CertificateUnavailable(f"the certificate could not be fetched: {type(error).__name__}") from error
    if answer.status != _OK or len(served) > _LARGEST_CERTIFICATE:
        raise CertificateUnavailable(f"no certificate was served: status {answer.status}, {len(served)} bytes")
    return served


# The local stack and the tests sign with keys of their own and set the source of their certificates here.
source: Callable[[str], bytes] = fetched_certificate


def verified_message(notification: object, topic_arn: str, *, now: datetime) -> str:
    """Return the message of a notification that SNS signed for this topic. Raises Refused or CertificateUnavailable.

    `notification` is the `Sns` object of a record in the Lambda event.
    """
    signed = _read(notification)
    if signed.topic_arn != topic_arn:
        raise Refused("other_topic")
    if not _certificate_urls(topic_arn).fullmatch(signed.certificate_url):
        raise Refused("foreign_certificate")
    text, signature = _string_to_sign(signed), _signature_of(signed)
    key = _public_key(_certificate(signed.certificate_url), now)
    _check(key, signature, text, signed.signature_version)
    return signed.message


def published_at(notification: object) -> datetime:
    """Return when SNS took the message of a verified notification. Raises Refused."""
    try:
        return datetime.fromisoformat(_read(notification).timestamp).astimezone(UTC)
    except ValueError as error:
        raise Refused("no_time") from error


def message_id_of(notification: object) -> str | None:
    """Return the message id for the log, also of an unverified notification; None if it has none."""
    message_id = notification.get("MessageId") if isinstance(notification, Mapping) else None
    return message_id[:64] if isinstance(message_id, str) and message_id.isascii() else None


def _read(notification: object) -> _Notification:
    if isinstance(notification, Mapping) and "SigningCertURL" in notification:
        # SNS writes `SigningCertURL`; AWS's sample events for Lambda have both spellings.
        notification = {"SigningCertUrl": notification["SigningCertURL"], **notification}
    try:
        return _Notification.model_validate(notification)
    except ValidationError as error:
        raise Refused("malformed") from error


def _certificate_urls(topic_arn: str) -> re.Pattern[str]:
    """Return the pattern of certificate URLs: https, SNS's host in the topic's region, one file name that ends in .pem.

    A URL with a user, port, query, fragment or escape does not match.
    """
    _, partition, _, region, _ = topic_arn.split(":", 4)
    host = re.escape(f"sns.{region}.{_DOMAINS.get(partition, _DOMAIN)}")
    return re.compile(rf"https://{host}/[A-Za-z0-9_-]+\.pem")


def _signature_of(notification: _Notification) -> bytes:
    try:
        return base64.b64decode(notification.signature, validate=True)
    except ValueError as error:
        raise Refused("malformed") from error


def _string_to_sign(notification: _Notification) -> bytes:
    """Return the string to sign: each name and each value on its own line, sorted by name; no subject if it is null."""
    signed = {
        "Message": notification.message,
        "MessageId": notification.message_id,
        "Subject": notification.subject,
        "Timestamp": notification.timestamp,
        "TopicArn": notification.topic_arn,
        "Type": notification.type,
    }
    try:
        return "".join(f"{name}\n{value}\n" for name, value in signed.items() if value is not None).encode()
    except UnicodeEncodeError as error:
        raise Refused("malformed") from error


@lru_cache(maxsize=8)
def _certificate(url: str) -> "Certificate":
    from cryptography.x509 import load_pem_x509_certificate

    served = source(url)
    try:
        return load_pem_x509_certificate(served)
    except ValueError as error:
        raise Refused("not_a_certificate") from error


def _public_key(certificate: "Certificate", now: datetime) -> "RSAPublicKey":
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        raise Refused("certificate_not_valid_now")
    try:
        key = certificate.public_key()
    except (UnsupportedAlgorithm, ValueError) as error:
        raise Refused("not_an_rsa_key") from error
    if not isinstance(key, RSAPublicKey):
        raise Refused("not_an_rsa_key")
    return key


def _check(key: "RSAPublicKey", signature: bytes, text: bytes, version: str) -> None:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA1, SHA256

    # Version 1 uses SHA-1: messages published before the topic signed with version 2 can still arrive.
    algorithm = SHA256() if version == "2" else SHA1()  # noqa: S303 - SNS's signature version 1
    try:
        key.verify(signature, text, PKCS1v15(), algorithm)
    except InvalidSignature as error:
        raise Refused("bad_signature") from error
