"""The heads of properties in a vCard: what stands before the colon of a line (S6.2)."""

import quopri
import re

_QUOTED = re.compile(r"[^:]*;\s*(?:encoding=)?quoted-printable\s*(?:[;:]|$)", re.IGNORECASE)
# A label of the owner, as phones write it into cards of version 2.1: X-Sister, X-Custom(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=CE=B1)
_OWN_LABEL = re.compile(r";X-(?:Custom\((?:[^():]*,)?([^():,]*)\)|([^;:=()]+))(?=[;:])", re.IGNORECASE)
_POINT = re.compile(r"(?:[\w-]+\.)?(?:TEL|EMAIL|ADR)(?=;)", re.IGNORECASE)
LABEL = "X-LABEL"


def is_quoted(line: str) -> bool:
    """True if the property that begins here has a quoted-printable value, which goes on below a line that ends with `=`."""
    return _QUOTED.match(line) is not None


def with_readable_label(line: str) -> str:
    """Return the line of a phone, an email or an address with a label of its owner as the parameter X-LABEL."""
    return _OWN_LABEL.sub(_as_parameter, line, count=1) if _POINT.match(line) else line


def _as_parameter(found: re.Match[str]) -> str:
    text = quopri.decodestring(found[1].encode()).decode(errors="replace") if found[1] is not None else found[2]
    return f';{LABEL}="{text.replace(chr(34), "").strip()}"'
