"""Letters for a print house: one PDF and one manifest for each batch, in the bucket under `print/`.

Putting the same object again changes nothing, so S3's own retries are safe here. The PDF is written first: a manifest never
names a file that does not exist.
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
    """One letter; `to` holds the lines of the name and address as they are printed."""

    communication_id: str
    to: tuple[str, ...]
    subject: str | None = None
    html: str
    text: str


@cache
def _client() -> "S3Client":
    return boto3.client("s3")


def print_letters(tenant_id: str, batch_id: str, letters: Sequence[Letter]) -> Outcome:
    """Write a batch of letters; each recipient is in this file and in no other, for a batch id is used once."""
    folder = f"{PREFIX}{tenant_id}/{batch_id}"
    file = f"{folder}.pdf"
    try:
        _client().put_object(Bucket=config().bucket_name, Key=file, Body=pdf_of(letters), ContentType="application/pdf")
        manifest = {"batch_id": batch_id, "tenant_id": tenant_id, "letters": [_listed(letter, file) for letter in letters]}
        body = json.dumps(manifest, ensure_ascii=False).encode()
        _client().put_object(Bucket=config().bucket_name, Key=f"{folder}.json", Body=body, ContentType="application/json")
    except ClientError as error:
        code = error.response["Error"]["Code"]
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", _SERVER_ERRORS)
        certain = _FORBIDDEN <= status < _SERVER_ERRORS
        return Outcome(kind=OutcomeKind.REFUSED if certain else OutcomeKind.UNKNOWN, reason=code)
    except BotoCoreError as error:
        return Outcome(kind=OutcomeKind.UNKNOWN, reason=type(error).__name__)
    return Outcome(kind=OutcomeKind.ACCEPTED, message_id=batch_id)


def pdf_of(letters: Sequence[Letter]) -> bytes:
    """The letters as pages of one PDF, each beginning on a page of its own. HTML that cannot be set is printed as its text."""
    from fpdf.errors import FPDFException

    try:
        return _set(letters)
    except (FPDFException, ValueError, LookupError):
        return _set([letter if _can_be_set(letter) else _plain(letter) for letter in letters])


def _can_be_set(letter: Letter) -> bool:
    from fpdf.errors import FPDFException

    try:
        _set([letter])
    except (FPDFException, ValueError, LookupError):
        return False
    return True


def _plain(letter: Letter) -> Letter:
    return with_fields(letter, html=f"<p>{escape(letter.text)}</p>")


def _set(letters: Sequence[Letter]) -> bytes:
    # fpdf2 takes a tenth of a second to import; only who prints pays for it.
    from fpdf import FPDF
    from fpdf.fonts import TTFFont
    from fpdf.html import HTML2FPDF

    class WithoutPictures(HTML2FPDF):
        """HTML as a tenant may write it: a picture would make us fetch whatever address or file it names."""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag != "img":
                super().handle_starttag(tag, attrs)

    class Pages(FPDF):
        """A document that sets HTML without pictures."""

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
    # Where a window envelope shows the address.
    pdf.set_xy(20, 50)
    pdf.multi_cell(85, 5.5, "\n".join(letter.to), align="L")
    pdf.set_xy(20, 100)
    if letter.subject:
        pdf.set_font(_FONT, style="B", size=11)
        pdf.multi_cell(0, 6, letter.subject, align="L")
        pdf.ln(4)
        pdf.set_font(_FONT, size=11)
    pdf.write_html(letter.html, font_family=_FONT)


def _listed(letter: Letter, file: str) -> dict[str, str | None]:
    return {
        "communication_id": letter.communication_id,
        "to": "\n".join(letter.to),
        "subject": letter.subject,
        "html": letter.html,
        "text": letter.text,
        "file": file,
    }
