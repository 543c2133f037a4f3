"""POST a delivery to a receiver of a tenant: over https, to a public address that was checked and is connected to itself (S7.5).

The name is resolved once. So nobody can let it lead elsewhere between the check and the connection. Redirects are not followed, and
the whole call ends after ten seconds, however slowly the receiver answers.
"""

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from functools import cache

from contactbook.domain.base.values import Value
from contactbook.domain.webhooks.destinations import Destination, destination_of, is_public

SECONDS = 10.0
_RESOLVE_SECONDS = 5.0
# Bytes of an answer that are read. The rest is left.
_MOST_READ = 65_536
_REDIRECTS = range(300, 400)
# Addresses of one name that are tried.
_MOST_TRIED = 2

Resolve = Callable[[str, int], list[str]]


class Answer(Value):
    """What a receiver answered: a status and its body, or a code for why there is none."""

    status: int | None = None
    body: bytes = b""
    error: str | None = None


def post(url: str, headers: Mapping[str, str], body: str, *, allow_loopback: bool, resolve: Resolve | None = None) -> Answer:
    """POST a body and return the answer. Whatever goes wrong is a code in the answer, and nothing is raised."""
    try:
        where = destination_of(url)
        addresses = _checked_addresses(where, resolve or _resolve, allow_loopback=allow_loopback)
    except ValueError:
        return Answer(error="unsafe_address")
    if not addresses:
        return Answer(error="unresolved")
    answer = Answer(error="connection_failed")
    for address in addresses[:_MOST_TRIED]:
        answer = _posted(where, address, headers, body)
        if answer.error != "connection_failed":
            break
    return answer


def _checked_addresses(where: Destination, resolve: Resolve, *, allow_loopback: bool) -> list[str]:
    """Return the addresses of the host. Raises ValueError if one of them is none of the public Internet."""
    if where.is_loopback:
        if not allow_loopback:
            raise ValueError("this machine is no receiver")
        return ["127.0.0.1"]
    addresses = resolve(where.host, where.port)
    if not all(map(is_public, addresses)):
        raise ValueError("an address of the host is not public")
    return addresses


def _resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host, IPv4 first; nothing if it has none or the resolver takes too long."""
    found: list[str] = []

    def look_up() -> None:
        try:
            results = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend(str(one[4][0]) for one in sorted(results, key=lambda one: one[0] != socket.AF_INET))

    worker = threading.Thread(target=look_up, daemon=True)
    worker.start()
    worker.join(_RESOLVE_SECONDS)
    return list(dict.fromkeys(found)) if not worker.is_alive() else []


def _posted(where: Destination, address: str, headers: Mapping[str, str], body: str) -> Answer:
    connection = _Pinned(where, address)
    # A timeout of a socket begins anew with each byte. This ends the call for good.
    ended = threading.Event()

    def end() -> None:
        ended.set()
        connection.abort()

    watch = threading.Timer(SECONDS, end)
    watch.daemon = True
    watch.start()
    try:
        sent = {"content-type": "application/json", "user-agent": "Contactbook-Webhooks/1", **headers}
        connection.request("POST", where.target, body.encode(), sent)
        response = connection.getresponse()
        read = response.read(_MOST_READ)
    except ssl.SSLError:
        return Answer(error="timed_out" if ended.is_set() else "tls_failed")
    except (OSError, http.client.HTTPException, ValueError) as error:
        slow = ended.is_set() or isinstance(error, TimeoutError)
        return Answer(error="timed_out" if slow else "connection_failed")
    finally:
        watch.cancel()
        connection.close()
    if ended.is_set():
        return Answer(error="timed_out")
    return Answer(status=response.status, body=read, error="redirected" if response.status in _REDIRECTS else None)


class _Pinned(http.client.HTTPConnection):
    """A connection to one address that was checked. The certificate must be that of the host's name."""

    def __init__(self, where: Destination, address: str) -> None:
        super().__init__(where.host, where.port, timeout=SECONDS)
        # The port that the header `Host` does not name.
        self.default_port = 443 if where.scheme == "https" else 80
        self._where = where
        self._address = address
        self._raw: socket.socket | None = None

    def connect(self) -> None:
        """Connect to the checked address, and to no other."""
        self._raw = socket.create_connection((self._address, self._where.port), SECONDS)
        self.sock = self._raw
        if self._where.scheme == "https":
            self.sock = _context().wrap_socket(self._raw, server_hostname=self._where.host)

    def abort(self) -> None:
        """End whatever the connection waits for."""
        for one in (self.sock, self._raw):
            if one is not None:
                try:
                    one.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue


@cache
def _context() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
