"""An import of contacts from a file: what a caller asks for, and how far it has come (S2.20-S2.24)."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.values import Draft, Flag, Line, Moment, Record, Value
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.record import ContactKind

Path = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]{1,64}){0,4}$", max_length=150)]
ColumnName = Annotated[str, StringConstraints(max_length=1000)]
Constant = Annotated[str, StringConstraints(max_length=2000)] | Flag | int | float


class FileFormat(StrEnum):
    """What kind of file is read or written."""

    CSV = "csv"
    XLSX = "xlsx"


class OnDuplicate(StrEnum):
    """What becomes of a row whose values, by the uniqueness rules, belong to a contact that exists."""

    SKIP = "skip"
    UPDATE = "update"
    FAIL = "fail"


class Encoding(StrEnum):
    """How a CSV file without byte order mark may be encoded, where it is not UTF-8."""

    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    LATIN_1 = "iso-8859-1"
    WESTERN = "windows-1252"
    GREEK_ISO = "iso-8859-7"
    GREEK = "windows-1253"


class ImportState(StrEnum):
    """Waiting until a function takes it up; finished, failed and cancelled are ends. A failed one wrote nothing."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"
    CANCELLED = "cancelled"


ENDS = frozenset({ImportState.FINISHED, ImportState.FAILED, ImportState.CANCELLED})


class ImportDraft(Draft):
    """What a caller sends to import contacts.

    The file is `csv` (its text), `xlsx` (in Base64) or one that was uploaded before. `columns` names for each field the column
    it comes from, `constants` the value that all contacts get (S2.21). Without `columns` the file's headers name the fields, as
    the template's do.
    """

    kind: ContactKind
    format: FileFormat = FileFormat.CSV
    csv: Annotated[str, StringConstraints(max_length=950_000)] | None = None
    xlsx: Annotated[str, StringConstraints(max_length=950_000)] | None = None
    file_attachment_id: Annotated[str, StringConstraints(max_length=64)] | None = None
    encoding: Encoding | None = None
    list_id: Annotated[str, StringConstraints(max_length=64)] | None = None
    columns: Annotated[dict[Path, ColumnName], Field(max_length=300)] = {}
    constants: Annotated[dict[Path, Constant], Field(max_length=300)] = {}
    on_duplicate: OnDuplicate = OnDuplicate.SKIP
    dry_run: Flag = False


class UploadDraft(Draft):
    """A file that is about to be uploaded for an import."""

    file_name: Line
    format: FileFormat = FileFormat.CSV


class RowError(Value):
    """What is wrong with one row: the line on which it begins, the field, and a code as when a contact is created (S2.23)."""

    line: int
    field: str
    code: str
    message: str
    column: str | None = None


class RowOutcome(StrEnum):
    """What became of a row."""

    CREATED = "created"
    UPDATED = "updated"
    SKIPPED = "skipped"
    FAILED = "failed"


class StoredRow(Value):
    """A row that made or changed a contact, for the undo: how many audit entries the contact had before and after it."""

    line: int
    contact_id: str
    entries_before: int = 0
    entries_after: int

    @property
    def outcome(self) -> RowOutcome:
        """Whether the row made the contact or changed it."""
        return RowOutcome.UPDATED if self.entries_before else RowOutcome.CREATED


class LeftRow(Value):
    """A contact that the undo left as it is, and why: `changed_since`, `has_account`, `deleted`, or why it is closed."""

    line: int
    contact_id: str
    reason: str


class Counts(Value):
    """How many rows came to what; `created + updated + skipped + failed` is always `done`."""

    done: int = 0
    created: int = 0
    updated: int = 0
    skipped: int = 0
    failed: int = 0

    def plus(self, outcomes: "dict[RowOutcome, int]") -> "Counts":
        """With these rows added."""
        added = {outcome.value: getattr(self, outcome.value) + count for outcome, count in outcomes.items()}
        return with_fields(self, **added, done=self.done + sum(outcomes.values()))


class FileProblem(Value):
    """Why the file as a whole could not be imported."""

    code: str
    message: str
    field: str = "/file"


class Undo(Value):
    """The taking back of an import: `left` counts the contacts that others have touched since and that stay as they are."""

    state: ImportState = ImportState.WAITING
    taken_back: int = 0
    left: int = 0
    # Where it goes on: the part of the journal that was done last.
    after: str | None = None
    started_at: Moment
    finished_at: Moment | None = None


class Import(Record):
    """An import as it is stored. `offset` is the byte of the prepared file at which the next row begins."""

    import_id: str
    state: ImportState = ImportState.WAITING
    draft: ImportDraft
    caller: Caller
    # The fields the file's columns feed, in the order in which the prepared file holds their cells.
    paths: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    rows: int | None = None
    offset: int = 0
    # How many parts the journal has.
    parts: int = 0
    counts: Counts = Counts()
    problem: FileProblem | None = None
    undo: Undo | None = None
    created_at: Moment
    started_at: Moment | None = None
    updated_at: Moment
    finished_at: Moment | None = None

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will be imported."""
        return self.state in ENDS


class ImportView(Value):
    """An import as a caller sees it. `rate` is in rows a second, `seconds_left` an estimate from it."""

    import_id: str
    state: ImportState
    kind: ContactKind
    format: FileFormat
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
    undo: Undo | None
    created_at: Moment
    started_at: Moment | None
    updated_at: Moment
    finished_at: Moment | None
    version: int


def view_of(run: Import) -> ImportView:
    """The import with its progress."""
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
