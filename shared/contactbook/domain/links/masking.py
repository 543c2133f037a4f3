"""Masking of personal links: nobody but the recipient holds the link to a contact's own pages (S2.50)."""

import re

# The token of a page's address, which may be percent-encoded inside another address. No token is shorter.
_TOKEN = re.compile(r"(?<=[/Ff]p/)[A-Za-z0-9_-]{80,}|(?<=[/Ff]p%2[Ff])[A-Za-z0-9_-]{80,}")
_MASK = "***"


def has_personal_link(text: str) -> bool:
    """True if the text holds the address of a contact's own page."""
    return _TOKEN.search(text) is not None


def without_personal_links(text: str) -> str:
    """Return the text with the token of each personal link masked."""
    return _TOKEN.sub(_MASK, text)
