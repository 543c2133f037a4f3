"""A portal's page on another origin uses the API from headless Chromium."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.pages.conftest import Open
from tests.scenarios.conftest import Portal, Stack

ID = "con_01J9ZQ5W3V8K2M4N6P7R8S9T0A"
PERSON = {"kind": "person", "first_name": "Eleni", "last_name": "Georgiou", "source": "api"}
HEADERS = "authorization,content-type,if-match,if-none-match,idempotency-key"
# Sends a request as a portal's script does, and returns what the browser lets the script see.
SEND = """async ({url, method, headers, body}) => {
  try {
    const answer = await fetch(url, {method, headers, body});
    const text = await answer.text();
    const names = ["etag", "location", "retry-after", "idempotency-replayed", "content-type", "x-amzn-requestid"];
    return {
      status: answer.status, text,
      headers: Object.fromEntries(names.map(name => [name, answer.headers.get(name)])),
    };
  } catch (error) {
    return {status: 0, text: String(error), headers: {}};
  }
}"""
Send = Callable[..., dict[str, Any]]


class Page(BaseHTTPRequestHandler):
    """An empty page."""

    def do_GET(self) -> None:
        content = b"<!doctype html><title>Portal</title>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Log nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    """Yield the port of a site that is not the API's."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield int(server.server_address[1])
        server.shutdown()
        thread.join()


@pytest.fixture
def portal(stack: Stack) -> Portal:
    return stack.tenant()


@pytest.fixture
def page_at(browse: Open, portal: Portal) -> Callable[[str], Send]:
    """Return a function that opens a page, and returns how its script sends requests."""

    def open_page(address: str) -> Send:
        tab = browse(scripts=True)
        tab.goto(address)

        def send(method: str, url: str, body: str | None = None, **headers: str) -> dict[str, Any]:
            own = {} if url.startswith("http") else {"authorization": f"Bearer {portal.token}"}
            url = url if url.startswith("http") else f"{portal.http.base_url}".rstrip("/") + url
            named = {name.replace("_", "-").lower(): value for name, value in headers.items()}
            kind = {"content-type": "application/json"} if body is not None and "content-type" not in named else {}
            asked = {"url": url, "method": method, "headers": own | kind | named, "body": body}
            seen: dict[str, Any] = tab.evaluate(SEND, asked)
            return seen

        return send

    return open_page


@pytest.mark.browser
@pytest.mark.feature("S7.1")
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_page_on_another_origin_creates_reads_changes_and_uploads(
    page_at: Callable[[str], Send], stack: Stack, port: int, host: str
) -> None:
    send = page_at(f"http://{host}:{port}/")

    made = send("POST", "/v1/contacts", json.dumps(PERSON), idempotency_key="first-1")
    assert (made["status"], made["headers"]["idempotency-replayed"]) == (201, None)
    path = made["headers"]["location"]
    again = send("POST", "/v1/contacts", json.dumps(PERSON), idempotency_key="first-1")
    assert (again["status"], again["headers"]["idempotency-replayed"], again["headers"]["location"]) == (201, "true", path)

    read = send("GET", path)
    etag = read["headers"]["etag"]
    assert (read["status"], json.loads(read["text"])["first_name"]) == (200, "Eleni")
    assert etag.startswith('"')
    # The browser lets the header through. The API may answer 304 to it.
    assert send("GET", path, if_none_match=etag)["status"] in (200, 304)

    changed = send("PATCH", path, '{"first_name": "Maria"}', if_match=etag)
    assert (changed["status"], json.loads(changed["text"])["first_name"]) == (200, "Maria")
    assert changed["headers"]["etag"] not in (None, etag)

    stale = send("PATCH", path, '{"first_name": "Anna"}', if_match=etag)
    assert (stale["status"], stale["headers"]["content-type"]) == (412, "application/problem+json")
    assert json.loads(stale["text"])["status"] == 412

    file = {"file_name": "note.txt", "content_type": "text/plain", "size": 5}
    announced = json.loads(send("POST", f"{path}/attachments", json.dumps(file))["text"])
    sent = send("PUT", announced["upload_url"], "hello", **announced["upload_headers"])
    assert sent["status"] == 200
    stack.drain()
    stored = json.loads(send("GET", f"{path}/attachments/{announced['attachment_id']}")["text"])
    assert send("GET", stored["download_url"])["text"] == "hello"


@pytest.mark.browser
@pytest.mark.feature("S7.1")
def test_a_page_of_an_origin_that_is_not_allowed_sees_nothing(page_at: Callable[[str], Send], port: int, portal: Portal) -> None:
    # Chromium resolves every name under localhost to this machine. The origin is not localhost itself.
    send = page_at(f"http://stranger.localhost:{port}/")

    assert send("GET", "/v1/contacts")["status"] == 0
    assert send("POST", "/v1/contacts", json.dumps(PERSON))["status"] == 0
    assert portal.get("/v1/contacts")["items"] == []


@pytest.mark.feature("S7.1")
def test_every_described_route_answers_a_preflight_without_a_token(stack: Stack) -> None:
    described = stack.http.get("/v1/openapi.json").json()["paths"]
    routes = [(method.upper(), path) for path, methods in described.items() for method in methods]
    names, refused = set(HEADERS.split(",")), []
    for method, path in routes:
        asked = {
            "origin": "http://localhost:5173",
            "access-control-request-method": method,
            "access-control-request-headers": HEADERS,
        }
        answer = stack.http.options(re.sub(r"\{[^}]+\}", ID, path), headers=asked)
        allowed = {name: answer.headers.get(f"access-control-allow-{name}", "") for name in ("origin", "methods", "headers")}
        sendable = method in allowed["methods"].split(",") and names <= set(allowed["headers"].lower().split(","))
        if (answer.status_code, allowed["origin"], sendable) != (204, asked["origin"], True):
            refused.append((method, path, answer.status_code, allowed))
    assert len(routes) > 100
    assert refused == []


@pytest.mark.feature("S7.1")
def test_options_that_is_no_preflight_has_no_content(stack: Stack) -> None:
    for path in ("/v1/contacts", "/v1/templates", f"/v1/tenants/{ID}", "/v1/docs"):
        assert stack.http.options(path).status_code == 204
