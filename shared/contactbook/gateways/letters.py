"""Letters for a print house: one PDF and one manifest for each batch, in the bucket under `print/`.

Writing the same object again is idempotent, so the client may retry. The PDF is written first, so that a manifest never names a
missing file.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from html import escape
from typing import TYPE_CHECKING

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from contactbook.config import config
from contactbook.domain.base.errors import StorageUnavailable
from contactbook.domain.base.values import Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.sending.deliveries import Outcome, OutcomeKind
from contactbook.gateways import files
from contactbook.gateways.typesetting import FONT, CannotBeSet, is_right_to_left, missing_characters, new_document

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

    from contactbook.gateways.pages import Pages

PREFIX = "print/"
_MANIFEST = ".json"
_FORBIDDEN = 400
_SERVER_ERRORS = 500
_UNPRINTABLE = Outcome(kind=OutcomeKind.REFUSED, reason="unprintable")


class Letter(Value):
    """One letter; `to` holds the printed lines of the name and address."""

    communication_id: str
    to: tuple[str, ...]
    subject: str | None = None
    html: str
    text: str

    @property
    def words(self) -> tuple[str, ...]:
        """Everything that is printed."""
        return (*self.to, self.subject or "", self.text)


@cache
def _client() -> "S3Client":
    return boto3.client("s3")


def print_letters(tenant_id: str, batch_id: str, letters: Sequence[Letter]) -> list[Outcome]:
    """Write a batch of letters and return the outcome of each. A batch id is used once, so that each recipient is in one file only.

    A letter that cannot be set, such as one with a character that no font has, is in no file: it is refused as `unprintable`.
    """
    content, printed = _set(letters)
    outcome = _written(tenant_id, batch_id, content, printed) if printed else _UNPRINTABLE
    ids = {letter.communication_id for letter in printed}
    return [outcome if letter.communication_id in ids else _UNPRINTABLE for letter in letters]


def files_of_batch(tenant_id: str, batch_id: str) -> tuple[str, str]:
    """Return the keys of the PDF and of the manifest of a batch."""
    folder = f"{PREFIX}{tenant_id}/{batch_id}"
    return f"{folder}.pdf", f"{folder}{_MANIFEST}"


def page_of_batches(tenant_id: str, *, limit: int, after: str | None) -> tuple[list[tuple[str, datetime]], str | None]:
    """Return a page of the tenant's batches, each with when it was written, in the order of their ids, and where the next begins."""
    folder = f"{PREFIX}{tenant_id}/"
    # Each batch has two files.
    found, further = files.page_of_files(folder, limit=2 * limit, after=after)
    manifests = [one for one in found if one.key.endswith(_MANIFEST)]
    return [(one.key.removeprefix(folder).removesuffix(_MANIFEST), one.written_at) for one in manifests], further


def letters_of(tenant_id: str, batch_id: str) -> list[Letter]:
    """Return the letters of a batch, from its manifest. Raises NotFound, StorageUnavailable."""
    with files.open_file(files_of_batch(tenant_id, batch_id)[1]) as manifest:
        entries = json.load(manifest)["letters"]
    fields = ("communication_id", "subject", "html", "text")
    return [Letter(to=tuple(one["to"].split("\n")), **{name: one[name] for name in fields}) for one in entries]


def replace_batch(tenant_id: str, batch_id: str, letters: Sequence[Letter]) -> None:
    """Write the files of a batch again with only these of its letters, or remove them without any. Raises StorageUnavailable."""
    if not letters:
        for key in files_of_batch(tenant_id, batch_id):
            files.remove_file(key)
        return
    if any(outcome.kind is not OutcomeKind.ACCEPTED for outcome in print_letters(tenant_id, batch_id, letters)):
        raise StorageUnavailable("The letters could not be written again.")


def pdf_of(letters: Sequence[Letter]) -> bytes:
    """Return one PDF in which each letter that can be set begins on a new page. HTML that cannot be set is printed as text."""
    return _set(letters)[0]


def _written(tenant_id: str, batch_id: str, content: bytes, letters: Sequence[Letter]) -> Outcome:
    file, manifest_key = files_of_batch(tenant_id, batch_id)
    try:
        _client().put_object(Bucket=config().bucket_name, Key=file, Body=content, ContentType="application/pdf")
        manifest = {
            "batch_id": batch_id,
            "tenant_id": tenant_id,
            "letters": [_manifest_entry(letter, file) for letter in letters],
        }
        body = json.dumps(manifest, ensure_ascii=False).encode()
        _client().put_object(Bucket=config().bucket_name, Key=manifest_key, Body=body, ContentType="application/json")
    except ClientError as error:
        code = error.response["Error"]["Code"]
        status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", _SERVER_ERRORS)
        is_refused = _FORBIDDEN <= status < _SERVER_ERRORS
        return Outcome(kind=OutcomeKind.REFUSED if is_refused else OutcomeKind.UNKNOWN, reason=code)
    except BotoCoreError as error:
        return Outcome(kind=OutcomeKind.UNKNOWN, reason=type(error).__name__)
    return Outcome(kind=OutcomeKind.ACCEPTED, message_id=batch_id)


def _set(letters: Sequence[Letter]) -> tuple[bytes, list[Letter]]:
    """Return the PDF and the letters that are in it, each in the form in which it could be set."""
    printable = [letter for letter in letters if not missing_characters("".join(letter.words))]
    content = _rendered(printable)
    if content is None:
        forms = ([letter, _as_text(letter)] for letter in printable)
        printable = [form for both in forms if (form := next((one for one in both if _rendered([one]) is not None), None))]
        content = _rendered(printable)
    return content or b"", printable


def _as_text(letter: Letter) -> Letter:
    return with_fields(letter, html=f"<p>{escape(letter.text)}</p>")


def _rendered(letters: Sequence[Letter]) -> bytes | None:
    """Return the PDF, or None if one of the letters cannot be set."""
    try:
        with new_document([word for letter in letters for word in letter.words], margin=20) as pdf:
            for letter in letters:
                _add(pdf, letter)
            return bytes(pdf.output())
    except CannotBeSet:
        return None


def _add(pdf: "Pages", letter: Letter) -> None:
    pdf.add_page()
    pdf.set_font(FONT, size=11)
    # The position of the window of an envelope.
    pdf.set_xy(20, 50)
    for line in letter.to:
        pdf.multi_cell(85, 5.5, line, align="R" if is_right_to_left(line) else "L", new_x="LMARGIN", new_y="NEXT")
    pdf.set_xy(20, 100)
    pdf.begins_on_the_right = is_right_to_left(letter.text)
    if letter.subject:
        pdf.set_font(FONT, style="B", size=11)
        pdf.multi_cell(0, 6, letter.subject, align="R" if is_right_to_left(letter.subject) else "L")
        pdf.ln(4)
        pdf.set_font(FONT, size=11)
    pdf.write_html(letter.html, font_family=FONT)


def _manifest_entry(letter: Letter, file: str) -> dict[str, str | None]:
    return {
        "communication_id": letter.communication_id,
        "to": "\n".join(letter.to),
        "subject": letter.subject,
        "html": letter.html,
        "text": letter.text,
        "file": file,
    }
