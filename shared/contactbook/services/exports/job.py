"""The export job: page by page into pieces, then the pieces into one file."""

from collections.abc import Callable
from datetime import datetime

from contactbook.config import config
from contactbook.domain.base.errors import ConcurrentUpdate, ContactbookError, StorageUnavailable
from contactbook.domain.base.file_formats import FileFormat, FileProblem
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.base.paging import After, pages
from contactbook.domain.base.versions import next_version
from contactbook.domain.exports.records import MOST_ROWS_OF_A_WORKBOOK, Export, ExportState
from contactbook.domain.imports.messages import ExportMessage
from contactbook.gateways import queues
from contactbook.services.base.stores import open_store
from contactbook.services.exports.export_files import join_pieces, write_piece
from contactbook.services.exports.looks import looks_of_export
from contactbook.services.exports.pages import Rows, column_names, page_of_rows
from contactbook.storage.base import table
from contactbook.storage.base.rows import Write
from contactbook.storage.tenant_store import TenantStore

Tick = Callable[[], datetime]
# Rows of one piece: some megabytes in memory.
_ROWS_OF_A_PIECE = 5_000


def run_export(message: ExportMessage, has_time: TimeLeft, tick: Tick) -> None:
    """Run one slice of an export. Send the message again if work is left."""
    if export_slice(open_store(message.tenant_id), message.run_id, has_time, tick) is Work.LEFT:
        queues.send(config().contact_import_queue_url, [message])


def export_slice(store: TenantStore, export_id: str, has_time: TimeLeft, tick: Tick) -> Work:
    """Write pieces until the time ends, then the file."""
    export = store.exports.find(export_id)
    try:
        while export and not export.has_ended:
            if not has_time():
                return Work.LEFT
            export = _finished(store, export, tick()) if export.complete else _with_next_piece(store, export, has_time, tick)
    except ConcurrentUpdate:
        # Another worker continues the export. The next slice decides on its new state.
        return Work.LEFT
    return Work.DONE


def _with_next_piece(store: TenantStore, export: Export, has_time: TimeLeft, tick: Tick) -> Export:
    try:
        rows, after = _rows_of_piece(store, export, has_time, tick())
    except StorageUnavailable:
        raise
    except ContactbookError as error:
        # The list, segment, run or import was deleted, or the criteria no longer hold.
        return _failed(store, export, error.code, error.message, tick())
    if export.draft.format is FileFormat.XLSX and export.rows + len(rows) > MOST_ROWS_OF_A_WORKBOOK:
        message = f"A workbook holds at most {MOST_ROWS_OF_A_WORKBOOK:,} rows. Export as CSV instead."
        return _failed(store, export, "too_many_rows", message, tick())
    write_piece(store, export, column_names(store, export), [row.cells for row in rows])
    return _saved(
        store,
        export,
        *looks_of_export(store, export, dict.fromkeys(one for row in rows for one in row.contact_ids), now=tick()),
        state=ExportState.RUNNING,
        rows=export.rows + len(rows),
        pieces=export.pieces + 1,
        after=after,
        complete=after is None,
        updated_at=tick(),
    )


def _rows_of_piece(store: TenantStore, export: Export, has_time: TimeLeft, now: datetime) -> tuple[Rows, After | None]:
    """Return the rows of the next piece, and where the piece after it begins."""
    rows: Rows = []
    after: After | None = None
    for found, after in pages(lambda start: page_of_rows(store, export, start, now), after=export.after):
        rows += found
        if after is None or len(rows) >= _ROWS_OF_A_PIECE or not has_time():
            break
    return rows, after


def _finished(store: TenantStore, export: Export, now: datetime) -> Export:
    join_pieces(store, export)
    return _saved(store, export, state=ExportState.FINISHED, updated_at=now, finished_at=now)


def _failed(store: TenantStore, export: Export, code: str, message: str, now: datetime) -> Export:
    problem = FileProblem(code=code, message=message, field="/id")
    return _saved(store, export, state=ExportState.FAILED, problem=problem, updated_at=now, finished_at=now)


def _saved(store: TenantStore, export: Export, *beside: Write, **fields: object) -> Export:
    after = next_version(export, **fields)
    table.transact([store.exports.save_of(after, replacing=export.version), *beside])
    return after
