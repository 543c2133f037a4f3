"""The rows of an import's file, whatever its format."""

from collections.abc import Iterator
from typing import BinaryIO

from contactbook.domain.imports.csv_files import csv_rows
from contactbook.domain.imports.formats import ImportFormat
from contactbook.domain.imports.presets.filling import header_test
from contactbook.domain.imports.runs import ImportRequest
from contactbook.domain.imports.sheets import SheetRow
from contactbook.domain.imports.vcards.rows import vcard_rows
from contactbook.domain.imports.workbooks import Notice, workbook_rows


def rows_of_file(draft: ImportRequest, source: BinaryIO, *, in_request: bool, notice: Notice) -> Iterator[SheetRow]:
    """Yield the rows of the file as the request describes it, the header first. Raises ValidationFailed if it cannot be read."""
    # A file that stands in the request as text has no encoding any more.
    encoding = draft.encoding.value if draft.encoding and draft.file_attachment_id else None
    if draft.format is ImportFormat.VCARD:
        return vcard_rows(source, kind=draft.kind, encoding=encoding, notice=notice)
    if draft.format is ImportFormat.CSV:
        return csv_rows(source, encoding=encoding, separator=draft.separator, header_line=draft.header_line)
    return workbook_rows(
        source,
        sheet=draft.sheet,
        header_line=draft.header_line,
        is_header=header_test(draft),
        in_request=in_request,
        notice=notice,
    )
