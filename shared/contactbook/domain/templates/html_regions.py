"""Splits an HTML body into its regions, and a tag into its attributes, as HTML's own tokenizer does. Linear in the body's length.

Only the quotes of the source are read here; `html_checks.py` refuses a body that a real parser reads differently.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple


class Region(StrEnum):
    """A part of an HTML body."""

    TEXT = "text"
    MARKUP = "markup"
    COMMENT = "comment"
    STYLE = "style"


class Attribute(NamedTuple):
    """An attribute as it is written: its name in lower case, its value without quotes, and where the value stands in the tag.

    `quoted` is None for an attribute without a value.
    """

    name: str
    value: str
    start: int
    end: int
    quoted: bool | None


_OPENING = re.compile(r"<(?=[A-Za-z/!?])")
# HTML's own white space, which is less than that of `\\s`.
_SPACE = r"[\t\n\f\r ]"
_NAME = r"(?:=[^\t\n\f\r />=]*+|[^\t\n\f\r />=]++)"
_VALUE = rf"""(?:{_SPACE}*+={_SPACE}*+
    (?: "(?P<double>[^"]*+)(?:"|\Z) | '(?P<single>[^']*+)(?:'|\Z) | (?P<bare>[^\t\n\f\r >"'][^\t\n\f\r >]*+) )?)?+"""
_TAG_NAME = re.compile(r"</?([A-Za-z][^\t\n\f\r />]*+)")
_ATTRIBUTE = re.compile(rf"[\t\n\f\r /]*+(?P<name>{_NAME}){_VALUE}", re.VERBOSE)
_REST_OF_TAG = re.compile(rf"(?:[\t\n\f\r /]++|{_NAME}{_VALUE})*+>?", re.VERBOSE)
_COMMENT_END = re.compile(r"--!?>")
_CONDITION = re.compile(r"<!--\[if [^\]]*+\]>", re.IGNORECASE)
# Also what shows the rest to everyone but Outlook: `<!-->`, `<!-- -->`.
_CONDITION_END = re.compile(r"(?:<!(?:\[endif\]|--[\t\n\f\r ]*+)?)?(?:--!?>)?\Z", re.IGNORECASE)
# What HTML reads as text up to its own end tag, whatever stands in it.
RAW = {"style": Region.STYLE, "title": Region.TEXT}
_RAW_END = {name: re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE | re.ASCII) for name in RAW}


def regions(body: str) -> Iterator[tuple[Region, str]]:
    """Split an HTML body into its text, markup, comments and style sheets, in order."""
    start = 0
    raw = ""
    while start < len(body):
        opening = _raw_end(body, start, raw) if raw else _next_markup(body, start)
        if opening > start:
            yield RAW.get(raw, Region.TEXT), body[start:opening]
        if opening == len(body):
            return
        region, end = _markup_end(body, opening)
        part = body[opening:end]
        yield region, part
        raw = element_of(part) if region is Region.MARKUP and not part.startswith("</") else ""
        raw = raw if raw in RAW else ""
        start = end


def element_of(part: str) -> str:
    """Return the name of a tag's element in lower case."""
    found = _TAG_NAME.match(part)
    return found.group(1).lower() if found else ""


def attributes(part: str) -> Iterator[Attribute]:
    """Yield the attributes of a tag."""
    found = _TAG_NAME.match(part)
    place = found.end() if found else len(part)
    while place < len(part):
        attribute = _ATTRIBUTE.match(part, place)
        if attribute is None:
            return
        written = next((name for name in ("double", "single", "bare") if attribute.group(name) is not None), None)
        start, end = attribute.span(written) if written else (attribute.end(), attribute.end())
        name = attribute.group("name").lower()
        yield Attribute(name, part[start:end], start, end, None if written is None else written != "bare")
        place = attribute.end()


def is_closed(part: str, held: Sequence[Attribute] = ()) -> bool:
    """True if a tag, whose attributes are `held`, or a comment is not cut off by the end of the body."""
    if part.startswith("<!--"):
        return part.endswith(("-->", "--!>"))
    return part.endswith(">") and not any(attribute.quoted and attribute.end == len(part) for attribute in held[-1:])


def is_plain_comment(text: str) -> bool:
    """True if the whole text is one comment, and Outlook reads no HTML in it."""
    if not text.startswith("<!--") or text.startswith("<!--["):
        return False
    return is_closed(text) and _comment_end(text, 4) == len(text)


def conditional_part(comment: str) -> tuple[int, int]:
    """Return where the HTML of a conditional comment begins and ends; another comment has none. Outlook reads it (`<!--[if mso]>`)."""
    condition = _CONDITION.match(comment)
    end = _CONDITION_END.search(comment, condition.end()) if condition else None
    return (condition.end(), end.start()) if condition and end else (0, 0)


def _next_markup(body: str, start: int) -> int:
    found = _OPENING.search(body, start)
    return found.start() if found else len(body)


def _raw_end(body: str, start: int, name: str) -> int:
    found = _RAW_END[name].search(body, start)
    return found.start() if found else len(body)


def _markup_end(body: str, opening: int) -> tuple[Region, int]:
    if body.startswith("<!--", opening):
        return Region.COMMENT, _comment_end(body, opening + 4)
    name = _TAG_NAME.match(body, opening)
    if name is None:
        return Region.COMMENT, _after(body, ">", opening)
    rest = _REST_OF_TAG.match(body, name.end())
    return Region.MARKUP, rest.end() if rest else len(body)


def _comment_end(body: str, start: int) -> int:
    for short in (">", "->"):
        if body.startswith(short, start):
            return start + len(short)
    found = _COMMENT_END.search(body, start)
    return found.end() if found else len(body)


def _after(body: str, text: str, start: int) -> int:
    found = body.find(text, start)
    return len(body) if found < 0 else found + len(text)
