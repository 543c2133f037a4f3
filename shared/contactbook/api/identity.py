"""Reading the caller from the claims that the HTTP API's JWT authorizer has checked.

An HTTP API passes claims as strings: a list as `"[a b]"`, a flag as `"true"`. Some providers keep names such as `groups` and `scope` for
themselves, so each claim of ours may also be named with the prefix `contactbook_`
(decision 0226).
"""

from collections.abc import Mapping
from typing import Any

from contactbook.domain.base.callers import Actor, ActorType, Caller
from contactbook.domain.base.errors import Unauthorized
from contactbook.domain.base.versions import built
from contactbook.storage.base.keys import TENANT_ID

_MOST_CLEARANCE = 1_000_000
# The context key of the caller: the routes, their middlewares and the check of scopes ask for the same one.
_CALLER = "contactbook_caller"
# Our claims, and each with the prefix.
_OWN = tuple(
    (name, f"contactbook_{name}") for name in ("tenant_id", "groups", "scope", "super_user", "contact_id", "privacy_clearance")
)


def claims_of(event: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the authorizer's claims, ours under their short names. Raises Unauthorized if there are none."""
    authorizer = (event.get("requestContext") or {}).get("authorizer") or {}
    claims = (authorizer.get("jwt") or {}).get("claims")
    if not claims:
        raise Unauthorized("The request needs a valid token.")
    own = {name: claims[prefixed] for name, prefixed in _OWN if prefixed in claims}
    return {**claims, **own} if own else claims


def tenant_of(claims: Mapping[str, Any]) -> str:
    """Return the tenant of the token. Raises Unauthorized if the token names none."""
    tenant_id = str(claims.get("tenant_id", ""))
    if not TENANT_ID.fullmatch(tenant_id):
        raise Unauthorized("The token must name a tenant in `tenant_id`.")
    return tenant_id


def caller_in(context: dict[str, Any], event: Mapping[str, Any]) -> Caller:
    """Return the caller of the running request, whose context this is. Raises Unauthorized."""
    found: Caller | None = context.get(_CALLER)
    if found is None:
        found = context[_CALLER] = caller_of(event)
    return found


def caller_of(event: Mapping[str, Any]) -> Caller:
    """Return the caller of the request. Raises Unauthorized."""
    claims = claims_of(event)
    context = event.get("requestContext") or {}
    http = context.get("http") or {}
    subject = str(claims.get("sub") or "")
    if not subject:
        raise Unauthorized("The token must name a user in `sub`.")
    contact_id = str(claims.get("contact_id") or "") or None
    return built(
        Caller,
        actor=built(Actor, type=ActorType.CONTACT if contact_id else ActorType.USER, id=contact_id or subject),
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
