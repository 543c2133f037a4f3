"""The syntax of tags in a template's text, and the replacement of tags by values (S2.68-S2.70).

- `##` is a `#`. `#{name}` and `#name` are tags, in upper or lower case; `#` before anything else is a `#`.
- A name ends where letters, digits and underscores end: `#first_names` is not `#first_name`.
- An unknown name is refused in plain text and in the text of HTML. It is also refused in the markup of HTML, unless it is a
  colour (`#fff`), an anchor on the same page (`href="#top"` beside `id="top"`) or the fragment of an address (`/page#part`).
- A character reference (`&#39;`, `&#x27;`) is not a tag. In comments only known names are tags; in `<style>` there are no tags.

There are no expressions of any kind.
"""

import html
import re
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from string import Template

from contactbook.domain.base.text import clean_line, clean_text


class Region(StrEnum):
    """A part of an HTML body."""

    TEXT = "text"
    MARKUP = "markup"
    COMMENT = "comment"
    STYLE = "style"


class HashTemplate(Template):
    """`string.Template` with `#`; it ignores character references of HTML."""

    delimiter = "#"
    flags = re.IGNORECASE | re.ASCII
    pattern = r"""
        (?!(?<=&)\#(?:x[0-9a-f]{1,6}|[0-9]{1,7});)
        \#(?:
            (?P<escaped>\#) |
            (?P<named>[a-z][a-z0-9_]*) |
            \{(?P<braced>[a-z][a-z0-9_]*)\} |
            (?P<invalid>)
        )
    """  # type: ignore[assignment]  # typeshed wants a str; Template compiles it in __init_subclass__.


class _Filling(Mapping[str, str]):
    """The values by lower-cased name. An unknown name is empty, or with `keeps_unknown` stays as it is."""

    def __init__(self, values: Mapping[str, str], *, keeps_unknown: bool) -> None:
        self._values = values
        self._keeps_unknown = keeps_unknown

    def __getitem__(self, name: str) -> str:
        if self._keeps_unknown:
            return self._values[name.lower()]
        return self._values.get(name.lower(), "")

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


_COLOUR = re.compile(r"(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
# Separates words in markup. A `#` begins a fragment if its word looks like an address before it.
_WORD_END = re.compile(r"""[\s"'=(]""")
_LONGEST_ADDRESS = 2_000
_ANCHOR = re.compile(r"""\b(?:id|name)\s*=\s*["']?([A-Za-z][\w\-:.]*)""")


def filled_line(text: str, values: Mapping[str, str]) -> str:
    """Fill one line, such as a subject; carriage returns and line feeds of values are removed."""
    return clean_line(_filled(text, {name: clean_line(value) for name, value in values.items()}))


def filled_text(text: str, values: Mapping[str, str]) -> str:
    """Fill plain text."""
    return _filled(text, {name: clean_text(value) for name, value in values.items()})


def filled_html(body: str, values: Mapping[str, str]) -> str:
    """Fill HTML: values are escaped, and in text their line ends become line breaks."""
    escaped = {name: html.escape(clean_text(value)) for name, value in values.items()}
    in_text = {name: value.replace("\n", "<br>\n") for name, value in escaped.items()}
    in_markup = {name: value.replace("\n", " ") for name, value in escaped.items()}
    parts: list[str] = []
    for region, part in regions(body):
        if region is Region.STYLE:
            parts.append(part)
        elif region is Region.TEXT:
            parts.append(_filled(part, in_text))
        else:
            parts.append(HashTemplate(part).safe_substitute(_Filling(in_markup, keeps_unknown=True)))
    return "".join(parts)


def tags_in_text(text: str) -> set[str]:
    """Return the names of the tags in plain text, known or not; `{` means a brace that is not closed."""
    return {name for name, _ in _names(text)}


def tags_in_html(body: str, known: Collection[str]) -> set[str]:
    """Return the names of the tags in HTML, known or not."""
    anchors = {found.lower() for found in _ANCHOR.findall(body)}
    found: set[str] = set()
    for region, part in regions(body):
        if region is Region.TEXT:
            found |= tags_in_text(part)
        elif region is Region.COMMENT:
            found |= {name for name, _ in _names(part) if name in known}
        elif region is Region.MARKUP:
            found |= {name for name, place in _names(part) if name in known or not _is_no_tag(part, name, place, anchors)}
    return found


def regions(body: str) -> Iterator[tuple[Region, str]]:
    """Split an HTML body into its text, markup, comments and style sheets, in order, in linear time."""
    start = 0
    while start < len(body):
        opening = _next_markup(body, start)
        if opening > start:
            yield Region.TEXT, body[start:opening]
        if opening == len(body):
            return
        region, end = _markup_end(body, opening)
        yield region, body[opening:end]
        start = end


_OPENING = re.compile(r"<(?=[A-Za-z/!?])")


def _next_markup(body: str, start: int) -> int:
    found = _OPENING.search(body, start)
    return found.start() if found else len(body)


def _markup_end(body: str, opening: int) -> tuple[Region, int]:
    if body.startswith("<!--", opening):
        return Region.COMMENT, _after(body, "-->", opening + 4)
    if _STYLE.match(body, opening):
        closing = _STYLE_END.search(body, opening)
        return Region.STYLE, closing.end() if closing else len(body)
    place = opening
    while True:
        found = _MARKUP_STOP.search(body, place)
        if found is None:
            return Region.MARKUP, len(body)
        if found.group() == ">":
            return Region.MARKUP, found.end()
        place = _after(body, found.group(), found.end())


_MARKUP_STOP = re.compile("[\"'>]")
_STYLE = re.compile(r"<style[\s>/]", re.IGNORECASE | re.ASCII)
_STYLE_END = re.compile(r"</style[^>]*>?", re.IGNORECASE | re.ASCII)


def _after(body: str, text: str, start: int) -> int:
    found = body.find(text, start)
    return len(body) if found < 0 else found + len(text)


def _filled(text: str, values: Mapping[str, str]) -> str:
    return HashTemplate(text).safe_substitute(_Filling(values, keeps_unknown=False))


def _names(text: str) -> Iterator[tuple[str, int]]:
    for found in HashTemplate.pattern.finditer(text):  # type: ignore[attr-defined]  # typeshed does not know that Template.pattern is compiled.
        name = found.group("named") or found.group("braced")
        if name:
            yield name.lower(), found.start()
        elif found.group("invalid") is not None and text.startswith("{", found.end()):
            yield "{", found.start()


def _is_no_tag(part: str, name: str, place: int, anchors: set[str]) -> bool:
    """True if an unknown name in markup is a colour, an anchor on this page, or the fragment of an address."""
    if name == "{" or part.startswith("#{", place):
        return False
    if _COLOUR.fullmatch(name) or name in anchors:
        return True
    before = _WORD_END.split(part[max(0, place - _LONGEST_ADDRESS) : place])[-1]
    return not {"/", "."}.isdisjoint(before)
