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
    """What it was asked. It gives `token()` for its code, once, to whoever has the verifier of the challenge."""

    api: str
    token: Callable[[], str]
    url: str = ""
    asked: dict[str, str] = field(default_factory=dict)
    exchanged: list[dict[str, str]] = field(default_factory=list)

    def answer(self, request: Request) -> Response:
        query = {name: values[0] for name, values in parse_qs(urlsplit(request.target).query).items()}
        if request.path == "/config.json":
            config = {"api": self.api, "sign_in": {"issuer": self.url, "client_id": CLIENT_ID, "scope": "openid contacts:read"}}
            return Response(200, [("content-type", "application/json"), *HEADERS], json.dumps(config).encode())
        if request.path == "/.well-known/openid-configuration":
            addresses = {"authorization_endpoint": f"{self.url}/authorize?tenant=1", "token_endpoint": f"{self.url}/token"}
            return opened(200, {"issuer": self.url, **addresses})
        if request.path == "/authorize":
            self.asked = query
            back = urlencode({"code": CODE, "state": query["state"]})
            return Response(302, [("location", f"{query['redirect_uri']}?{back}")])
        if request.path == "/token":
            return self.exchange({name: values[0] for name, values in parse_qs(request.body.decode()).items()})
        return portal_file(request, self.api)

    def exchange(self, sent: dict[str, str]) -> Response:
        self.exchanged.append(sent)
        challenge = urlsafe_b64encode(sha256(sent["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        is_right = (sent["code"], challenge, sent["redirect_uri"]) == (
            CODE,
            self.asked["code_challenge"],
            self.asked["redirect_uri"],
        )
        if not is_right or len(self.exchanged) > 1:
            return opened(400, {"error": "invalid_grant", "error_description": "The code is used up."})
        return opened(200, {"access_token": self.token(), "token_type": "Bearer"})


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
