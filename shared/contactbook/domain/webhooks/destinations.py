"""Where a webhook may lead: an https address of a public host, and no address of a private network (S7.5).

A name is checked when it is saved, and each address that it resolves to when it is called: a name can lead elsewhere by then.
"""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

PORTS = frozenset({443, 8443})
_HOST = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])")
# Names of this machine, which only the local stack may call.
LOOPBACK_HOSTS = frozenset({"127.0.0.1", "localhost"})
# What `ipaddress` calls global and is none for us: relays and benchmarks.
_NEVER = tuple(map(ipaddress.ip_network, ("192.88.99.0/24", "192.0.0.0/24", "198.18.0.0/15", "100.64.0.0/10", "224.0.0.0/4")))
_GLOBAL_IPV6 = ipaddress.ip_network("2000::/3")
# Ranges of IPv6 that lead to an IPv4 address, or to no host: protocols of the IETF with Teredo, 6to4, documentation.
_NEVER_IPV6 = tuple(map(ipaddress.ip_network, ("2001::/23", "2002::/16", "2001:db8::/32", "3fff::/20")))


@dataclass(frozen=True)
class Destination:
    """The parts of an address."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def is_loopback(self) -> bool:
        """True if it names this machine, as the local stack allows it."""
        return self.host in LOOPBACK_HOSTS


def destination_of(url: str) -> Destination:
    """Return the parts of an address. Raises ValueError, with what is wrong, for one that no webhook may have.

    Plain http and any port are for this machine alone; the caller decides if that is allowed.
    """
    if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        raise ValueError("Write the address in ASCII without spaces, a domain in its xn-- form.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ValueError("The address cannot be read. Write one such as https://hooks.acme.example/contactbook.") from error
    host = parts.hostname or ""
    if parts.username is not None or parts.password is not None:
        raise ValueError("Leave the user and the password out of the address. Check the signature of a delivery instead.")
    if "#" in url:
        raise ValueError("Leave the part behind `#` out of the address: it is not sent.")
    is_local = host in LOOPBACK_HOSTS
    if parts.scheme != "https" and not (parts.scheme == "http" and is_local):
        raise ValueError("Deliveries go over https only. Write an address that begins with https://.")
    if not is_local and not _HOST.fullmatch(host):
        raise ValueError("The address must name a public host by its domain, such as hooks.acme.example.")
    if not is_local and port is not None and port not in PORTS:
        raise ValueError("The port must be 443 or 8443.")
    default = 443 if parts.scheme == "https" else 80
    return Destination(parts.scheme, host, port or default, (parts.path or "/") + (f"?{parts.query}" if parts.query else ""))


def is_public(address: str) -> bool:
    """True if an IP address is one of the public Internet: not private, link-local, loopback, metadata, multicast, shared or translated."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        return found in _GLOBAL_IPV6 and found.is_global and not any(found in network for network in _NEVER_IPV6)
    return (
        found.is_global and not found.is_multicast and not found.is_reserved and not any(found in network for network in _NEVER)
    )
