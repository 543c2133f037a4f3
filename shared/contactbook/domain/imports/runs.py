"""An import of contacts from a file: the request, its progress, and its view (S2.20-S2.24)."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from contactbook.domain.base.callers import Actor, Caller
from contactbook.domain.base.file_formats import FileProblem
from contactbook.domain.base.values import Draft, Flag, Line, Moment, Record, Value
from contactbook.domain.contacts.record import ContactKind
from contactbook.domain.imports.files.encodings import Encoding
from contactbook.domain.imports.files.separators import CellSeparator
from contactbook.domain.imports.formats import ImportFormat
from contactbook.domain.imports.opt_outs import ColumnName, OptOuts, with_opt_outs_of_columns
from contactbook.domain.imports.presets.tools import PresetName
from contactbook.domain.imports.reading.dates import DateOrder
from contactbook.domain.imports.reading.rules import ReadingRules
from contactbook.domain.imports.row_outcomes import Counts
from contactbook.domain.imports.sheets import FileWarning
from contactbook.domain.settings.sections import Settings

Path = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]{1,64}){0,4}$", max_length=150)]
Constant = Annotated[str, StringConstraints(max_length=2000)] | Flag | int | float
CellText = Annotated[str, StringConstraints(max_length=1000)]
Separator = Annotated[str, StringConstraints(min_length=1, max_length=10)]
# Fields that together say who is who.
MatchGroup = Annotated[tuple[Path, ...], Field(min_length=1, max_length=10)]


class OnDuplicate(StrEnum):
    """What happens to a row whose values, by the uniqueness rules, belong to a stored contact."""

    SKIP = "skip"
    UPDATE = "update"
    FAIL = "fail"


class ImportState(StrEnum):
    """The states of an import.

    `waiting` lasts until a function starts it. `finished`, `failed` and `cancelled` are final. A failed import wrote nothing.
    """

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDS = frozenset({ImportState.FINISHED, ImportState.FAILED, ImportState.CANCELLED})


class ImportRequest(Value):
    """What an import was asked for; `ImportDraft` explains the fields."""

    kind: ContactKind
    format: ImportFormat = ImportFormat.CSV
    csv: Annotated[str, StringConstraints(max_length=950_000)] | None = None
    xlsx: Annotated[str, StringConstraints(max_length=950_000)] | None = None
    vcard: Annotated[str, StringConstraints(max_length=950_000)] | None = None
    file_attachment_id: Annotated[str, StringConstraints(max_length=64)] | None = None
    preset: PresetName | None = None
    encoding: Encoding | None = None
    separator: CellSeparator | None = None
    sheet: Annotated[str, StringConstraints(max_length=200)] | None = None
    header_line: Annotated[int, Field(ge=1, le=1_000)] = 1
    list_id: Annotated[str, StringConstraints(max_length=64)] | None = None
    columns: Annotated[dict[Path, ColumnName], Field(max_length=300)] = {}
    constants: Annotated[dict[Path, Constant], Field(max_length=300)] = {}
    on_duplicate: OnDuplicate = OnDuplicate.SKIP
    date_order: DateOrder | None = None
    match_on: Annotated[tuple[MatchGroup, ...], Field(max_length=10)] = ()
    value_maps: Annotated[
        dict[Path, Annotated[dict[CellText, Constant | None], Field(max_length=500)]], Field(max_length=50)
    ] = {}
    opt_outs: OptOuts = {}
    separators: Annotated[dict[Path, Separator], Field(max_length=50)] = {}
    dry_run: Flag = False

    @model_validator(mode="before")
    @classmethod
    def _format_of_the_file(cls, sent: object) -> object:
        """Take a format that is not said from the file in the request, or from the tool that exports vCards."""
        if not isinstance(sent, dict) or "format" in sent:
            return sent
        if sent.get("vcard") is not None or sent.get("preset") == PresetName.APPLE:
            return sent | {"format": ImportFormat.VCARD.value}
        return sent | {"format": ImportFormat.XLSX.value} if sent.get("xlsx") is not None else sent

    @model_validator(mode="before")
    @classmethod
    def _opt_outs_among_the_columns(cls, sent: object) -> object:
        return with_opt_outs_of_columns(sent)


class ImportDraft(ImportRequest, Draft):
    """A request to import contacts.

    The file is `csv` or `vcard` (its text), `xlsx` (in Base64) or `file_attachment_id` (uploaded before). `columns` maps each field to a
    column of the file, `constants` maps fields to the value that all contacts get (S2.21). Without `columns`, the headers of
    the file must be names of fields, as in the template; a `preset` knows the headers of a tool's exports (S6.2). vCards need none.

    Of a CSV file `encoding` says what its bytes mean if that is not UTF-8, and `separator` what is between its cells if its header or a
    `sep=` line does not tell (S6.3). Of a workbook `sheet` names the sheet, else the first visible one that has the columns is read
    (S6.4). `header_line` is the line of the header where titles stand above it.

    `date_order` reads dates such as 03/04/1980 (S6.5). `value_maps` says for a field what the words of its column mean. `opt_outs`
    names a column, or several, for each purpose that it refuses: a word for yes in any of them is a no of the person (S6.7). `columns`
    may say the same under `opt_outs.direct_marketing` and `opt_outs.affiliate_marketing`, further columns under
    `opt_outs.direct_marketing.1` and so on. In a file of persons and companies, `columns` names that of the `kind`. `separators` divides the cells of a list. `match_on` lists groups of fields that say who is who, tried in order; without it the uniqueness rules do (S6.8).
    """


def reading_rules(draft: ImportRequest, settings: Settings) -> ReadingRules:
    """Return how the cells of an import are read."""
    return ReadingRules(
        custom=settings.custom_fields,
        types=settings.types,
        region=settings.localization.default_region,
        date_order=draft.date_order,
        separators=draft.separators,
        value_maps=draft.value_maps,
    )


class UploadDraft(Draft):
    """A request to upload a file for an import."""

    file_name: Line
    format: ImportFormat = ImportFormat.CSV


class Undo(Value):
    """The progress of an undo. `left` counts the contacts that stay as they are because others have changed them since."""

    state: ImportState = ImportState.WAITING
    taken_back: int = 0
    left: int = 0
    # The last part of the journal that is done; the undo continues with the part before it.
    after: str | None = None
    started_at: Moment
    finished_at: Moment | None = None


class Import(Record):
    """A stored import. `offset` is the byte of the prepared file at which the next row begins."""

    import_id: str
    state: ImportState = ImportState.WAITING
    draft: ImportRequest
    caller: Caller
    # The fields that the file has columns for, in the order of the cells in the prepared file.
    paths: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    rows: int | None = None
    offset: int = 0
    # Parts of the journal.
    parts: int = 0
    counts: Counts = Counts()
    problem: FileProblem | None = None
    warnings: tuple[FileWarning, ...] = ()
    undo: Undo | None = None
    # Who asked for the undo. It changes only what this caller may change, and in this caller's name.
    undo_caller: Caller | None = None
    # How often it was undone: a caller with more rights undoes what another one could not.
    undos: int = 0
    cancelled_by: Actor | None = None
    created_at: Moment
    started_at: Moment | None = None
    updated_at: Moment
    finished_at: Moment | None = None

    @property
    def has_ended(self) -> bool:
        """True if nothing more will be imported."""
        return self.state in ENDS


class ImportView(Value):
    """An import as a caller sees it. `rate` is in rows per second; `seconds_left` is an estimate from it."""

    import_id: str
    state: ImportState
    kind: ContactKind
    format: ImportFormat
    list_id: str | None
    on_duplicate: OnDuplicate
    dry_run: Flag
    rows: int | None
    done: int
    created: int
    updated: int
    skipped: int
    failed: int
    rate: float | None
    seconds_left: int | None
    problem: FileProblem | None
    warnings: tuple[FileWarning, ...]
    undo: Undo | None
    cancelled_by: Actor | None
    created_at: Moment
    started_at: Moment | None
    updated_at: Moment
    finished_at: Moment | None
    version: int


def import_view(run: Import) -> ImportView:
    """Return the view of the import, with its progress."""
    until = run.finished_at or run.updated_at
    seconds = (until - run.started_at).total_seconds() if run.started_at else 0
    rate = round(run.counts.done / seconds, 1) if seconds > 0 else None
    left = (run.rows or 0) - run.counts.done
    draft = run.draft
    return ImportView(
        **{name: getattr(run, name) for name in ImportView.model_fields if name in Import.model_fields},
        **{name: getattr(draft, name) for name in ("kind", "format", "list_id", "on_duplicate", "dry_run")},
        **run.counts.model_dump(),
        rate=rate,
        seconds_left=round(left / rate) if rate and not run.has_ended else None,
    )
