"""Previewing a file by its head, as an import would read it (S6.1)."""

import io
from collections.abc import Callable, Collection, Sequence
from itertools import islice
from typing import BinaryIO

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.spreadsheets import Cell
from contactbook.domain.base.versions import with_fields
from contactbook.domain.imports.csv_files import WORKBOOK_MARKS, csv_rows
from contactbook.domain.imports.formats import ImportFormat
from contactbook.domain.imports.opt_outs import opt_out_columns
from contactbook.domain.imports.presets.filling import PRESETS, filled_by_preset, header_test, preset_of
from contactbook.domain.imports.presets.tools import PresetName
from contactbook.domain.imports.preview.detection import (
    encoding_of,
    header_of,
    is_in,
    separator_and_header,
    text_of_head,
)
from contactbook.domain.imports.preview.findings import findings
from contactbook.domain.imports.preview.models import Preview, PreviewDraft, SheetView
from contactbook.domain.imports.preview.sheet_choice import sheet_of_contacts
from contactbook.domain.imports.preview.suggestions import Suggester, by_preset
from contactbook.domain.imports.preview.workbook_heads import WorkbookHead
from contactbook.domain.imports.runs import ImportRequest
from contactbook.domain.imports.sheets import FileWarning, SheetRow, checked_header
from contactbook.domain.imports.vcards.rows import vcard_rows
from contactbook.domain.imports.workbooks import workbook_rows

# Bytes of a text, and rows, that are looked at.
_HEAD = 256 * 1024
_ROWS = 200
_SAMPLES = 5
_LONGEST_SAMPLE = 100
IsField = Callable[[str], bool]


def preview_file(draft: PreviewDraft, file: BinaryIO, is_field: IsField) -> Preview:
    """Return what the head of the file says. `is_field` tells the paths that an import may fill.

    Its format is what its first bytes say. Raises ValidationFailed as reading a file of the format does.
    """
    head = file.read(_HEAD)
    if head[:4] in WORKBOOK_MARKS:
        return _workbook(draft, file, is_field)
    is_whole = len(head) < _HEAD or not file.read(1)
    # A file that stands in the request as text has no encoding any more.
    named = draft.encoding.value if draft.encoding and draft.file_attachment_id else None
    encoding, is_guess = (named, False) if named else encoding_of(head)
    text = text_of_head(head, encoding, is_whole=is_whole)
    warnings = _about_encoding(encoding, is_guess=is_guess)
    if not is_guess and not is_in(head, encoding, is_whole=is_whole):
        warnings.append(_of_another_encoding(head))
    if text.lstrip("\ufeff \r\n\t")[:11].upper() == "BEGIN:VCARD":
        return _vcards(draft, text, encoding, warnings)
    said = draft.header_line if "header_line" in draft.model_fields_set else None
    separator, header_line = separator_and_header(text, draft.separator, said)
    rows = list(islice(csv_rows(io.BytesIO(text.encode()), separator=separator, header_line=header_line), _ROWS + 1))
    if rows and said is None:
        warnings += _about_titles(rows[0].line, _first_line(text, separator))
    found = _previewed(with_fields(draft, format=ImportFormat.CSV), rows, is_field, warnings)
    return with_fields(found, encoding=encoding, separator=separator)


def _first_line(text: str, separator: str) -> int | None:
    """Return the line that an import takes for the header if none is named; None if it refuses the file."""
    try:
        return next((row.line for row in csv_rows(io.BytesIO(text.encode()), separator=separator)), None)
    except ValidationFailed:
        return None


def _about_titles(header: int, first: int | None) -> list[FileWarning]:
    """Return the warning that an import must be told the line of the header."""
    message = f"The header seems to be on line {header}. Name it in `header_line` to import the file."
    return [FileWarning(code="titles_above_header", line=header, message=message)] if header != first else []


def _of_another_encoding(head: bytes) -> FileWarning:
    """Return the warning that an import refuses the file, with the encoding that it may have."""
    guess, _ = encoding_of(head)
    hint = f" It looks like {guess}." if guess else ""
    message = f"The file does not have the encoding that it claims or that was named: nothing of it would come in.{hint}"
    return FileWarning(code="not_utf8", message=message)


def _about_encoding(encoding: str | None, *, is_guess: bool) -> list[FileWarning]:
    if not is_guess:
        return []
    if encoding is None:
        return [FileWarning(code="unknown_encoding", message="Nobody can tell the encoding. Save the file as UTF-8, or name it.")]
    message = f"The file is not UTF-8. It looks like {encoding}: check the samples, and name the encoding to import the file."
    return [FileWarning(code="encoding_guessed", message=message)]


