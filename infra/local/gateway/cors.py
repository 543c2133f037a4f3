"""Plays the `CorsConfiguration` of an HTTP API, as AWS documents it.

- A preflight request that no authorizer refuses gets 204 from the gateway, and no function is invoked.
- An integration's answer to a request with `Origin` gets the configured headers. Its own CORS headers are dropped.
- The gateway's own errors get no CORS headers, because AWS does not document any.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from infra.local.gateway.http_messages import Request, Response
from infra.local.template.json_values import Json
from infra.local.template.resources import HTTP_API
from infra.local.template.template import Template

PREFIX = "access-control-"


@dataclass(frozen=True, slots=True)
class Cors:
    """Which origins may call the API from a browser, and what they may send and read."""

    origins: tuple[str, ...]
    methods: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    exposed: tuple[str, ...] = ()
    max_age: int | None = None
    credentials: bool = False

    def preflight(self, request: Request) -> Response:
        """Return the gateway's answer to a preflight request."""
        allowed = {
            "allow-methods": ",".join(self.methods),
            "allow-headers": ",".join(self.headers),
            "max-age": "" if self.max_age is None else str(self.max_age),
        }
        return Response(204, self._headers(request, allowed))

    def shared(self, request: Request, answer: Response) -> Response:
        """Return an integration's answer with the configured CORS headers in place of its own."""
        own = [(name, value) for name, value in answer.headers if not name.startswith(PREFIX)]
        return Response(answer.status, own + self._headers(request, {"expose-headers": ",".join(self.exposed)}), answer.body)

    def _headers(self, request: Request, allowed: Mapping[str, str]) -> list[tuple[str, str]]:
        origin = request.header("origin")
        if origin is None or not any(_fits(pattern, origin) for pattern in self.origins):
            return []
        everybody = "*" in self.origins and not self.credentials
        values = {
            "allow-origin": "*" if everybody else origin,
            **allowed,
            "allow-credentials": "true" if self.credentials else "",
        }
        return [(PREFIX + name, value) for name, value in values.items() if value]


def is_preflight(request: Request) -> bool:
    """True if a browser asks whether a page may send a request."""
    asked = request.header("origin"), request.header("access-control-request-method")
    return request.method == "OPTIONS" and None not in asked


def template_cors(template: Template) -> Cors | None:
    """Return the CORS configuration of a template's HTTP API, or None if it has none."""
    for api in template.resources(HTTP_API):
        found: Mapping[str, Json] | None = template.properties(api).get("CorsConfiguration")
        if found:
            return Cors(
                tuple(found.get("AllowOrigins", ())),
                tuple(found.get("AllowMethods", ())),
                tuple(found.get("AllowHeaders", ())),
                tuple(found.get("ExposeHeaders", ())),
                found.get("MaxAge"),
                bool(found.get("AllowCredentials", False)),
            )
    return None


def _fits(pattern: str, origin: str) -> bool:
    """True if an origin is the allowed one. As on AWS, `*` and `https://*` fit many; only here `http://localhost:*` fits any port."""
    start = pattern.removesuffix("*")
    if pattern.endswith(":*"):
        return origin.startswith(start) and origin.removeprefix(start).isdecimal()
    if pattern == "*" or pattern.endswith("://*"):
        return origin.startswith(start)
    return origin == pattern
