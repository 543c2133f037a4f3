"""Fills the tags of HTML; each value is escaped for the place where it stands (S2.70), so that it never becomes markup.

| place | how |
|---|---|
| text | characters of markup are escaped, line ends become line breaks |
| a quoted attribute | characters of markup are escaped |
| an address | also percent-encoded: a value adds no path, no parameter and no host. A link tag is the whole address. |
| a comment | also hyphens and brackets are escaped, so that a value cannot end it. One that no value would end is left out. |
| anywhere else in a tag; a style sheet | no value |
"""

import html
from collections.abc import Callable, Mapping
from functools import lru_cache
from urllib.parse import quote

from contactbook.domain.base.text import clean_text
from contactbook.domain.templates.html_regions import Attribute, Region, attributes, conditional_part, is_plain_comment, regions
from contactbook.domain.templates.html_rules import ADDRESSES
from contactbook.domain.templates.tag_syntax import filled, tag_places

_Escape = Callable[[str], str]


# A batch fills one template for each of its contacts, so it is taken apart once.
@lru_cache(maxsize=64)
def _regions_of(body: str) -> tuple[tuple[Region, str], ...]:
    return tuple(regions(body))


@lru_cache(maxsize=256)
def _attributes_of(part: str) -> tuple[Attribute, ...]:
    return tuple(attributes(part))


def filled_html(body: str, values: Mapping[str, str]) -> str:
    """Fill HTML with the values."""
    return _Filler(values, html.escape).fill(body)


class _Filler:
    def __init__(self, values: Mapping[str, str], escape: _Escape) -> None:
        self._values = values
        self._escape = escape

    def fill(self, body: str) -> str:
        return "".join(part if "#" not in part else self._part(region, part) for region, part in _regions_of(body))

    def _part(self, region: Region, part: str) -> str:
        match region:
            case Region.STYLE:
                return part
            case Region.TEXT:
                # A `<` that begins no element would begin one with a value behind it.
                return filled(part.replace("<", "&lt;"), self._values, self._in_text)
            case Region.COMMENT:
                return self._comment(part)
            case Region.MARKUP:
                return self._markup(part)

    def _comment(self, part: str) -> str:
        start, end = conditional_part(part) if self._escape is html.escape else (0, 0)
        inside = _Filler(self._values, _escaped_in_comment)
        if end:
            return part[:start] + inside.fill(part[start:end]) + part[end:]
        comment = filled(part, self._values, inside._in_attribute, keeps_unknown=True)
        # A template stored before may have a comment that a value, or none, makes another one; no `</` or `<!` is filled.
        return comment if comment == part or is_plain_comment(comment) else ""

    def _markup(self, part: str) -> str:
        pieces: list[str] = []
        done = 0
        for attribute in _attributes_of(part):
            pieces += [self._without_tags(part[done : attribute.start]), self._attribute(attribute)]
            done = attribute.end
        return "".join([*pieces, self._without_tags(part[done:])])

    def _attribute(self, attribute: Attribute) -> str:
        if "#" not in attribute.value:
            return attribute.value
        if not attribute.quoted:
            return self._without_tags(attribute.value)
        if attribute.name in ADDRESSES:
            return self._address(attribute.value)
        return filled(attribute.value, self._values, self._in_attribute, keeps_unknown=True)

    def _address(self, address: str) -> str:
        """Return the address filled. A tag at its begin is the whole address, if its value is an address of the web."""
        name, start, end = next(tag_places(address), ("", 0, 0))
        value = clean_text(self._values.get(name, ""))
        if end and not address[:start].strip() and value.startswith(("https://", "http://")):
            return address[:start] + self._in_attribute(value) + self._encoded(address[end:])
        return self._encoded(address)

    def _encoded(self, address: str) -> str:
        path, mark, query = address.partition("?")
        in_path = filled(
            path, self._values, lambda value: self._in_attribute(quote(clean_text(value), safe="@+")), keeps_unknown=True
        )
        in_query = filled(
            query, self._values, lambda value: self._in_attribute(quote(clean_text(value), safe="")), keeps_unknown=True
        )
        return in_path + mark + in_query

    def _without_tags(self, text: str) -> str:
        return filled(text, self._values, lambda _: "", keeps_unknown=True)

    def _in_text(self, value: str) -> str:
        return self._escape(clean_text(value)).replace("\n", "<br>\n")

    def _in_attribute(self, value: str) -> str:
        return self._escape(clean_text(value)).replace("\n", " ")


def _escaped_in_comment(value: str) -> str:
    return html.escape(value).replace("-", "&#45;").replace("[", "&#91;").replace("]", "&#93;")
