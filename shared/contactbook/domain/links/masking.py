"""Masking of personal links: nobody but the recipient holds the link to a contact's own pages (S2.50).

What is stored of a message is filled with masked links in the first place (`domain/templates/rendering.py`). The search here is for
links that come another way, such as in a value of the contact; it knows a token in every writing of HTML and of addresses.
"""

import re

_MASK = "***"
# Each character may be written as a reference of HTML (`&#45;`) or with a percent sign (`%2D`), and that more than once (`%252D`).
_REFERENCE = r"&(?:amp;){0,4}"
_PERCENT = r"%(?:25){0,4}"
_SLASH = rf"(?:/|{_PERCENT}2f|{_REFERENCE}(?:\#(?:0{{0,8}}47|x0{{0,8}}2f)(?![0-9a-f]);?|sol;))"
_P = rf"(?:p|{_PERCENT}[57]0|{_REFERENCE}\#(?:0{{0,8}}(?:80|112)|x0{{0,8}}[57]0);?)"
_CODE = "(?:3[0-9]|[46][1-9a-f]|[57][0-9a]|2d|5f)"
_DECIMAL = "(?:45|4[89]|5[0-7]|6[5-9]|[78][0-9]|90|95|9[7-9]|1[01][0-9]|12[0-2])"
_CHARACTER = rf"""(?:
    [a-z0-9_-] | {_PERCENT}{_CODE} |
    {_REFERENCE}(?:\#(?:0{{0,8}}{_DECIMAL}(?![0-9]) | x0{{0,8}}{_CODE}(?![0-9a-f]));? | lowbar; | underbar;)
)"""
# The path of a page, and its token; no token is shorter.
_LINK = re.compile(rf"({_SLASH}{_P}{_SLASH}){_CHARACTER}{{80,}}+", re.IGNORECASE | re.ASCII | re.VERBOSE)


def has_personal_link(text: str) -> bool:
    """True if the text holds the address of a contact's own page."""
    return _LINK.search(text) is not None


def without_personal_links(text: str) -> str:
    """Return the text with the token of each personal link masked."""
    return _LINK.sub(rf"\g<1>{_MASK}", text)


def masked_link(address: str) -> str:
    """Return the address of a contact's own page with its token masked, whatever the token looks like."""
    page, slash, _ = address.rpartition("/")
    return f"{page}{slash}{_MASK}"
