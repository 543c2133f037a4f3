"""Tokens of the local stack, and API Gateway's JWT authorizer that checks them.

A random key in the state directory signs the tokens. The real authorizer answers 401 with its own body,
`{"message":"Unauthorized"}`; this one answers with the API's problem+json, so that a client sees one form of error. A token
expires by the clock of this machine and not by the stack's clock, because moving that clock must not log anybody out.
"""

import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import jwt

from infra.local.gateway.http_messages import Request, Response
from infra.local.template.json_values import Json

LIFETIME = 30 * 24 * 3600
"""Seconds that a token is valid."""
ALGORITHM = "HS256"


class UnauthorizedError(Exception):
    """The request has no token, or an invalid one."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """The issuer and the audiences of tokens, from the template's authorizer."""

    issuer: str
    audiences: tuple[str, ...]


class Authorizer:
    """Signs and checks tokens."""

    def __init__(self, state_directory: Path) -> None:
        self._key = _stored_key(state_directory / "token.key")

    def sign(self, claims: Mapping[str, Json], who: Issuer, lifetime: int = LIFETIME) -> str:
        """Return a token with these claims that is valid for `lifetime` seconds."""
        now = int(time.time())
        times = {"iss": who.issuer, "aud": who.audiences[0], "iat": now, "exp": now + lifetime}
        return jwt.encode({**claims, **times}, self._key, algorithm=ALGORITHM)

    def claims(self, request: Request, who: Issuer) -> dict[str, str]:
        """Return the claims of a request's token as an HTTP API passes them on. Raise UnauthorizedError if the token is invalid."""
        scheme, _, token = (request.header("authorization") or "").partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise UnauthorizedError("The request has no bearer token.")
        try:
            claims = jwt.decode(
                token.strip(),
                self._key,
                algorithms=[ALGORITHM],
                audience=list(who.audiences),
                issuer=who.issuer,
                options={"require": ["exp", "iss", "aud"]},
            )
        except (jwt.InvalidTokenError, ValueError, RecursionError, OverflowError) as error:
            raise UnauthorizedError("The token is invalid or has expired.") from error
        return {name: as_text(value) for name, value in claims.items() if value is not None}


def as_text(value: Json) -> str:
    """Return a claim as an HTTP API writes it: `true`, `5`, `[a b]`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{' '.join(as_text(one) for one in value)}]"
    if isinstance(value, dict):
        return f"map[{' '.join(f'{name}:{as_text(one)}' for name, one in value.items())}]"
    return str(value)


def unauthorized(request: Request, error: UnauthorizedError) -> Response:
    """Return the response to a request without a valid token."""
    answer = Response.problem(401, "unauthorized", str(error), request.path)
    answer.headers.append(("www-authenticate", "Bearer"))
    return answer


def _stored_key(path: Path) -> bytes:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(secrets.token_bytes(32))
    return path.read_bytes()
