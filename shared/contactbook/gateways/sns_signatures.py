"""Whether a notification is SNS's own and of our topic: its signature, held against the certificate that SNS serves.

As in AWS's "Verifying the signatures of Amazon SNS messages". Nothing is fetched before the certificate's address has been seen to
be SNS's own in the topic's region; that the certificate is SNS's then rests on TLS to that host. A replayed message passes: what it
tells was recorded before, and is not twice.
"""

import base64
import re
from collections.abc import Callable, Mapping
from datetime import datetime
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
# A certificate with its key is two kilobytes.
_LARGEST_CERTIFICATE = 32 * 1024
_PART = 8 * 1024
_DOMAINS = {"aws-cn": "amazonaws.com.cn"}
_DOMAIN = "amazonaws.com"
# With one line each, no two notifications have the same string to sign.
_SignedLine = Annotated[str, StringConstraints(pattern=r"^[^\r\n]*$")]


class Refused(Exception):
    """The notification is not one that SNS signed for our topic; `reason` says why and holds nothing of it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class CertificateUnavailable(Exception):
    """The certificate could not be fetched: nothing is known about the notification, and it must be delivered again."""


class _Notification(Value):
    """The part of a Lambda event that SNS signs, and what it signs with."""

    type: Literal["Notification"] = Field(alias="Type")
    message_id: _SignedLine = Field(alias="MessageId")
    topic_arn: _SignedLine = Field(alias="TopicArn")
    # Lambda says null where the sender gave none.
    subject: _SignedLine | None = Field(default=None, alias="Subject")
    message: str = Field(alias="Message")
    timestamp: _SignedLine = Field(alias="Timestamp")
    signature_version: Literal["1", "2"] = Field(alias="SignatureVersion")
    signature: str = Field(alias="Signature")
    certificate_url: str = Field(alias="SigningCertUrl")


def fetched_certificate(url: str) -> bytes:
    """What the host serves under a certificate's address, in one attempt; CertificateUnavailable when it does not."""
    from botocore.httpsession import get_cert_path
    from urllib3 import PoolManager, Timeout
    from urllib3.exceptions import HTTPError

    within = Timeout(connect=_CONNECT_SECONDS, read=_READ_SECONDS)
    try:
        with PoolManager(cert_reqs="CERT_REQUIRED", ca_certs=get_cert_path(True), timeout=within) as pool:
            answer = pool.request("GET", url, redirect=False, retries=False, preload_content=False)
            served = b""
            # Read to the end: only there it shows whether the answer was whole.
            while len(served) <= _LARGEST_CERTIFICATE and (part := answer.read(_PART, decode_content=False)):
                served += part
    except HTTPError as error:
        raise CertificateUnavailable(f"the certificate could not be fetched: {type(error).__name__}") from error
    if answer.status != _OK or len(served) > _LARGEST_CERTIFICATE:
        raise CertificateUnavailable(f"no certificate was served: status {answer.status}, {len(served)} bytes")
    return served


# The local stack and the tests sign with keys of their own, and put the source of their certificates here.
source: Callable[[str], bytes] = fetched_certificate


def verified_message(notification: object, topic_arn: str, *, now: datetime) -> str:
    """The message of a notification that SNS signed for this topic; else Refused or CertificateUnavailable.

    `notification` is the `Sns` of a record of Lambda's event.
    """
    told = _read(notification)
    if told.topic_arn != topic_arn:
        raise Refused("other_topic")
    if not _address_of_certificates(topic_arn).fullmatch(told.certificate_url):
        raise Refused("foreign_certificate")
    text, signature = _string_to_sign(told), _signature_of(told)
    key = _public_key(_certificate(told.certificate_url), now)
    _check(key, signature, text, told.signature_version)
    return told.message


def message_id_of(notification: object) -> str | None:
    """The id by which a notification can be spoken of, whether or not it can be believed."""
    told = notification.get("MessageId") if isinstance(notification, Mapping) else None
    return told[:64] if isinstance(told, str) and told.isascii() else None


def _read(notification: object) -> _Notification:
    if isinstance(notification, Mapping) and "SigningCertURL" in notification:
        # As SNS itself writes it; AWS's samples of what Lambda is given have both.
        notification = {"SigningCertUrl": notification["SigningCertURL"], **notification}
    try:
        return _Notification.model_validate(notification)
    except ValidationError as error:
        raise Refused("malformed") from error


def _address_of_certificates(topic_arn: str) -> re.Pattern[str]:
    """https, SNS's host in the topic's region, one name that ends in .pem: no user, port, query, fragment or escape."""
    _, partition, _, region, _ = topic_arn.split(":", 4)
    host = re.escape(f"sns.{region}.{_DOMAINS.get(partition, _DOMAIN)}")
    return re.compile(rf"https://{host}/[A-Za-z0-9_-]+\.pem")


def _signature_of(told: _Notification) -> bytes:
    try:
        return base64.b64decode(told.signature, validate=True)
    except ValueError as error:
        raise Refused("malformed") from error


def _string_to_sign(told: _Notification) -> bytes:
    """Each name and its value on lines of their own, in the order of the names; a subject only where there is one."""
    signed = {
        "Message": told.message,
        "MessageId": told.message_id,
        "Subject": told.subject,
        "Timestamp": told.timestamp,
        "TopicArn": told.topic_arn,
        "Type": told.type,
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

    # SNS's version 1 is SHA-1: what was published before the topic was told to sign with version 2 still arrives.
    algorithm = SHA256() if version == "2" else SHA1()  # noqa: S303
    try:
        key.verify(signature, text, PKCS1v15(), algorithm)
    except InvalidSignature as error:
        raise Refused("bad_signature") from error
