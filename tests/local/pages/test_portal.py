"""The reference portal on an origin of its own."""

import socket

import httpx
import pytest

from infra.local.gateway.http_messages import Request, Response
from infra.local.pages.portal import portal_file, portal_server
from infra.local.stack.stack import LocalStack

API = "http://127.0.0.1:3000"
PREFLIGHT = {"access-control-request-method": "POST", "access-control-request-headers": "content-type"}


def asked(path: str, method: str = "GET") -> Response:
    return portal_file(Request(method, path, [], b"", "127.0.0.1"), API)


def test_the_page_runs_no_script_but_its_own() -> None:
    page = asked("/")
    policy = dict(page.headers)["content-security-policy"]
    assert page.status == 200
    assert b'<script type="module" src="portal.js"></script>' in page.body
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert asked("/portal.js").headers[0] == ("content-type", "text/javascript; charset=utf-8")


def test_its_configuration_names_this_stack() -> None:
    config = asked("/config.json")
    assert config.body.decode() == f'{{"api": "{API}", "sign_in": {{"local": "{API}/_local/token"}}}}'


@pytest.mark.parametrize(
    "path", ["/../README.md", "/%2e%2e/README.md", "/manifest.json", "/none.js", "//etc/passwd", "/src/main.tsx"]
)
def test_no_other_file_is_served(path: str) -> None:
    assert asked(path).status == 404


def test_it_only_reads() -> None:
    assert asked("/", "POST").status == 405


def test_a_taken_port_gives_way_to_a_free_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        server = portal_server(port, lambda: API)
        try:
            assert server.port not in (0, port)
        finally:
            server.stop()


@pytest.mark.feature("S7.1")
def test_a_page_of_this_machine_may_ask_for_a_token_and_no_other_page(client: httpx.Client) -> None:
    ours, others = {"origin": "http://localhost:3001"}, {"origin": "https://evil.example"}

    allowed = client.options("/_local/token", headers=ours | PREFLIGHT)
    assert (allowed.status_code, allowed.headers["access-control-allow-origin"]) == (204, "http://localhost:3001")
    assert client.post("/_local/token", headers=ours, json={}).headers["access-control-allow-origin"] == "http://localhost:3001"
    assert "access-control-allow-origin" not in client.options("/_local/token", headers=others | PREFLIGHT).headers
    assert "access-control-allow-origin" not in client.post("/_local/token", headers=others, json={}).headers
    assert "access-control-allow-origin" not in client.get("/_local/outbox", headers=ours).headers


def test_the_page_of_the_stack_leads_to_the_portal(client: httpx.Client, stack: LocalStack) -> None:
    assert 'href="/_local/portal"' in client.get("/_local").text
    assert client.get("/_local/portal").status_code == 404
    stack.portal_url = "http://127.0.0.1:3001"
    try:
        assert client.get("/_local/portal").headers["location"] == "http://127.0.0.1:3001/"
    finally:
        stack.portal_url = None
