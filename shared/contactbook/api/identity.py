"""Who is calling, from the claims that the HTTP API's JWT authorizer checked.

HTTP APIs hand claims over as strings: a list arrives as `"[a b]"`, a flag as `"true"`.
"""

from collections.abc import Mapping
from typing import Any

from contactbook.domain.base.callers import Actor, ActorType, Caller
from contactbook.domain.base.errors import Unauthorized
from contactbook.storage.base.keys import TENANT_ID

_MOST_CLEARANCE = 1_000_000


def claims_of(event: Mapping[str, Any]) -> Mapping[str, Any]:
    """The authorizer's claims. Raises Unauthorized where there are none."""
    authorizer = (event.get("requestContext") or {}).get("authorizer") or {}
    claims = (authorizer.get("jwt") or {}).get("claims")
    if not claims:
        raise Unauthorized("The request carries no identity.")
    return dict(claims)


def tenant_of(claims: Mapping[str, Any]) -> str:
    """The tenant that the token speaks for. Raises Unauthorized where it names none."""
    tenant_id = str(claims.get("tenant_id", ""))
    if not TENANT_ID.fullmatch(tenant_id):
        raise Unauthorized("The token names no tenant.")
    return tenant_id


def caller_of(event: Mapping[str, Any]) -> Caller:
    """The caller that the token and the request describe. Raises Unauthorized."""
    claims = claims_of(event)
    context = event.get("requestContext") or {}
    http = context.get("http") or {}
    subject = str(claims.get("sub") or "")
    if not subject:
        raise Unauthorized("The token names no user.")
    contact_id = str(claims.get("contact_id") or "") or None
    return Caller(
        actor=Actor(type=ActorType.CONTACT if contact_id else ActorType.USER, id=contact_id or subject),
        groups=frozenset(_words(claims.get("groups"))),
        scopes=frozenset(_words(claims.get("scope"))),
        super_user=str(claims.get("super_user", "")).lower() == "true",
        contact_id=contact_id,
        privacy_clearance=_clearance(claims.get("privacy_clearance")),
        request_id=str(context.get("requestId", "")),
        source_ip=http.get("sourceIp"),
        user_agent=http.get("userAgent"),
    )


def _words(claim: object) -> list[str]:
    if isinstance(claim, list):
        return [str(word) for word in claim]
    text = str(claim or "")
    return text.removeprefix("[").removesuffix("]").replace(",", " ").split()


def _clearance(claim: object) -> int:
    text = str(claim or "0")
    return min(int(text), _MOST_CLEARANCE) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
