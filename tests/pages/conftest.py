"""The public pages in a real browser: Debian's Chromium, the function behind a local server, and AWS in process.

Without Chromium the tests are skipped with a reason. Screenshots go to `test-results/pages`, which git ignores.
"""

import base64
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api, LambdaContext
from tests.builders.refusals import mailed_link

ROOT = Path(__file__).resolve().parent.parent.parent
SCREENSHOTS = ROOT / "test-results" / "pages"
CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}


@dataclass
class Site:
    """The pages as a browser reaches them, and every request that it made."""

    address: str
    requests: list[tuple[str, str]]

    def url(self, link: str) -> str:
        """Return the local address of a link."""
        return self.address + urlsplit(link).path


@pytest.fixture
def site(world: World) -> Iterator[Site]:
    requests: list[tuple[str, str]] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(requests))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.server_address[1]}", requests)
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium here: on Debian, apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


Open = Callable[..., Any]


@pytest.fixture
def browse(chromium: Any) -> Iterator[Open]:
    """Return a function that opens a tab: `browse(size=PHONE, dark=True, scripts=False)`."""
    with _tabs(chromium) as open_tab:
        yield open_tab


@contextmanager
def _tabs(chromium: Any) -> Iterator[Open]:
    contexts = []

    def open_tab(*, size: dict[str, int] = DESKTOP, dark: bool = False, scripts: bool = False) -> Any:
        context = chromium.new_context(
            viewport=size,
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            has_touch=size is PHONE,
            device_scale_factor=2 if size is PHONE else 1,
            reduced_motion="reduce",
        )
        contexts.append(context)
        return context.new_page()

    yield open_tab
    for context in contexts:
        context.close()


def follow(target: Any) -> None:
    """Click a button or a link, and wait until the page behind it has loaded: a click alone returns while it is still coming."""
    with target.page.expect_navigation():
        target.click()


def photograph(tab: Any, name: str) -> None:
    """Save a screenshot of the whole page."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    tab.screenshot(path=str(SCREENSHOTS / f"{name}.png"), full_page=True)


def axe_source() -> str:
    """Return the source of axe-core, which its package contains."""
    found = find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        pytest.skip("axe-playwright-python, which carries axe-core, is not installed")
    return (Path(found.origin).parent / "axe.min.js").read_text("utf-8")


def violations(tab: Any, axe: str) -> list[str]:
    """Return what axe finds on the page as it stands."""
    # The debugger inserts the script, because the page's own policy allows none.
    tab.evaluate(axe)
    found = tab.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{one['id']}: {node['html']}" for one in found["violations"] for node in one["nodes"]]


@pytest.fixture
def api(world: World) -> Api:
    return Api()


@pytest.fixture
def link(api: Api) -> Callable[..., str]:
    """Return a function that creates a contact with these settings, and a link for it."""

    def make(purpose: str = "preferences", settings: dict[str, Any] | None = None, **fields: Any) -> str:
        for section, body in {"branding": {"name": "Acme Telecom", "colour": "#0b7a75"}, **(settings or {})}.items():
            assert api.put(f"/v1/settings/{section}", body).status == 200
        person = {"kind": "person", "first_name": "Eleni", "emails": [{"address": "eleni@example.com"}], **fields}
        contact = api.post("/v1/contacts", person)
        assert contact.status == 201, contact.text
        return mailed_link(str(contact.body["contact_id"]), purpose)

    return make


def _handler(requests: list[tuple[str, str]]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            from links_api.app import handler

            requests.append((self.command, self.path))
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            answer = handler(_event(self, body), cast("Any", LambdaContext()))
            content = str(answer["body"]).encode()
            self.send_response(answer["statusCode"])
            for name, value in answer["headers"].items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_HEAD = _answer  # noqa: N815 - the server requires this name

        def log_message(self, *_: object) -> None:
            """Log nothing."""

    return Handler


def _event(request: BaseHTTPRequestHandler, body: bytes) -> dict[str, Any]:
    split = urlsplit(request.path)
    return {
        "version": "2.0",
        "routeKey": "ANY /p/{token}",
        "rawPath": split.path,
        "rawQueryString": split.query,
        "queryStringParameters": dict(parse_qsl(split.query)),
        "headers": {name.lower(): value for name, value in request.headers.items()},
        "requestContext": {
            "http": {"method": request.command, "path": split.path, "sourceIp": "127.0.0.1", "userAgent": "Chromium"},
            "requestId": "request-1",
            "stage": "$default",
        },
        "body": base64.b64encode(body).decode() if body else None,
        "isBase64Encoded": bool(body),
    }
