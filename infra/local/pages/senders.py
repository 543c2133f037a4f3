"""Emulates SES v2's identities and tenants. Every domain is proven as soon as it is registered, and nothing is kept."""

import hashlib
import json
from typing import Any
from urllib.parse import unquote

from infra.local.gateway.http_messages import Request, Response

_IDENTITIES = "/v2/email/identities"
_TENANTS = "/v2/email/tenant"
_TOKENS = 3


def answer_about_senders(request: Request, path: str) -> Response | None:
    """Return the response to a call about identities or tenants, or None for another call. Raise ValueError for a bad body."""
    if path.startswith(_TENANTS):
        return Response.of_json(200, {})
    if path == _IDENTITIES and request.method == "POST":
        return Response.of_json(200, _identity(json.loads(request.body)["EmailIdentity"]))
    if path.startswith(f"{_IDENTITIES}/"):
        domain = unquote(path.removeprefix(f"{_IDENTITIES}/"))
        return Response.of_json(200, _identity(domain) if request.method == "GET" else {})
    return None


def _identity(domain: str) -> dict[str, Any]:
    tokens = [hashlib.sha256(f"{domain}/{number}".encode()).hexdigest()[:32] for number in range(_TOKENS)]
    dkim = {"SigningEnabled": True, "Status": "SUCCESS", "Tokens": tokens, "SigningHostedZone": "dkim.amazonses.com"}
    return {"IdentityType": "DOMAIN", "VerifiedForSendingStatus": True, "VerificationStatus": "SUCCESS", "DkimAttributes": dkim}
