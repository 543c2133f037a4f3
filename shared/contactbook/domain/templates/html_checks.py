"""Refuses HTML that a template must not have (S2.70), with the place of each.

Two readings must agree. `html_regions.py` reads the source, and says where elements and attributes stand and which values are in
quotes. `html_parser.py` reads the body as browsers do, and says which elements and attributes it really has. Both are held to the
lists of `html_rules.py`. Each merge tag must stand in the same attribute in both, so that its value is escaped for where it lands.
"""

import html
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator
from typing import NamedTuple

from contactbook.domain.templates.html_parser import MARK, marked_attributes, parsed
from contactbook.domain.templates.html_regions import (
    RAW,
    Attribute,
    Region,
    attributes,
    conditional_part,
    element_of,
    is_closed,
    is_plain_comment,
    regions,
)
from contactbook.domain.templates.html_rules import (
    ADDRESSES,
    SELF_CLOSING,
    attribute_problem,
    declaration_problem,
    is_element,
    style_problem,
)
from contactbook.domain.templates.tag_syntax import tag_places

# A parser takes time by the square of the depth.
_DEEPEST = 200
# An address with a tag in it has its scheme and host before the tag.
_FIXED_HOST = re.compile(
    r"\s*+(?:https?://[^/?#\\]++[/?#]|(?!https?:)[a-z][a-z0-9+.\-]*+:|/(?![/\\])|[^\s/\\:#?][^\s/\\:#?]*+[/?#]|\?)", re.IGNORECASE
)

_LONGEST_HOST = 500
# What a browser leaves out of an address.
_LEFT_OUT = re.compile(r"[\t\n\r]")


class Refusal(NamedTuple):
    """What is refused: the code, the message, and where it stands in the body."""

    code: str
    message: str
    place: int


def refused_html(body: str, tags: Collection[str], link_tags: Collection[str], *, outlook: bool = False) -> Iterator[Refusal]:
    """Yield what is forbidden. `tags` are the known tags, `link_tags` those that are addresses; `outlook`: a conditional comment."""
    source = _Source(tags, link_tags, outlook=outlook)
    refused = False
    for refusal in source.refusals(body):
        refused = True
        yield refusal
    if not refused:
        yield from (Refusal("html_not_allowed", problem, 0) for problem in _misread(source, outlook=outlook))


def _misread(source: "_Source", *, outlook: bool) -> Iterator[str]:
    """Yield what the parser finds in the body, and the source did not show."""
    seen = parsed("".join(source.marked))
    for element, name, value in seen:
        if not is_element(element, outlook=outlook):
            yield f"The element '{element[:40]}' is not allowed."
        elif name:
            problem = attribute_problem(element, name, value)
            if problem:
                yield problem
    # Word, which reads a conditional comment, knows `noscript` and `xml` otherwise.
    dropped = Counter() if outlook else source.elements - Counter(element for element, name, _ in seen if not name)
    yield from (f"The element '{element[:40]}' stands where a browser leaves it out." for element in dropped)
    if marked_attributes(seen) != source.attribute_of:
        yield "A tag stands in malformed HTML. Close every quote, comment and element around it."


