"""Which elements, attributes, addresses and styles the HTML of a template may have. What is not in these lists is refused.

The lists hold what email HTML uses. Scripts, forms, frames, SVG and MathML are not in them.
"""

import re


def _words(*lines: str) -> frozenset[str]:
    return frozenset(" ".join(lines).split())


ELEMENTS = _words(
    "html head body title meta link style",
    "address article aside blockquote center dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre",
    "section ul caption col colgroup table tbody td tfoot th thead tr",
    "a abbr b bdi bdo big br cite code del em font i img ins kbd mark q s samp small span strike strong sub sup time tt u var wbr",
    "map area",
)
# What Outlook's conditional comments add; only Word's engine reads them.
OUTLOOK_ELEMENTS = ELEMENTS | _words(
    "noscript xml o:officedocumentsettings o:allowpng o:pixelsperinch o:p w:worddocument w:anchorlock w:donotoptimizeforbrowser",
    "v:background v:fill v:image v:imagedata v:line v:oval v:rect v:roundrect v:shape v:shapetype v:stroke v:textbox",
)
# What HTML closes by itself.
SELF_CLOSING = _words("area br col dd dt hr img li link meta p wbr")

_EVERYWHERE = _words(
    "align bgcolor border class color dir height hidden id lang role style title valign width xml:lang xmlns xmlns:v xmlns:o xmlns:w"
)
_OWN = {
    "a": "href name rel target type hreflang",
    "area": "alt coords href shape target",
    "blockquote": "cite",
    "body": "alink background leftmargin link marginheight marginwidth text topmargin vlink",
    "col": "span",
    "colgroup": "span",
    "del": "cite datetime",
    "font": "face size",
    "hr": "noshade size",
    "img": "alt hspace ismap loading sizes src srcset usemap vspace",
    "ins": "cite datetime",
    "li": "type value",
    "link": "href media rel type",
    "map": "name",
    "meta": "charset content http-equiv media name property",
    "ol": "reversed start type",
    "q": "cite",
    "style": "media type",
    "table": "background cellpadding cellspacing frame rules summary",
    "td": "abbr background colspan headers nowrap rowspan scope",
    "th": "abbr background colspan headers nowrap rowspan scope",
    "time": "datetime",
    "tr": "background",
    "ul": "type",
}
_ATTRIBUTES = {element: _words(names) for element, names in _OWN.items()}
_PREFIXES = ("aria-", "data-")
# Attributes that hold an address.
ADDRESSES = _words("href src srcset background cite")
_SCHEMES = _words("http https mailto tel sms cid")
_IMAGE = re.compile(r"data:image/(?:png|gif|jpeg|jpg|webp);base64,", re.IGNORECASE)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*+):")
# What a browser leaves out of an address before it looks for the scheme.
_IGNORED = re.compile(r"[\t\n\r]+|^[\x00-\x20]++")
# The declarations of HTML 5 and XHTML, and what Outlook reads and browsers skip (`<![if !mso]>`).
_DECLARATION = re.compile(
    r"""<!doctype\s++html(?:\s++(?:public|system)(?:\s*+(?:"[^"<>\[#]*+"|'[^'<>\[#]*+')){1,2})?+\s*+>|<!\[(?:if [\w !()&|.]++|endif)\]>""",
    re.IGNORECASE | re.ASCII,
)
_CHARSET = re.compile(r"charset\s*+=\s*+[\"']?([^\s\"';]*+)", re.IGNORECASE)
_REFRESHED = _words("content-type x-ua-compatible content-language")

_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\n\f\r]?|(.))", re.DOTALL)
_CSS_REFUSED = re.compile(r"expression\s*+\(|behaviou?r\s*+:|-moz-binding|(?:java|vb|live)script\s*+:|-o-link", re.IGNORECASE)
# What leaves the place of the message, and covers what the mail program shows.
_CSS_ELSEWHERE = re.compile(r"(?<![\w-])position\s*+:\s*+(?:fixed|sticky|-webkit-sticky|var\s*+\()", re.IGNORECASE)
_CSS_ADDRESS = re.compile(r"""(?:url\(|@import\s)\s*+["']?\s*+([^"')\s;]{0,60})""", re.IGNORECASE)


def is_element(name: str, *, outlook: bool) -> bool:
    """True if the element is allowed; `outlook` in a conditional comment."""
    return name in (OUTLOOK_ELEMENTS if outlook else ELEMENTS)


def declaration_problem(part: str) -> str | None:
    """Return what is wrong with markup that is neither an element nor a comment in words, or None."""
    if _DECLARATION.fullmatch(part):
        return None
    return "Of what begins with '<!', '<?' or '</', only end tags, comments, '<!DOCTYPE html>' and '<![if ...]>' are allowed."


def attribute_problem(element: str, name: str, value: str) -> str | None:
    """Return what is wrong with an attribute in words, or None. The value is decoded: without character references."""
    if not _is_attribute(element, name):
        return f"The attribute '{_shown(name)}' of '{_shown(element)}' is not allowed."
    if name == "style":
        return style_problem(value)
    if name in ADDRESSES and not _is_address(element, name, value):
        return f"The address in '{name}' of '{_shown(element)}' has a scheme that is not allowed."
    if element == "meta":
        return _meta_problem(name, value)
    if (element, name) == ("link", "rel") and value.strip().lower() != "stylesheet":
        return "A 'link' must have the rel 'stylesheet'."
    return None


def style_problem(css: str) -> str | None:
    """Return what is wrong with a style sheet or a style attribute in words, or None."""
    plain = _CSS_ESCAPE.sub(_unescaped, _CSS_COMMENT.sub("", css))
    if _CSS_REFUSED.search(plain) or "</" in plain:
        return "The style runs a script."
    if _CSS_ELSEWHERE.search(plain):
        return "The style has a position that is not allowed: the message must stay in its place."
    if not all(_is_address("img", "src", found.group(1)) for found in _CSS_ADDRESS.finditer(plain)):
        return "The style has an address with a scheme that is not allowed."
    return None


def _is_attribute(element: str, name: str) -> bool:
    if name in _EVERYWHERE or name.startswith(_PREFIXES):
        return True
    if ":" in element or element == "xml":
        return not name.startswith("on")
    return name in _ATTRIBUTES.get(element, frozenset())


def _is_address(element: str, name: str, value: str) -> bool:
    if name == "srcset":
        return all(_is_address(element, "src", one) for one in value.split(","))
    plain = _IGNORED.sub("", value)
    scheme = _SCHEME.match(plain)
    if scheme is None or scheme.group(1).lower() in _SCHEMES:
        return True
    return name in ("src", "background") and _IMAGE.match(plain) is not None


def _meta_problem(name: str, value: str) -> str | None:
    if name == "http-equiv" and value.strip().lower() not in _REFRESHED:
        return f"The value of 'http-equiv' is not allowed. Allowed are {', '.join(sorted(_REFRESHED))}."
    named = [value.strip()] if name == "charset" else _CHARSET.findall(value) if name == "content" else []
    return None if all(found.lower() == "utf-8" for found in named) else "The charset must be utf-8."


def _unescaped(found: re.Match[str]) -> str:
    code, character = found.groups()
    return character if code is None else chr(min(int(code, 16), 0x10FFFF))


def _shown(name: str) -> str:
    return name[:40]
