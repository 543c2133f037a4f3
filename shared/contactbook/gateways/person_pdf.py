"""The PDF of a person's data, in a font with Greek letters."""

from collections.abc import Sequence
from pathlib import Path

from contactbook.domain.erasure.person_export import Section

_FONTS = Path(__file__).parent / "fonts"
_FONT = "DejaVu"


def pdf_of(title: str, subtitle: str, sections: Sequence[Section]) -> bytes:
    """Return the sections as a PDF in A4."""
    # Importing fpdf2 takes 0.1 seconds, so only printing imports it.
    from fpdf import FPDF
    from fpdf.enums import WrapMode, XPos, YPos

    pdf = FPDF(format="A4")
    pdf.set_margin(18)
    pdf.set_auto_page_break(auto=True, margin=18)
    pdf.add_font(_FONT, "", _FONTS / "DejaVuSans.ttf")
    pdf.add_font(_FONT, "B", _FONTS / "DejaVuSans-Bold.ttf")
    pdf.add_page()

    def write(text: str, *, size: float, style: str = "") -> None:
        pdf.set_font(_FONT, style=style, size=size)
        pdf.multi_cell(0, size * 0.5, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT, wrapmode=WrapMode.CHAR)

    write(title, size=16, style="B")
    write(subtitle, size=9)
    for section in sections:
        pdf.ln(4)
        write(section.title, size=12, style="B")
        for record in section.records:
            pdf.ln(2)
            for label, value in record:
                write(f"{label}: {value}", size=9)
    return bytes(pdf.output())
