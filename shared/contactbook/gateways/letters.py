"""Letters for a print house: one PDF and one manifest for each batch, in the bucket under `print/`.

Writing the same object again is idempotent, so the client may retry. The PDF is written first, so that a manifest never names a
missing file.
"""

import json
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from contactbook.config import config
from contactbook.domain.base.values import Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.sending.deliveries import Outcome, OutcomeKind

if TYPE_CHECKING:
    from fpdf import FPDF
    from mypy_boto3_s3 import S3Client

PREFIX = "print/"
_FONTS = Path(__file__).parent / "fonts"
_FONT = "DejaVu"
_FORBIDDEN = 400
_SERVER_ERRORS = 500


class Letter(Value):
    """One letter; `to` holds the printed lines of the name and address."""

    communication_id: str
    to: tuple[str, ...]
    subject: str | None = None
    html: str
    text: str


@cache
def _client() -> "S3Client":
    return boto3.client("s3")


def print_letters(tenant_id: str, batch_id: str, letters: Sequence[Letter]) -> Outcome:
    """Write a batch of letters and return the outcome. A batch id is used once, so that each recipient is in one file only."""
    folder = f"{PREFIX}{tenant_id}/{batch_id}"
    file = f"{folder}.pdf"
    try:
        _client().put_object(Bucket=config().bucket_name, Key=file, Body=pdf_of(letters), ContentType="application/pdf")
        manifest = {
            "batch_id": batch_id,
            "tenant_id": tenant_id,
            "letters": [_manifest_entry(letter, file) for letter in letters],
        }
        body = json.dumps(manifest, ensure_ascii=False).encode()
        _client().put_object(Bucket=config().bucket_name, Key=f"{folder}.json", Body=body, ContentType="application/json")
    except ClientError as error:
        code = error.response["Error"]["Code"]
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", _SERVER_ERRORS)
        is_refused = _FORBIDDEN <= status < _SERVER_ERRORS
        return Outcome(kind=OutcomeKind.REFUSED if is_refused else OutcomeKind.UNKNOWN, reason=code)
    except BotoCoreError as error:
        return Outcome(kind=OutcomeKind.UNKNOWN, reason=type(error).__name__)
    return Outcome(kind=OutcomeKind.ACCEPTED, message_id=batch_id)


def pdf_of(letters: Sequence[Letter]) -> bytes:
    """Return one PDF in which each letter begins on a new page. A letter whose HTML cannot be rendered is printed as text."""
    from fpdf.errors import FPDFException

    try:
        return _rendered(letters)
    except (FPDFException, ValueError, LookupError):
        return _rendered([letter if _can_be_rendered(letter) else _as_text(letter) for letter in letters])


def _can_be_rendered(letter: Letter) -> bool:
    from fpdf.errors import FPDFException

    try:
        _rendered([letter])
    except (FPDFException, ValueError, LookupError):
        return False
    return True


def _as_text(letter: Letter) -> Letter:
    return with_fields(letter, html=f"<p>{escape(letter.text)}</p>")


def _rendered(letters: Sequence[Letter]) -> bytes:
    # Importing fpdf2 takes 0.1 seconds, so only printing imports it.
    from fpdf import FPDF
    from fpdf.fonts import TTFFont
    from fpdf.html import HTML2FPDF

    class WithoutPictures(HTML2FPDF):
        """An HTML renderer that skips pictures: a picture would fetch any URL or file that a tenant names."""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag != "img":
                super().handle_starttag(tag, attrs)

    class Pages(FPDF):
        """A document that renders HTML without pictures."""

        HTML2FPDF_CLASS = WithoutPictures

    pdf = Pages(format="A4")
    pdf.set_margin(20)
    pdf.set_auto_page_break(auto=True, margin=20)
    for style, name in (
        ("", "DejaVuSans.ttf"),
        ("B", "DejaVuSans-Bold.ttf"),
        ("I", "DejaVuSans.ttf"),
        ("BI", "DejaVuSans-Bold.ttf"),
    ):
        pdf.add_font(_FONT, style, _FONTS / name)
    try:
        for letter in letters:
            _add(pdf, letter)
        return bytes(pdf.output())
    finally:
        for font in pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.close()


def _add(pdf: "FPDF", letter: Letter) -> None:
    pdf.add_page()
    pdf.set_font(_FONT, size=11)
    # The position of the window of an envelope.
    pdf.set_xy(20, 50)
    pdf.multi_cell(85, 5.5, "\n".join(letter.to), align="L")
    pdf.set_xy(20, 100)
    if letter.subject:
        pdf.set_font(_FONT, style="B", size=11)
        pdf.multi_cell(0, 6, letter.subject, align="L")
        pdf.ln(4)
        pdf.set_font(_FONT, size=11)
    pdf.write_html(letter.html, font_family=_FONT)


def _manifest_entry(letter: Letter, file: str) -> dict[str, str | None]:
    return {
        "communication_id": letter.communication_id,
        "to": "\n".join(letter.to),
        "subject": letter.subject,
        "html": letter.html,
        "text": letter.text,
        "file": file,
    }
