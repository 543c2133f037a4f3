"""Domains of email senders in one comparable form: punycode, lower case, without a final dot (S8.2)."""

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

_LONGEST = 253
_MOST_LABELS = 10
_DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?")


def comparable_domain(domain: str) -> str | None:
    """Return the domain in its comparable form, or None if no email can come from it.

    An IP address and a single label, such as `localhost`, are no domains of senders.
    """
    # The codec takes quadratic time for a long name.
    if len(domain) > _LONGEST:
        return None
    try:
        plain = domain.strip().encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        return None
    return plain if _DOMAIN.fullmatch(plain) and plain.count(".") < _MOST_LABELS else None


def sender_domain(address: str) -> str | None:
    """Return the domain of an email address in its comparable form, or None."""
    return comparable_domain(address.rpartition("@")[2])


def is_public_suffix(domain: str) -> bool:
    """True if anybody may register a domain below this one, such as `co.uk` or `github.io`: it is nobody's own.

    The list is read when it is asked first, in a tenth of a second.
    """
    return _public_suffixes().is_public(domain)


def covers(domain: str, other: str) -> bool:
    """True if whoever may send from `domain` may send from `other`: SES lets a verified domain send from all below it."""
    return other == domain or other.endswith(f".{domain}")


def domains_above(domain: str) -> list[str]:
    """Return the domains that cover this one, without itself: `mail.acme.example` lies below `acme.example`."""
    labels = domain.split(".")
    return [".".join(labels[start:]) for start in range(1, len(labels) - 1)]


@cache
def _public_suffixes() -> "PublicSuffixList":
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()