def _workbook(draft: PreviewDraft, file: BinaryIO, is_field: IsField) -> Preview:
    head = WorkbookHead(file, in_request=draft.file_attachment_id is None)
    warnings: list[FileWarning] = []
    headers = {name.strip() for name in draft.columns.values()}
    said = draft.header_line if "header_line" in draft.model_fields_set else None
    shown = None if draft.sheet else sheet_of_contacts(head, said, lambda header: _known(draft, header, headers, is_field))
    # An import chooses by the columns that it names, and refuses when several sheets have them.
    sheet = shown.name if shown and not headers else draft.sheet
    asked = {"sheet": sheet, "is_header": header_test(draft), "in_request": True}
    rows = list(islice(workbook_rows(head.file, header_line=draft.header_line, notice=warnings.append, **asked), _ROWS + 1))  # type: ignore[arg-type]  # named arguments of the two
    if said is None and rows and (line := header_of(rows[:30])) != 1:
        first = rows[0].line
        rows = [row for row in rows if row.line >= line]
        warnings += _about_titles(rows[0].line, first)
    sheets = tuple(SheetView(name=one.name, hidden=one.hidden, rows=head.rows.get(one.part)) for one in head.book.sheets)
    found = _previewed(with_fields(draft, format=ImportFormat.XLSX), rows, is_field, warnings)
    return with_fields(found, sheets=sheets, sheet=shown.name if shown else draft.sheet)


def _known(draft: PreviewDraft, header: Sequence[str], named: Collection[str], is_field: IsField) -> int:
    """Return how many columns of the header are known: the named ones if it has all, else to the preset, or by what they say."""
    if named:
        return len(named) if set(named) <= set(header) else 0
    preset = draft.preset or preset_of(header)
    if preset is not None:
        return len(filled_by_preset(draft, PRESETS[preset], header).columns)
    suggester = Suggester(draft.kind, header, [()] * len(header), is_field)
    return sum(suggester.suggest(name, ()).field is not None for name in header)


def _vcards(draft: PreviewDraft, text: str, encoding: str | None, warnings: list[FileWarning]) -> Preview:
    # A card that the end of the head cuts off is no problem of the file.
    end = text.upper().rfind("END:VCARD")
    whole = text[: end + len("END:VCARD")] if end >= 0 else text
    rows = list(islice(vcard_rows(io.BytesIO(whole.encode()), kind=draft.kind), _ROWS + 1))
    every = range(len(rows[0].cells))
    used = [place for place in every if any(_cell(row, place) is not None for row in rows[1:])] or every
    narrow = [with_fields(row, cells=tuple(_cell(row, place) for place in used)) if row.cells else row for row in rows]
    draft = with_fields(draft, format=ImportFormat.VCARD, preset=PresetName.APPLE)
    found = _previewed(draft, narrow, lambda _: False, warnings)
    return with_fields(found, encoding=encoding, header_line=None)


def _cell(row: SheetRow, place: int) -> Cell:
    return row.cells[place] if place < len(row.cells) else None


def _previewed(draft: PreviewDraft, rows: Sequence[SheetRow], is_field: IsField, warnings: list[FileWarning]) -> Preview:
    header = checked_header(rows[0] if rows else None)
    samples = [_samples(rows[1:], place) for place in range(len(header))]
    preset = draft.preset or preset_of(header)
    filled: ImportRequest = draft
    if preset is not None:
        filled = filled_by_preset(draft, PRESETS[preset], header)
        columns = by_preset(filled, preset, header, samples)
        warnings = [*warnings, *_beside_columns(filled)]
    else:
        suggester = Suggester(draft.kind, header, samples, is_field)
        columns = [suggester.suggest(name, found) for name, found in zip(header, samples, strict=True)]
    return Preview(
        format=draft.format,
        header_line=rows[0].line,
        headers=tuple(columns),
        columns={one.field: one.header for one in columns if one.field is not None} | dict(opt_out_columns(filled.opt_outs)),
        opt_outs=filled.opt_outs,
        constants=filled.constants,
        separators=filled.separators,
        preset=preset,
        warnings=(
            *warnings,
            *findings(columns, rows[1:], is_order_said=draft.date_order is not None, separators=filled.separators),
        ),
    )


def _beside_columns(filled: ImportRequest) -> list[FileWarning]:
    """Return the warning that `columns` do not say all that the preset does."""
    named = " and ".join(f"`{name}`" for name in ("constants", "separators") if getattr(filled, name))
    message = f"Send `preset`, or {named} beside `columns`: they say types, and what separates several values in a cell."
    return [FileWarning(code="more_than_columns", message=message)] if named else []


def _samples(rows: Sequence[SheetRow], place: int) -> tuple[str, ...]:
    """Return the first different values of the column."""
    values = (str(cell).strip()[:_LONGEST_SAMPLE] for row in rows if (cell := _cell(row, place)) is not None)
    return tuple(islice(dict.fromkeys(value for value in values if value), _SAMPLES))
