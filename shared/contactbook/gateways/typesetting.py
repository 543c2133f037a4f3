"""Sets text on the pages of a PDF: Latin, Greek, Cyrillic, Hebrew, Arabic, Chinese, Japanese and Korean (S2.126).

DejaVu Sans has the alphabets. Droid Sans Fallback has the rest; it is large, and read only for a text that needs it. A text that
is written from right to left is shaped by HarfBuzz and ordered by the bidirectional algorithm.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contactbook.gateways.pages import Pages

FONT = "DejaVu"
_OTHERS = "Droid"
_FONTS = Path(__file__).parent / "fonts"
_REGULAR, _BOLD, _LARGE = "DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DroidSansFallback.ttf"
# There is no slanted font: emphasized text stands upright.
_FACES = (("", _REGULAR), ("B", _BOLD), ("I", _REGULAR), ("BI", _BOLD))
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_STRONG = _RIGHT_TO_LEFT | {"L"}
# Characters that are never seen, so no font needs them: controls, formats, spaces and line ends.
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_FIRST_SELECTOR, _LAST_SELECTOR = "\ufe00", "\ufe0f"
_PLACEHOLDER = "\u25a1"


class CannotBeSet(Exception):
    """A text or HTML that cannot be put on pages."""


def missing_characters(text: str) -> str:
    """Return the characters of a text that no font has, each once."""
    unknown = set(text) - _characters_of(_REGULAR)
    seen = {one for one in unknown if not _is_unseen(one)}
    return "".join(sorted(seen - _characters_of(_LARGE))) if seen else ""


def with_placeholders(text: str) -> str:
    """Return a text that can be set: a character that no font has becomes a square."""
    missing = missing_characters(text)
    return text.translate(dict.fromkeys(map(ord, missing), _PLACEHOLDER)) if missing else text


def is_right_to_left(text: str) -> bool:
    """True if the first letter that has a direction is written from right to left."""
    first = next((kind for kind in map(unicodedata.bidirectional, text) if kind in _STRONG), "L")
    return first in _RIGHT_TO_LEFT


def needs_shaping(text: str) -> bool:
    """True if the letters of a text change their form or order by their neighbours. It takes three times as long to set."""
    return any(unicodedata.bidirectional(one) in _RIGHT_TO_LEFT or unicodedata.combining(one) for one in set(text))


@contextmanager
def new_document(texts: Iterable[str], *, margin: float) -> Iterator["Pages"]:
    """Open an A4 document with the fonts and the shaping that these texts need. It renders HTML, without pictures.

    Raises CannotBeSet for what the block asks of it and it cannot do.
    """
    whole = "".join(texts)
    # Importing fpdf2 takes 0.1 seconds, so only printing imports it.
    from contactbook.gateways.pages import FPDFException, Pages

    pdf = Pages(format="A4")
    pdf.set_margin(margin)
    pdf.set_auto_page_break(auto=True, margin=margin)
    for style, name in _FACES:
        pdf.add_font(FONT, style, _FONTS / name)
    if any(not _is_unseen(one) for one in set(whole) - _characters_of(_REGULAR)):
        pdf.add_font(_OTHERS, "", _FONTS / _LARGE)
        pdf.set_fallback_fonts([_OTHERS], exact_match=False)
    if needs_shaping(whole):
        pdf.set_text_shaping(True)
    try:
        yield pdf
    except (FPDFException, ValueError, LookupError) as error:
        raise CannotBeSet(str(error)) from error
    finally:
        pdf.close_fonts()


@cache
def _characters_of(font: str) -> frozenset[str]:
    from fontTools.ttLib import TTFont

    with TTFont(_FONTS / font, lazy=True) as opened:
        return frozenset(map(chr, opened.getBestCmap()))


def _is_unseen(one: str) -> bool:
    return unicodedata.category(one) in _UNSEEN or _FIRST_SELECTOR <= one <= _LAST_SELECTOR
