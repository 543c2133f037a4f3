"""The syntax of tags in a template's text, and the replacement of tags by values (S2.68-S2.70).

- `##` is a `#`. `#{name}` and `#name` are tags, in upper or lower case; `#` before anything else is a `#`.
- A name ends where letters, digits and underscores end: `#first_names` is not `#first_name`.
- An unknown name is refused in plain text and in the text of HTML. It is also refused in the markup of HTML, unless it is a
  colour (`#fff`), an anchor on the same page (`href="#top"` beside `id="top"`) or the fragment of an address (`/page#part`).
- A character reference (`&#39;`, `&#x27;`) is not a tag. In comments only known names are tags; in `<style>` there are no tags.

There are no expressions of any kind.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from string import Template

from contactbook.domain.base.text import clean_line, clean_text
from contactbook.domain.templates.html_regions import Region, regions


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
    """The values by lower-cased name, each escaped. An unknown name is empty, or with `keeps_unknown` stays as it is."""

    def __init__(self, values: Mapping[str, str], escape: Callable[[str], str], *, keeps_unknown: bool) -> None:
        self._values = values
        self._escape = escape
        self._keeps_unknown = keeps_unknown

    def __getitem__(self, name: str) -> str:
        if self._keeps_unknown:
            return self._escape(self._values[name.lower()])
        return self._escape(self._values.get(name.lower(), ""))

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def filled(text: str, values: Mapping[str, str], escape: Callable[[str], str], *, keeps_unknown: bool = False) -> str:
    """Fill a text with escaped values. An unknown tag is empty, or stays with `keeps_unknown`."""
    return HashTemplate(text).safe_substitute(_Filling(values, escape, keeps_unknown=keeps_unknown))


_COLOUR = re.compile(r"(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})")
# Separates words in markup. A `#` begins a fragment if its word looks like an address before it.
_WORD_END = re.compile(r"""[\s"'=(]""")
_LONGEST_ADDRESS = 2_000
_ANCHOR = re.compile(r"""\b(?:id|name)\s*=\s*["']?([A-Za-z][\w\-:.]*)""")


def filled_line(text: str, values: Mapping[str, str]) -> str:
    """Fill one line, such as a subject; carriage returns and line feeds of values are removed."""
    return clean_line(filled(text, values, clean_line))


def filled_text(text: str, values: Mapping[str, str]) -> str:
    """Fill plain text."""
    return filled(text, values, clean_text)


def tags_in_text(text: str) -> set[str]:
    """Return the names of the tags in plain text, known or not; `{` means a brace that is not closed."""
    return {name for name, *_ in tag_places(text)}


def tags_in_html(body: str, known: Collection[str]) -> set[str]:
    """Return the names of the tags in HTML, known or not."""
    anchors = {found.lower() for found in _ANCHOR.findall(body)}
    found: set[str] = set()
    for region, part in regions(body):
        if region is Region.TEXT:
            found |= tags_in_text(part)
        elif region is Region.COMMENT:
            found |= {name for name, *_ in tag_places(part) if name in known}
        elif region is Region.MARKUP:
            found |= {name for name, place, _ in tag_places(part) if name in known or not _is_no_tag(part, name, place, anchors)}
    return found


def tag_places(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the name of each tag in lower case, known or not, with its begin and end; `{` is a brace that is not closed."""
    for found in HashTemplate.pattern.finditer(text):  # type: ignore[attr-defined]  # typeshed does not know that Template.pattern is compiled.
        name = found.group("named") or found.group("braced")
        if name:
            yield name.lower(), found.start(), found.end()
        elif found.group("invalid") is not None and text.startswith("{", found.end()):
            yield "{", found.start(), found.end()


def _is_no_tag(part: str, name: str, place: int, anchors: set[str]) -> bool:
    """True if an unknown name in markup is a colour, an anchor on this page, or the fragment of an address."""
    if name == "{" or part.startswith("#{", place):
        return False
    if _COLOUR.fullmatch(name) or name in anchors:
        return True
    before = _WORD_END.split(part[max(0, place - _LONGEST_ADDRESS) : place])[-1]
    return not {"/", "."}.isdisjoint(before)
