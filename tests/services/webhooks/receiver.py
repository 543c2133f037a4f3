"""A receiver of webhooks: a real HTTP server on this machine, which answers as a test says."""

import base64
import hashlib
import hmac
import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from unittest.mock import patch

from contactbook.config import config
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queues, drain_stream

Reply = tuple[int, str]
Behaviour = Callable[[dict[str, Any]], Reply]


def answers_challenge(body: dict[str, Any]) -> Reply:
    return 200, json.dumps({"challenge": body.get("challenge", "")})


@dataclass
class Receiver:
    """What was received: bodies and headers, in their order. `behaves` decides the next answers."""

    url: str = ""
    behaves: Behaviour = answers_challenge
    got: list[tuple[dict[str, str], str]] = field(default_factory=list)

    def events(self) -> list[dict[str, Any]]:
        """Return the bodies received since the last call, without challenges."""
        bodies = [json.loads(body) for _, body in self.got]
        self.got.clear()
        return [body for body in bodies if body["type"] != "webhook.verify"]


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Run a receiver, and let webhooks call this machine as on the local stack."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            receiver.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            status, answer = receiver.behaves(json.loads(body))
            self.send_response(status)
            self.send_header("content-length", str(len(answer.encode())))
            if status in range(300, 400):
                self.send_header("location", receiver.url)
            self.end_headers()
            self.wfile.write(answer.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    receiver.url = f"http://127.0.0.1:{server.server_address[1]}/hook"
    try:
        with local():
            yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def local() -> Iterator[None]:
    """The environment of the local stack."""
    with patch.dict(os.environ, {"WEBHOOKS_ALLOW_LOOPBACK": "1", "PUBLIC_URL": "http://127.0.0.1:3000"}):
        config.cache_clear()
        try:
            yield
        finally:
            config.cache_clear()


def created(world: World, url: str, *events: str, api: Api | None = None) -> dict[str, Any]:
    """Create a webhook whose receiver answers, and return it with its secret."""
    made = (api or Api()).post("/v1/webhooks", {"url": url, "events": list(events or ("contact.created",))})
    assert made.status == 201, made.text
    work(world)
    return dict(made.body)


def work(world: World) -> None:
    """Follow the stream, and call receivers, until nothing is left to do now."""
    drain_stream(world)
    drain_queues(world, "webhooks")


def verified(headers: dict[str, str], body: str, secret: str) -> bool:
    """True if a delivery is signed with the secret: Standard Webhooks as a receiver checks them, written anew."""
    content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{body}".encode()
    key = base64.b64decode(secret.removeprefix("whsec_"))
    wanted = "v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    return any(hmac.compare_digest(wanted, one) for one in headers["webhook-signature"].split())
