"""Reads HTML as browsers do: with html5ever, through nh3. It says which elements and attributes a body really has.

nh3 is made to remove things and tell nobody. Here it may remove nothing, and every attribute passes by a callback.
"""

import re
from collections.abc import Sequence

# Private characters of Unicode: they mean nothing in HTML, so they change no reading. The number of a merge tag stands between two.
MARK = "\ue001{}\ue002"
_MARKED = re.compile("\ue001([0-9]+)\ue002")
# Stands for a colon, because nh3 drops an attribute whose address has a scheme that it does not know.
_COLON = "\ue000"
_COLONS = re.compile(r":|&colon;|&#0*+58(?![0-9]);?|&#x0*+3a(?![0-9a-f]);?", re.IGNORECASE)
# The parser drops these tags outside their places, and with them their attributes. Under another name it keeps them.
_DROPPED = re.compile(
    r"(</?)(?=(?:html|head|body|frameset|frame|caption|col|colgroup|tbody|td|tfoot|th|thead|tr)(?:[\t\n\f\r />]|\Z))",
    re.IGNORECASE,
)
_RENAMED = "contactbook-"
_SEEN = "contactbook-seen"
# A longer name than this is no element that we allow; nh3 drops its tag, but the parts of a long name are found below.
_NAME = re.compile(r"<(?=([A-Za-z][^\t\n\f\r />]{0,60}))")

# Element, attribute and decoded value. Each element is also told once by itself, with an empty attribute.
Parsed = tuple[str, str, str]


def parsed(body: str) -> list[Parsed]:
    """Return every element and attribute of the body."""
    import nh3  # Imported here: only who saves a template needs it (5 ms).

    source = _DROPPED.sub(rf"\1{_RENAMED}", _COLONS.sub(_COLON, body))
    names = {name.lower() for name in _NAME.findall(source)}
    found: list[Parsed] = []

    def see(element: str, name: str, value: str) -> str:
        found.append((_restored(element), "" if name == _SEEN else _restored(name), _restored(value)))
        return value

    nh3.clean(
        source,
        tags=names,
        clean_content_tags=set(),
        attribute_filter=see,
        generic_attribute_prefixes={*source, *source.lower(), "\ufffd"},
        set_tag_attribute_values={name: {_SEEN: ""} for name in names},
        link_rel=None,
    )
    return found


def marked_attributes(seen: Sequence[Parsed]) -> dict[int, str]:
    """Return the attribute of each mark. A mark in a name counts as an attribute without a name."""
    return {
        int(number): name if where == "value" else ""
        for _, name, value in seen
        for where, text in (("value", value), ("name", name))
        for number in _MARKED.findall(text)
    }


def _restored(text: str) -> str:
    return text.removeprefix(_RENAMED).replace(_COLON, ":")
