"""A small HTTP/1.1 server that no client can break. h11 parses the wire format; each connection has a thread.

It answers unparsable input with a 4xx in problem+json and never answers 5xx by itself.
"""

import contextlib
import socket
import threading
from collections.abc import Callable
from email.utils import formatdate
from http import HTTPStatus
from typing import Self

import h11

from infra.local.gateway.http_messages import Request, Response

HEADERS_LIMIT = 10_240
"""API Gateway's quota in bytes for the request line and all headers."""
BODY_LIMIT = 10 * 1024 * 1024
"""API Gateway's quota in bytes for a body."""
DISCARD_LIMIT = 64 * 1024 * 1024
"""Bytes of a too large body that the server still reads, so that the client gets the response and no broken connection."""
IDLE_SECONDS = 75.0
CODES = {400: "malformed_request", 408: "request_timeout", 413: "body_too_large", 431: "headers_too_large"}

Handler = Callable[[Request], Response]


class RefusedRequestError(Exception):
    """The request cannot be served; `status` is the status of the response. The connection closes after it."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status


class HttpServer:
    """Serves `handler` on 127.0.0.1. Port 0 means a free port. Raises OSError if the port is taken."""

    def __init__(self, port: int, handler: Handler) -> None:
        self._handler = handler
        self._listener = socket.create_server(("127.0.0.1", port), backlog=256)
        self.port: int = self._listener.getsockname()[1]
        self._connections: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._stopping = False
        self._thread = threading.Thread(target=self._accept, name="http-accept", daemon=True)

    @property
    def url(self) -> str:
        """Return the address for clients."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start to accept connections."""
        self._thread.start()

    def stop(self) -> None:
        """Close the port and every connection."""
        self._stopping = True
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            open_connections = list(self._connections)
        for connection in open_connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _accept(self) -> None:
        while not self._stopping:
            try:
                connection, address = self._listener.accept()
            except OSError:
                # Either this connection broke while it was accepted, or the server is stopping. The loop's condition decides.
                continue
            threading.Thread(target=self._serve, args=(connection, address[0]), name="http", daemon=True).start()

    def _serve(self, connection: socket.socket, source_ip: str) -> None:
        with self._lock:
            self._connections.add(connection)
        try:
            with connection:
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                connection.settimeout(IDLE_SECONDS)
                Conversation(connection, source_ip, self._handler).run()
        except OSError:
            return
        finally:
            with self._lock:
                self._connections.discard(connection)


class Conversation:
    """One connection and its requests, one after the other."""

    def __init__(self, connection: socket.socket, source_ip: str, handler: Handler) -> None:
        self._socket = connection
        self._source_ip = source_ip
        self._handler = handler
        self._wire = h11.Connection(h11.SERVER, max_incomplete_event_size=2 * HEADERS_LIMIT)

    def run(self) -> None:
        """Serve until the client leaves or a request cannot be parsed."""
        while True:
            try:
                request = self._read_request()
                if request is None:
                    return
                self._send(self._handler(request), head=request.method == "HEAD")
            except (RefusedRequestError, h11.RemoteProtocolError) as error:
                self._refuse(error)
                return
            if self._wire.our_state is not h11.DONE or self._wire.their_state is not h11.DONE:
                return
            self._wire.start_next_cycle()

    def _read_request(self) -> Request | None:
        head = self._next_event()
        if not isinstance(head, h11.Request):
            return None
        size = len(head.target) + sum(len(name) + len(value) for name, value in head.headers)
        body, length = bytearray(), 0
        while isinstance(event := self._next_event(), h11.Data):
            length += len(event.data)
            if length > DISCARD_LIMIT:
                break
            if length <= BODY_LIMIT:
                body += event.data
        if length > BODY_LIMIT:
            raise RefusedRequestError(413, f"a body may have {BODY_LIMIT} bytes")
        if size > HEADERS_LIMIT:
            raise RefusedRequestError(431, f"request line and headers may have {HEADERS_LIMIT} bytes")
        target = head.target.decode("ascii")
        if not target.startswith("/"):
            raise RefusedRequestError(400, "the request target is not a path")
        headers = [(name.decode("ascii"), value.decode("latin-1")) for name, value in head.headers]
        return Request(head.method.decode("ascii"), target, headers, bytes(body), self._source_ip)

    def _next_event(self) -> h11.Event | type[h11.PAUSED]:
        while True:
            event = self._wire.next_event()
            if event is not h11.NEED_DATA:
                return event  # type: ignore[return-value]  # h11's events have one type
            if self._wire.they_are_waiting_for_100_continue:
                self._socket.sendall(self._wire.send(_continue()) or b"")
            self._wire.receive_data(self._socket.recv(65_536))

    def _send(self, response: Response, *, head: bool) -> None:
        bodyless = response.status < 200 or response.status in (204, 304)
        headers = [
            (name, value)
            for name, value in response.headers
            if name not in ("content-length", "connection", "transfer-encoding", "date", "keep-alive", "upgrade")
        ]
        headers.append(("date", formatdate(usegmt=True)))
        if not bodyless:
            headers.append(("content-length", str(len(response.body))))
        start = h11.Response(
            status_code=max(response.status, 200),
            headers=[(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers],
            reason=_phrase(response.status).encode("ascii"),
        )
        wire = self._wire.send(start) or b""
        if response.body and not head and not bodyless:
            wire += self._wire.send(h11.Data(data=response.body)) or b""
        self._socket.sendall(wire + (self._wire.send(h11.EndOfMessage()) or b""))

    def _refuse(self, error: RefusedRequestError | h11.RemoteProtocolError) -> None:
        status = error.status if isinstance(error, RefusedRequestError) else error.error_status_hint
        status = status if status in CODES else 400
        answer = Response.problem(status, CODES[status], str(error))
        if self._wire.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            answer.headers.append(("connection", "close"))
            self._send_and_close(answer)

    def _send_and_close(self, answer: Response) -> None:
        head = f"HTTP/1.1 {answer.status} {_phrase(answer.status)}\r\n"
        lines = [*answer.headers, ("content-length", str(len(answer.body))), ("date", formatdate(usegmt=True))]
        head += "".join(f"{name}: {value}\r\n" for name, value in lines) + "\r\n"
        self._socket.sendall(head.encode("latin-1") + answer.body)
        self._socket.shutdown(socket.SHUT_WR)
        self._socket.settimeout(1.0)
        with contextlib.suppress(OSError):
            while self._socket.recv(65_536):
                continue


def _continue() -> h11.InformationalResponse:
    return h11.InformationalResponse(status_code=100, headers=[], reason=b"Continue")


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"