class _Source:
    """Reads the source of a body. `marked` is the body with a mark for each tag, `attribute_of` the attribute of each mark.

    `elements` counts the elements that begin in the source.
    """

    def __init__(self, tags: Collection[str], link_tags: Collection[str], *, outlook: bool) -> None:
        self._tags, self._link_tags, self._outlook = tags, link_tags, outlook
        self._open: Counter[str] = Counter()
        self.elements: Counter[str] = Counter()
        self.attribute_of: dict[int, str] = {}
        self.marked: list[str] = []
        self._marks = 0

    def refusals(self, body: str) -> Iterator[Refusal]:
        """Yield what is wrong, and collect the marks on the way."""
        place = 0
        raw, raw_place = "", 0
        for region, part in regions(body):
            found: Iterator[Refusal]
            match region:
                case Region.MARKUP:
                    found = self._markup(part)
                    element = element_of(part)
                    raw, raw_place = (element if element in RAW and not part.startswith("</") else ""), place
                case Region.COMMENT:
                    found = self._comment(part)
                case Region.STYLE:
                    found = _style(part)
                case Region.TEXT:
                    self.marked += self._with_marks(part, [])
                    found = _text(part)
            yield from (refusal._replace(place=place + refusal.place) for refusal in found)
            place += len(part)
        if raw:
            yield Refusal("html_not_allowed", f"The element '{raw}' is not closed.", raw_place)

    def _markup(self, part: str) -> Iterator[Refusal]:
        element = element_of(part)
        held = list(attributes(part))
        self.marked += self._with_marks(part, held)
        if not is_element(element, outlook=self._outlook):
            yield Refusal("html_not_allowed", f"The element '{element[:40]}' is not allowed.", 0)
            return
        if not is_closed(part, held):
            yield Refusal("html_not_allowed", f"The tag of '{element[:40]}' does not end. Close its quotes, and write >.", 0)
        ends = part.startswith("</")
        self.elements[element] += not ends
        for attribute in () if ends else held:
            problem = attribute_problem(element, attribute.name, html.unescape(attribute.value))
            if problem:
                yield Refusal("html_not_allowed", problem, attribute.start)
        for name, start, _ in self._places(part):
            misplaced = self._misplaced(name, part, start, None if ends else _holder(held, start))
            if misplaced:
                yield Refusal(misplaced[0], misplaced[1], start)
        if self._is_too_deep(element, ends=ends):
            yield Refusal("html_not_allowed", f"More than {_DEEPEST} elements are open. Close them.", 0)

    def _is_too_deep(self, element: str, *, ends: bool) -> bool:
        if element in SELF_CLOSING:
            return False
        self._open[element] = max(0, self._open[element] + (-1 if ends else 1))
        return not ends and self._open.total() > _DEEPEST

    def _misplaced(self, name: str, part: str, start: int, holder: Attribute | None) -> tuple[str, str] | None:
        if holder is None:
            return "tag_not_allowed_here", f"The tag #{name} must stand in text, or in quotes as the value of an attribute."
        if not holder.quoted:
            return "tag_not_quoted", "A tag that is an attribute's value must be in quotes."
        if holder.name in ("style", "srcset"):
            return "tag_not_allowed_here", f"The attribute '{holder.name}' must not contain a tag."
        if holder.name in ADDRESSES and not self._may_continue(
            part[holder.start : min(start, holder.start + _LONGEST_HOST)], name
        ):
            return "tag_not_allowed_here", "A link's address must not begin with a tag, unless it is a link tag."
        return None

    def _may_continue(self, address: str, name: str) -> bool:
        """True if the tag may follow this begin of an address."""
        plain = _LEFT_OUT.sub("", html.unescape(address))
        return _FIXED_HOST.match(plain) is not None or (not plain.strip() and name in self._link_tags)

    def _comment(self, part: str) -> Iterator[Refusal]:
        self.marked.append(part)
        problem = _comment_problem(part, outlook=self._outlook)
        if problem:
            yield Refusal("html_not_allowed", problem, 0)
            return
        start, end = conditional_part(part)
        yield from self._tags_in_comment(part, start, end)
        for refusal in refused_html(part[start:end], self._tags, self._link_tags, outlook=True):
            yield refusal._replace(place=start + refusal.place)

    def _tags_in_comment(self, part: str, start: int, end: int) -> Iterator[Refusal]:
        """Yield the tags outside of the HTML of a comment, if the comment without them would be another one."""
        outside = [found for found in self._places(part) if not start <= found[1] < end]
        if outside and (end or not is_plain_comment(_without(part, outside))):
            name, place, _ = outside[0]
            yield Refusal("tag_not_allowed_here", f"The tag #{name} must not stand where this comment begins or ends.", place)

    def _with_marks(self, part: str, held: list[Attribute]) -> Iterator[str]:
        done = 0
        for _, start, end in self._places(part):
            holder = _holder(held, start)
            if holder is not None:
                self.attribute_of[self._marks] = holder.name
            yield part[done:start]
            yield MARK.format(self._marks)
            self._marks += 1
            done = end
        yield part[done:]

    def _places(self, part: str) -> Iterator[tuple[str, int, int]]:
        return (found for found in tag_places(part) if found[0] in self._tags)


def _text(part: str) -> Iterator[Refusal]:
    place = part.find("<")
    if place >= 0:
        message = "A '<' that begins no element is not allowed. Write &lt; for the sign itself."
        yield Refusal("html_not_allowed", message, place)


def _comment_problem(part: str, *, outlook: bool) -> str | None:
    if not part.startswith("<!--"):
        return declaration_problem(part)
    if outlook:
        return "A conditional comment must not contain a comment."
    return None if is_closed(part) else "A comment does not end. Write --> behind it."


def _without(part: str, places: list[tuple[str, int, int]]) -> str:
    begins = [0, *(end for *_, end in places)]
    ends = [*(start for _, start, _ in places), len(part)]
    return "".join(part[begin:end] for begin, end in zip(begins, ends, strict=True))


def _style(part: str) -> Iterator[Refusal]:
    problem = style_problem(part)
    if problem:
        yield Refusal("html_not_allowed", problem, 0)


def _holder(held: list[Attribute], place: int) -> Attribute | None:
    number = bisect_right(held, place, key=lambda attribute: attribute.start) - 1
    return held[number] if number >= 0 and place < held[number].end else None
