"""An OpenID provider on loopback, and the portal as a deployment serves it: its files with a configuration that names that provider."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import parse_qs, urlencode, urlsplit

from infra.local.gateway.http_messages import Request, Response
from infra.local.gateway.http_server import HttpServer
from infra.local.pages.portal import HEADERS, portal_file

CLIENT_ID = "contactbook-portal"
CODE = "one-code"
OPEN = [("access-control-allow-origin", "*")]


@dataclass
class Provider:
    """What it was asked. It gives `token()` for its code, once, to whoever has the verifier of the challenge.

    With `renews` it gives refresh tokens as well, each of which is good once.
    """

    api: str
    token: Callable[[], str]
    url: str = ""
    renews: bool = False
    asked: dict[str, str] = field(default_factory=dict)
    exchanged: list[dict[str, str]] = field(default_factory=list)
    refreshed: list[str] = field(default_factory=list)
    revoked: list[str] = field(default_factory=list)

    def answer(self, request: Request) -> Response:
        query = {name: values[0] for name, values in parse_qs(urlsplit(request.target).query).items()}
        if request.path == "/config.json":
            config = {"api": self.api, "sign_in": {"issuer": self.url, "client_id": CLIENT_ID, "scope": "openid contacts:read"}}
            return Response(200, [("content-type", "application/json"), *HEADERS], json.dumps(config).encode())
        if request.path == "/.well-known/openid-configuration":
            addresses = {"authorization_endpoint": f"{self.url}/authorize?tenant=1", "token_endpoint": f"{self.url}/token"}
            addresses["revocation_endpoint"] = f"{self.url}/revoke"
            return opened(200, {"issuer": self.url, **addresses})
        if request.path == "/authorize":
            self.asked = query
            back = urlencode({"code": f"{CODE}-{len(self.exchanged)}", "state": query["state"]})
            return Response(302, [("location", f"{query['redirect_uri']}?{back}")])
        sent = {name: values[0] for name, values in parse_qs(request.body.decode()).items()}
        if request.path == "/revoke":
            self.revoked.append(sent["token"])
            return opened(200, {})
        if request.path == "/token":
            return self.renew(sent) if sent["grant_type"] == "refresh_token" else self.exchange(sent)
        return portal_file(request, self.api)

    def exchange(self, sent: dict[str, str]) -> Response:
        challenge = urlsafe_b64encode(sha256(sent["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        is_right = (sent["code"], challenge, sent["redirect_uri"]) == (
            f"{CODE}-{len(self.exchanged)}",
            self.asked["code_challenge"],
            self.asked["redirect_uri"],
        )
        self.exchanged.append(sent)
        return self.grant() if is_right else refused("The code is used up.")

    def renew(self, sent: dict[str, str]) -> Response:
        self.refreshed.append(sent["refresh_token"])
        is_right = self.renews and sent["refresh_token"] == f"refresh-{len(self.refreshed) - 1}"
        return self.grant() if is_right else refused("The session has ended.")

    def grant(self) -> Response:
        refresh = {"refresh_token": f"refresh-{len(self.refreshed)}"} if self.renews else {}
        return opened(200, {"access_token": self.token(), "token_type": "Bearer", **refresh})


def refused(why: str) -> Response:
    return opened(400, {"error": "invalid_grant", "error_description": why})


def opened(status: int, body: dict[str, str]) -> Response:
    answer = Response.of_json(status, body)
    return Response(answer.status, answer.headers + OPEN, answer.body)


@contextmanager
def played(api: str, token: Callable[[], str]) -> Iterator[Provider]:
    """Run a provider."""
    provider = Provider(api, token)
    with HttpServer(0, provider.answer) as server:
        provider.url = server.url
        yield provider
