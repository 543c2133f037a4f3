"""The PDF of a person's data."""

from collections.abc import Sequence

from contactbook.domain.erasure.export_pages import Section
from contactbook.gateways.typesetting import (
    FONT,
    is_right_to_left,
    missing_characters,
    needs_shaping,
    new_document,
    with_placeholders,
)


def pdf_of(title: str, subtitle: str, sections: Sequence[Section], *, of_squares: str) -> bytes:
    """Return the sections as a PDF in A4. A character that no font has is a square; the sentence `of_squares` then says so at the top."""
    lines = [(title, 16, "B"), (subtitle, 9, ""), *_lines(sections)]
    if missing_characters("".join(text for text, _, _ in lines)):
        lines.insert(2, (of_squares, 9, "B"))
    with new_document([text for text, _, _ in lines], margin=18) as pdf:
        pdf.add_page()
        for text, size, style in lines:
            if not text:
                pdf.ln(size)
                continue
            pdf.set_font(FONT, style=style, size=size)
            align = "R" if is_right_to_left(text) else "L"
            written = with_placeholders(text)
            pdf.set_text_shaping(needs_shaping(written))
            pdf.multi_cell(0, size * 0.5, written, align=align, new_x="LMARGIN", new_y="NEXT")
        return bytes(pdf.output())


def _lines(sections: Sequence[Section]) -> list[tuple[str, int, str]]:
    """Return each line with its size and style. A line without text is a gap of so many millimetres."""
    lines: list[tuple[str, int, str]] = []
    for section in sections:
        lines += [("", 4, ""), (section.title, 12, "B")]
        for record in section.records:
            lines += [("", 2, ""), *((f"{label}: {value}", 9, "") for label, value in record)]
    return lines
