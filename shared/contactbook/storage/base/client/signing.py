"""Signature Version 4 for DynamoDB's requests: a POST to `/` with a body in memory (decision 0222).

Botocore's own signer serves every service and costs a quarter of a call. A test compares the two.
"""

import hashlib
import hmac
from datetime import datetime
from functools import lru_cache
from urllib.parse import urlsplit

from botocore.awsrequest import AWSPreparedRequest
from botocore.credentials import Credentials

from contactbook.clock import wall_clock

_SERVICE = "dynamodb"
_ALGORITHM = "AWS4-HMAC-SHA256"


class Signer:
    """Signs each sending of a request, so a retry gets the time of its own."""

    def __init__(self, credentials: Credentials, region: str) -> None:
        self._credentials = credentials
        self._region = region

    def before_send(self, request: AWSPreparedRequest, **_: object) -> None:
        """Sign a request that botocore is about to send (its event `before-send`)."""
        sign(request, self._credentials, self._region, wall_clock())


def sign(request: AWSPreparedRequest, credentials: Credentials, region: str, now: datetime) -> None:
    """Set the headers that authorize the request. Every header that names what is asked for is signed."""
    # Credentials that are renewed are read as one whole.
    frozen = credentials.get_frozen_credentials()
    stamp = now.strftime("%Y%m%dT%H%M%SZ")
    headers = request.headers
    headers["X-Amz-Date"] = stamp
    if frozen.token:
        headers["X-Amz-Security-Token"] = frozen.token
    signed = {
        "content-type": _text(headers["Content-Type"]),
        "host": _host_of(request.url),
        "x-amz-date": stamp,
        **({"x-amz-security-token": frozen.token} if frozen.token else {}),
        "x-amz-target": _text(headers["X-Amz-Target"]),
    }
    names = ";".join(signed)
    lines = "".join(f"{name}:{value}\n" for name, value in signed.items())
    canonical = f"POST\n/\n\n{lines}\n{names}\n{hashlib.sha256(_bytes(request.body)).hexdigest()}"
    scope = f"{stamp[:8]}/{region}/{_SERVICE}/aws4_request"
    to_sign = f"{_ALGORITHM}\n{stamp}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    key = _signing_key(frozen.secret_key, stamp[:8], region)
    signature = hmac.digest(key, to_sign.encode(), "sha256").hex()
    headers["Authorization"] = (
        f"{_ALGORITHM} Credential={frozen.access_key}/{scope}, SignedHeaders={names}, Signature={signature}"
    )


# One key a day for each secret.
@lru_cache(maxsize=4)
def _signing_key(secret: str, day: str, region: str) -> bytes:
    key = f"AWS4{secret}".encode()
    for part in (day, region, _SERVICE, "aws4_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    return key


@lru_cache(maxsize=4)
def _host_of(url: str) -> str:
    """Return the host as the HTTP library sends it: with its port only where that is not the usual one."""
    parts = urlsplit(url)
    usual = {"http": 80, "https": 443}[parts.scheme]
    host = parts.hostname or ""
    return f"{host}:{parts.port}" if parts.port not in (None, usual) else host


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value


def _bytes(body: object) -> bytes:
    return body if isinstance(body, bytes) else str(body or "").encode()
