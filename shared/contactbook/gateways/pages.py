"""The document of fpdf2 that `typesetting` sets text in: without pictures, and in both directions of writing."""

import warnings
from collections.abc import Sequence

# It warns that there is no Pillow. Nothing here has pictures.
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from fpdf import FPDF
from fpdf.errors import FPDFException
from fpdf.fonts import TTFFont
from fpdf.html import HTML2FPDF
from fpdf.line_break import Fragment

__all__ = ["FPDFException", "Pages"]

_BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})
_Emphasis = tuple[bool, bool, bool, bool]


class _WithoutPictures(HTML2FPDF):
    """An HTML renderer that skips pictures: a picture would fetch any URL or file that a tenant names."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            return
        if isinstance(self.pdf, Pages) and self.pdf.begins_on_the_right and tag in _BLOCKS and "align" not in dict(attrs):
            attrs = [*attrs, ("align", "right")]
        super().handle_starttag(tag, attrs)


class Pages(FPDF):
    """A document in which HTML is ordered by the bidirectional algorithm too; fpdf2 does that for cells alone."""

    HTML2FPDF_CLASS = _WithoutPictures
    # Where the paragraphs of HTML begin that do not say it.
    begins_on_the_right = False
    _is_ordering = False

    def close_fonts(self) -> None:
        """Close the files of the fonts."""
        for font in self.fonts.values():
            if isinstance(font, TTFFont):
                font.close()

    def _preload_font_styles(
        self, text: str | None, markdown: bool, _initial_emphasis: _Emphasis | None = None
    ) -> Sequence[Fragment]:
        if not text or not self.text_shaping or self._is_ordering:
            return super()._preload_font_styles(text, markdown, _initial_emphasis)
        return self._preload_bidirectional_text(text, markdown)

    def _preload_bidirectional_text(self, text: str, markdown: bool) -> Sequence[Fragment]:
        self._is_ordering = True
        try:
            return super()._preload_bidirectional_text(text, markdown)
        finally:
            self._is_ordering = False
