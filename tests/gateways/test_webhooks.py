"""The way out to receivers of tenants: no way into a private network, whatever a tenant or its name server says (S7.5)."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from contactbook.domain.webhooks.destinations import destination_of
from contactbook.gateways import webhooks
from contactbook.gateways.webhooks import post

URL = "https://hooks.acme.example/contactbook"
# ruff: noqa: S104 - the address of all interfaces is one of those that are refused
REFUSED = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.0.0.1",
    "10.255.255.255",
    "172.16.0.1",
    "172.31.255.254",
    "192.168.1.1",
    "169.254.169.254",
    "169.254.170.2",
    "100.64.0.1",
    "100.127.255.255",
    "192.0.0.1",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:8.8.8.8",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2002:a9fe:a9fe::",
    "2001::1",
    "2001:db8::1",
    "100::1",
    "fec0::1",
    "3fff::1",
    "5f00::1",
    "fe80::1%eth0",
    "nonsense",
]


@contextmanager
def connections() -> Iterator[list[Any]]:
    """Note every address that is connected to. None is connected to."""
    noted: list[Any] = []

    def refuse(address: Any, *_: Any, **__: Any) -> socket.socket:
        noted.append(address)
        raise ConnectionRefusedError

    patcher = pytest.MonkeyPatch()
    patcher.setattr(socket, "create_connection", refuse)
    try:
        yield noted
    finally:
        patcher.undo()


@pytest.mark.feature("S7.5")
@pytest.mark.parametrize("address", REFUSED)
@pytest.mark.parametrize("beside", [[], ["93.184.216.34"]], ids=["alone", "beside a public one"])
def test_no_address_of_a_private_network_is_called(address: str, beside: list[str]) -> None:
    with connections() as noted:
        answer = post(URL, {}, "{}", allow_loopback=False, resolve=lambda *_: [*beside, address])
    assert (answer.error, noted) == ("unsafe_address", [])


@pytest.mark.feature("S7.5")
def test_the_checked_address_is_called_and_the_name_is_not_resolved_again() -> None:
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    with connections() as noted:
        answer = post(URL, {}, "{}", allow_loopback=False, resolve=lambda *_: next(answers))
    assert (answer.error, noted) == ("connection_failed", [("93.184.216.34", 443)])
    assert next(answers) == ["127.0.0.1"]


@pytest.mark.feature("S7.5")
def test_a_name_without_addresses_is_not_called() -> None:
    with connections() as noted:
        assert post(URL, {}, "{}", allow_loopback=False, resolve=lambda *_: []).error == "unresolved"
    assert noted == []


@pytest.mark.feature("S7.5")
@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:80/", "https://localhost/", "http://localhost:3000/", "https://127.0.0.1:8443/"]
)
def test_this_machine_is_called_only_where_the_environment_allows_it(url: str) -> None:
    with connections() as noted:
        assert post(url, {}, "{}", allow_loopback=False).error == "unsafe_address"
    assert noted == []


@contextmanager
def serving(handle: Callable[[socket.socket], None]) -> Iterator[str]:
    """Serve one connection on this machine by hand."""
    listener = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def serve() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.recv(65_536)
            try:
                handle(connection)
            except OSError:
                return
            done.wait(5)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    finally:
        done.set()
        listener.close()
        thread.join(5)


def drip(connection: socket.socket) -> None:
    """Send a header that never ends, byte by byte, each well within the timeout of a socket."""
    connection.sendall(b"HTTP/1.1 200 OK\r\nx: ")
    wait = threading.Event()
    while True:
        connection.sendall(b"a")
        wait.wait(0.02)


@pytest.mark.feature("S7.5")
@pytest.mark.parametrize("handle", [drip, lambda _: None], ids=["drips", "says nothing"])
def test_a_call_ends_whatever_the_receiver_does(handle: Callable[[socket.socket], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhooks, "SECONDS", 0.2)
    with serving(handle) as url:
        assert post(url, {}, "{}", allow_loopback=True).error == "timed_out"


@pytest.mark.feature("S7.5")
def test_no_more_than_64_kilobytes_of_an_answer_are_read() -> None:
    def flood(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-length: 9999999999\r\n\r\n" + b"a" * 200_000)

    with serving(flood) as url:
        answer = post(url, {}, "{}", allow_loopback=True)
    assert (answer.status, len(answer.body)) == (200, 65_536)


@pytest.mark.feature("S7.5")
@pytest.mark.parametrize(
    "said", [b"nonsense\r\n\r\n", b"HTTP/1.1 999999999999999999999 OK\r\n\r\n", b"", b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 5_000]
)
def test_what_is_no_http_is_a_failed_attempt(said: bytes) -> None:
    def say(connection: socket.socket) -> None:
        connection.sendall(said)
        connection.shutdown(socket.SHUT_WR)

    with serving(say) as url:
        assert post(url, {}, "{}", allow_loopback=True).error == "connection_failed"


@pytest.mark.feature("S7.5")
def test_the_certificate_must_be_that_of_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def plain(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")

    asked: list[str | None] = []
    context = ssl.create_default_context()

    class Context:
        def wrap_socket(self, raw: socket.socket, *, server_hostname: str | None) -> ssl.SSLSocket:
            asked.append(server_hostname)
            return context.wrap_socket(raw, server_hostname=server_hostname)

    monkeypatch.setattr(webhooks, "_context", Context)
    with serving(plain) as url:
        secure = url.replace("http://127.0.0.1", "https://localhost")
        assert post(secure, {}, "{}", allow_loopback=True).error == "tls_failed"
    assert asked == ["localhost"]


@pytest.mark.feature("S7.5")
def test_certificates_and_names_are_checked() -> None:
    context = webhooks._context()
    assert (context.check_hostname, context.verify_mode) == (True, ssl.CERT_REQUIRED)
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2


class _Recorded:
    def __init__(self) -> None:
        self.sent = b""

    def sendall(self, part: bytes) -> None:
        self.sent += part


@pytest.mark.parametrize(
    ("url", "host"),
    [("https://hooks.acme.example/", b"hooks.acme.example"), ("https://acme.example:8443/", b"acme.example:8443")],
)
def test_the_header_names_the_port_only_where_it_is_not_the_usual_one(url: str, host: bytes) -> None:
    connection, recorded = webhooks._Pinned(destination_of(url), "192.0.2.1"), _Recorded()
    connection.sock = recorded  # type: ignore[assignment]  # It records what would be sent.
    connection.request("POST", "/", b"{}", {})
    assert b"\r\nHost: " + host + b"\r\n" in recorded.sent
