"""What is forbidden in the HTML of a template, and the plain text of an HTML body.

A mail program ignores most of what is forbidden. The preview in a portal and the page that a letter is printed from do not.
"""

import html
import re
from collections.abc import Collection, Iterator

from contactbook.domain.templates.tag_syntax import HashTemplate, Region, regions

_REFUSED_ELEMENTS = re.compile(r"<(script|iframe|object|embed|base|form|meta\s[^<>]*refresh)\b", re.IGNORECASE)
_EVENT = re.compile(r"[\s\"'/]on[a-z]+\s*=", re.IGNORECASE)
_SCRIPT_ADDRESS = re.compile(r"=\s*+[\"']?+\s*+(?:javascript|vbscript|data\s*:\s*text)\b", re.IGNORECASE)
_UNQUOTED = re.compile(r"=\s*(?=#\{?[a-z])", re.IGNORECASE)
_ADDRESS = re.compile(r"\b(?:href|src|background|action)\s*=\s*[\"']\s*(?=#)", re.IGNORECASE)
_BREAK = re.compile(r"</?(?:p|div|br|tr|table|h[1-6]|li|ul|ol|blockquote|section|hr)\b", re.IGNORECASE)
_LINK = re.compile(r"<a\s[^>]*?href\s*=\s*[\"']([^\"']*)", re.IGNORECASE)
_HIDDEN = re.compile(r"<(title|head)\b", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\f\v]+")
_LINES = re.compile(r"\n\n+")


def refused_html(body: str, tags: Collection[str], link_tags: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield what is forbidden in the body: a code and a message each."""
    for region, part in regions(body):
        if region not in (Region.MARKUP, Region.COMMENT):
            continue
        element = _REFUSED_ELEMENTS.search(part)
        if element:
            yield "html_not_allowed", f"The element '{element.group(1).lower().split()[0]}' is not allowed."
        if _EVENT.search(part) or _SCRIPT_ADDRESS.search(part):
            yield "html_not_allowed", "Scripts are not allowed."
        if any(_tag_at(part, found.end()) in tags for found in _UNQUOTED.finditer(part)):
            yield "tag_not_quoted", "A tag that is an attribute's value must be in quotes."
        starts = (_tag_at(part, found.end()) for found in _ADDRESS.finditer(part))
        if any(name in tags and name not in link_tags for name in starts):
            yield "tag_not_allowed_here", "A link's address must not begin with a tag, unless it is a link tag."


def text_of(body: str) -> str:
    """Return the plain text of an HTML body in lines, with the address of each link behind it."""
    parts: list[str] = []
    address = ""
    skipping = ""
    for region, part in regions(body):
        if region is Region.MARKUP:
            hidden, link = _HIDDEN.match(part), _LINK.match(part)
            if hidden:
                skipping = f"</{hidden.group(1).lower()}"
            elif skipping and part.lower().startswith(skipping):
                skipping = ""
            elif _BREAK.match(part):
                parts.append("\n\n" if part[1:3].lower() in ("/p", "/h") else "\n")
            elif link:
                address = link.group(1)
            elif address and part.lower().startswith("</a"):
                parts.append(f" ({address})")
                address = ""
        elif region is Region.TEXT and not skipping:
            parts.append(_SPACE.sub(" ", part.replace("\n", " ")))
    return _LINES.sub("\n\n", _tidy(html.unescape("".join(parts)))).strip()


def _tidy(text: str) -> str:
    return "\n".join(_SPACE.sub(" ", line).strip() for line in text.split("\n"))


def _tag_at(part: str, place: int) -> str:
    found = HashTemplate.pattern.match(part, place)  # type: ignore[attr-defined]  # typeshed does not know that Template.pattern is compiled.
    name = (found.group("named") or found.group("braced")) if found else None
    return (name or "").lower()
