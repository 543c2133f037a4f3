"""The plain text of an HTML body."""

import html
import re

from contactbook.domain.templates.html_regions import Region, regions

_BREAK = re.compile(r"</?(?:p|div|br|tr|table|h[1-6]|li|ul|ol|blockquote|section|hr)\b", re.IGNORECASE)
_LINK = re.compile(r"<a\s[^>]*?href\s*=\s*[\"']([^\"']*)", re.IGNORECASE)
_HIDDEN = re.compile(r"<(title|head)\b", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\f\v]+")
_LINES = re.compile(r"\n\n+")


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
