"""Tokens of personal links, and the search for a part of one in a text, in whatever writing."""

import html
from urllib.parse import unquote

from hypothesis import strategies as st

TOKENS = st.text("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_", min_size=80, max_size=160)
_PART = 12


def forged(link: str) -> str:
    """Return the link with another end, whatever its end is."""
    return link[:-4] + ("AAAA" if not link.endswith("AAAA") else "BBBB")


def shows_no_part_of(token: str, text: str) -> bool:
    """True if no 12 consecutive characters of the token stand in the text, also after every decoding."""
    parts = {token[place : place + _PART] for place in range(len(token) - _PART + 1)}
    before = None
    while before != text:
        if any(part in text for part in parts):
            return False
        before, text = text, unquote(html.unescape(text))
    return True
