"""The HTTP server against hostile clients on a bare connection."""

import json
import socket

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infra.local.stack.stack import LocalStack


def _talk(stack: LocalStack, sent: bytes) -> bytes:
    """Return everything that the server sends before it closes the connection or is silent for a moment."""
    port = int(stack.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        received = b""
        try:
            while part := connection.recv(65_536):
                received += part
        except ConnectionResetError:
            pass
    return received


def _status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def _request(target: bytes, *headers: bytes, method: bytes = b"GET", body: bytes = b"") -> bytes:
    return b"\r\n".join([method + b" " + target + b" HTTP/1.1", b"host: x", *headers, b"", body])


@pytest.mark.parametrize(
    "sent",
    [
        b"\r\n\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET /\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 10,
        _request(b"/v1/\xff\xfe"),
        _request(b"/v1/a b"),
        _request(b"http://elsewhere/v1/a"),
        _request(b"*", method=b"OPTIONS"),
        _request(b"/", b"content-length: 5, 6"),
        _request(b"/", b"content-length: -1"),
        _request(b"/", b"content-length: 5", b"content-length: 6"),
        _request(b"/", b"transfer-encoding: chunked", method=b"POST", body=b"zz\r\nhello"),
        _request(b"/", b"transfer-encoding: gzip", method=b"POST"),
        _request(b"/", b"no colon here"),
        _request(b"/", b"bad name: x"),
        _request(b"/", b"x: a\x00b"),
        b"GET / HTTP/1.1\r\n\r\n",
    ],
)
def test_malformed_requests_get_a_problem_as_answer(stack: LocalStack, sent: bytes) -> None:
    answer = _talk(stack, sent)

    assert 400 <= _status(answer) < 500
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"content-type: application/problem+json" in head.lower()
    assert json.loads(body)["status"] == _status(answer)


def test_headers_beyond_the_quota_are_refused(stack: LocalStack) -> None:
    assert _status(_talk(stack, _request(b"/", b"x: " + b"a" * 11_000))) == 431
    assert _status(_talk(stack, _request(b"/", b"x: " + b"a" * 500_000))) == 431
    assert _status(_talk(stack, _request(b"/" + b"a" * 100_000))) == 431


@pytest.mark.parametrize(
    "target", [b"/open/%zz", b"/open/%", b"/open/%00", b"/open/%ed%a0%80", b"/open/%ff?%ff=%00&%", b"/open/" + b"x" * 3000]
)
def test_a_strange_path_reaches_the_function(stack: LocalStack, target: bytes) -> None:
    assert _status(_talk(stack, _request(target, b"connection: close"))) == 200


def test_a_chunked_body_is_assembled(stack: LocalStack) -> None:
    token = stack.authorization()["authorization"].encode()
    body = b'5\r\n{"a":\r\n3;x=y\r\n 1}\r\n0\r\ntrailer: x\r\n\r\n'
    headers = (b"authorization: " + token, b"transfer-encoding: chunked", b"connection: close")

    assert _talk(stack, _request(b"/v1/answer", *headers, method=b"POST", body=body)).endswith(b'{"a": 1}')


def test_a_client_with_expect_100_gets_continue(stack: LocalStack) -> None:
    token = stack.authorization()["authorization"].encode()
    headers = (b"authorization: " + token, b"content-length: 2", b"expect: 100-continue", b"connection: close")

    answer = _talk(stack, _request(b"/v1/answer", *headers, method=b"POST", body=b"{}"))

    assert answer.endswith(b"{}")


def test_two_requests_sent_at_once_are_answered_in_order(stack: LocalStack) -> None:
    answer = _talk(stack, _request(b"/open/1") + _request(b"/nowhere", b"connection: close"))

    assert answer.index(b"HTTP/1.1 200") < answer.index(b"HTTP/1.1 404")


def test_a_missing_body_breaks_nothing(stack: LocalStack) -> None:
    _talk(stack, _request(b"/v1/answer", b"content-length: 100", method=b"POST", body=b"half"))

    assert _status(_talk(stack, _request(b"/open/1", b"connection: close"))) == 200


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(min_size=1, max_size=200), st.sampled_from([b"", b"GET /open/", b"POST /open/1 HTTP/1.1\r\nhost: x\r\n"]))
def test_random_bytes_never_cause_a_server_error(stack: LocalStack, noise: bytes, start: bytes) -> None:
    answer = _talk(stack, start + noise + b"\r\n\r\n")

    assert not answer or _status(answer) < 500
