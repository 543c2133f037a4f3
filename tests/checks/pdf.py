"""Reads the text of a PDF, as a person sees it."""

import io
import unicodedata


def text_of_pdf(content: bytes) -> str:
    """Return the text of every page, composed (NFC)."""
    from pypdf import PdfReader

    pages = PdfReader(io.BytesIO(content)).pages
    return unicodedata.normalize("NFC", "\n".join(page.extract_text() for page in pages))
