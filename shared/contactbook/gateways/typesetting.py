"""Sets text on the pages of a PDF: Latin, Greek, Cyrillic, Hebrew, Arabic, Hindi, Thai, Chinese, Japanese and Korean (S2.126).

DejaVu Sans has the alphabets. The other fonts are read only for a text that needs them; Droid Sans Fallback is large. A text that is
written from right to left, or whose signs combine, is shaped by HarfBuzz and ordered by the bidirectional algorithm.
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
_FONTS = Path(__file__).parent / "fonts"
_REGULAR, _BOLD = "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"
# The fonts for what the first one does not have, the large one last.
_OTHERS = {"Devanagari": "NotoSansDevanagari-Regular.ttf", "Thai": "NotoSansThai-Regular.ttf", "Droid": "DroidSansFallback.ttf"}
# There is no slanted font: emphasized text stands upright.
_FACES = (("", _REGULAR), ("B", _BOLD), ("I", _REGULAR), ("BI", _BOLD))
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_STRONG = _RIGHT_TO_LEFT | {"L"}
# Characters that are never seen, so no font needs them: controls, formats, spaces and line ends.
_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
# Signs that combine with the letter beside them.
_MARKS = frozenset({"Mn", "Mc"})
_FIRST_SELECTOR, _LAST_SELECTOR = "\ufe00", "\ufe0f"
_PLACEHOLDER = "\u25a1"


class CannotBeSet(Exception):
    """A text or HTML that cannot be put on pages."""


def missing_characters(text: str) -> str:
    """Return the characters of a text that no font has, each once."""
    _, missing = _fonts_for(text)
    return "".join(sorted(missing))


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
    return any(unicodedata.bidirectional(one) in _RIGHT_TO_LEFT or unicodedata.category(one) in _MARKS for one in set(text))


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
    others, _ = _fonts_for(whole)
    for other in others:
        pdf.add_font(other, "", _FONTS / _OTHERS[other])
    if others:
        pdf.set_fallback_fonts(others, exact_match=False)
    if needs_shaping(whole):
        pdf.set_text_shaping(True)
    try:
        yield pdf
    except (FPDFException, ValueError, LookupError) as error:
        raise CannotBeSet(str(error)) from error
    finally:
        pdf.close_fonts()


def _fonts_for(text: str) -> tuple[list[str], set[str]]:
    """Return the other fonts that a text needs, and its characters that none has."""
    missing = {one for one in set(text) - _characters_of(_REGULAR) if not _is_unseen(one)}
    needed = []
    for name, file in _OTHERS.items():
        if found := missing and missing & _characters_of(file):
            needed.append(name)
            missing = missing - found
    return needed, missing


@cache
def _characters_of(font: str) -> frozenset[str]:
    from fontTools.ttLib import TTFont

    with TTFont(_FONTS / font, lazy=True) as opened:
        return frozenset(map(chr, opened.getBestCmap()))


def _is_unseen(one: str) -> bool:
    return unicodedata.category(one) in _UNSEEN or _FIRST_SELECTOR <= one <= _LAST_SELECTOR
