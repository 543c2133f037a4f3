"""An export of many records into a file: the request, its progress, and its view."""

from enum import StrEnum
from typing import Annotated

from pydantic import StringConstraints

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.file_formats import FileFormat, FileProblem
from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Draft, Moment, Record, Value

# Rows of one workbook. One slice writes the whole workbook. A CSV file has no such limit.
MOST_ROWS_OF_A_WORKBOOK = 200_000


class ExportOf(StrEnum):
    """What is exported: all contacts, those of a list or a segment, a run's decisions, an import's errors, or the audit."""

    CONTACTS = "contacts"
    LIST = "list"
    SEGMENT = "segment"
    RUN = "run"
    IMPORT_ERRORS = "import_errors"
    AUDIT = "audit"


class ExportState(StrEnum):
    """The states of an export. `waiting` lasts until a function starts it; `finished` and `failed` are final."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"


class ExportRequest(Value):
    """What an export was asked for. `id` names the list, segment, run or import, or the contact whose audit is exported."""

    of: ExportOf
    id: Annotated[str, StringConstraints(min_length=1, max_length=64)] | None = None
    format: FileFormat = FileFormat.CSV


class ExportDraft(ExportRequest, Draft):
    """A request for an export. `id` names the list, segment, run or import, or the contact whose audit is exported."""


class Export(Record):
    """A stored export. `after` is where the next slice begins; `pieces` counts the parts of the file that are written."""

    export_id: str
    state: ExportState = ExportState.WAITING
    draft: ExportRequest
    caller: Caller
    rows: int = 0
    pieces: int = 0
    after: After | None = None
    # The pieces hold every record; only joining them into one file is left.
    complete: bool = False
    problem: FileProblem | None = None
    created_at: Moment
    updated_at: Moment
    finished_at: Moment | None = None

    @property
    def has_ended(self) -> bool:
        """True if nothing more will be written."""
        return self.state in (ExportState.FINISHED, ExportState.FAILED)


class ExportView(Value):
    """An export as a caller sees it. `download_url` works for 15 minutes; the file is kept for seven days."""

    export_id: str
    state: ExportState
    of: ExportOf
    id: str | None
    format: FileFormat
    rows: int
    download_url: str | None = None
    problem: FileProblem | None
    created_at: Moment
    updated_at: Moment
    finished_at: Moment | None
    version: int


def export_view(export: Export, download_url: str | None) -> ExportView:
    """Return the view of the export, with its progress."""
    return ExportView(
        **{name: getattr(export, name) for name in ExportView.model_fields if name in Export.model_fields},
        **{name: getattr(export.draft, name) for name in ExportRequest.model_fields},
        download_url=download_url,
    )
