"""Exports as a caller asks for them, and the job that writes them: page by page into pieces, the pieces into one file.

A piece has its number in its name, so a slice that is run again writes the very same one. What a caller may not see is not in
the file (S3.16).
"""

import csv
import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from contactbook.config import config
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.days import today_in
from contactbook.domain.base.errors import ConcurrentUpdate, ContactbookError, NotFound, StorageUnavailable, ValidationFailed
from contactbook.domain.base.jobs import TimeLeft
from contactbook.domain.base.paging import After
from contactbook.domain.base.spreadsheets import csv_line
from contactbook.domain.base.versions import next_version
from contactbook.domain.contacts.access import may
from contactbook.domain.contacts.record import Contact
from contactbook.domain.imports.exports import (
    MOST_ROWS_OF_A_WORKBOOK,
    Export,
    ExportDraft,
    ExportOf,
    ExportState,
    ExportView,
    contact_columns,
    contact_row,
    view_of,
)
from contactbook.domain.imports.messages import ExportMessage
from contactbook.domain.imports.runs import FileFormat, FileProblem, RowError
from contactbook.domain.runs.run_views import RunDecision
from contactbook.domain.settings.permissions import GroupRight
from contactbook.gateways import files, queues
from contactbook.gateways.workbooks import new_workbook
from contactbook.services.base.ids import new_id
from contactbook.services.imports.files import CONTENT_TYPES
from contactbook.services.runs import run_decisions
from contactbook.services.segments import segments
from contactbook.storage.base import table
from contactbook.storage.base.keys import part
from contactbook.storage.tenant_store import TenantStore

Tick = Callable[[], datetime]
Rows = tuple[list[list[object]], After | None]

_PAGE = 100
# Rows of one piece: some megabytes in memory.
_PIECE_ROWS = 5_000
_COPIED_AT_ONCE = 1024 * 1024
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def start_export(store: TenantStore, draft: ExportDraft, *, by: Caller, now: datetime) -> Export:
    """Begin an export. Raises ValidationFailed where `id` is missing or not wanted, NotFound for what it names."""
    if (draft.of is ExportOf.CONTACTS) != (draft.id is None):
        raise ValidationFailed.of("/id", "wrong_id", "Every export but that of all contacts names one thing by its id.")
    named: dict[ExportOf, Callable[[str], object]] = {
        ExportOf.LIST: store.lists.get,
        ExportOf.SEGMENT: store.segments.get,
        ExportOf.RUN: store.runs.get,
        ExportOf.IMPORT_ERRORS: store.imports.get,
    }
    if draft.id is not None:
        named[draft.of](draft.id)
    export = Export(export_id=new_id("exp", now), draft=draft, caller=by, created_at=now, updated_at=now)
    table.transact([store.exports.add_of(export)])
    _send(store, export)
    return export


def shown(store: TenantStore, export: Export) -> ExportView:
    """The export, once it is finished with an address to download it from."""
    if export.state is not ExportState.FINISHED:
        return view_of(export, None)
    name = f"{export.draft.of.value}-{export.created_at:%Y-%m-%d}.{export.draft.format.value}"
    url = files.download_url(_file_key(store, export), file_name=name, content_type=CONTENT_TYPES[export.draft.format])
    return view_of(export, url)


def _send(store: TenantStore, export: Export) -> None:
    message = ExportMessage(tenant_id=store.tenant_id, run_id=export.export_id)
    queues.send(config().contact_import_queue_url, [message])


def _key(store: TenantStore, export: Export, name: str) -> str:
    return f"exports/{store.tenant_id}/{part(export.export_id)}/{name}"


def _file_key(store: TenantStore, export: Export) -> str:
    return _key(store, export, f"file.{export.draft.format.value}")


def export_slice(store: TenantStore, export_id: str, has_time: TimeLeft, tick: Tick) -> bool:
    """Write pieces until the time is over, then the file; True when something is left."""
    export = store.exports.find(export_id)
    try:
        while export and not export.has_ended:
            if not has_time():
                return True
            export = _finished(store, export, tick()) if export.complete else _next_piece(store, export, has_time, tick)
    except ConcurrentUpdate:
        # Another worker is at it: whoever comes next looks at what stands.
        return True
    return False


def _next_piece(store: TenantStore, export: Export, has_time: TimeLeft, tick: Tick) -> Export:
    try:
        rows, after = _piece(store, export, has_time, tick())
    except StorageUnavailable:
        raise
    except ContactbookError as error:
        # What was to be exported is gone, or its criteria no longer hold.
        return _failed(store, export, error.code, error.message, tick())
    if export.draft.format is FileFormat.XLSX and export.rows + len(rows) > MOST_ROWS_OF_A_WORKBOOK:
        message = f"A workbook holds {MOST_ROWS_OF_A_WORKBOOK:,} rows; export it as CSV."
        return _failed(store, export, "too_many_rows", message, tick())
    lines = [csv_line(row) for row in rows]
    if export.pieces == 0:
        lines.insert(0, csv_line(_columns(store, export)))
    files.put_file(_key(store, export, f"piece-{export.pieces:06}"), "".join(lines).encode(errors="replace"))
    return _saved(
        store,
        export,
        {
            "state": ExportState.RUNNING,
            "rows": export.rows + len(rows),
            "pieces": export.pieces + 1,
            "after": after,
            "complete": after is None,
            "updated_at": tick(),
        },
    )


def _piece(store: TenantStore, export: Export, has_time: TimeLeft, now: datetime) -> Rows:
    rows: list[list[object]] = []
    after = export.after
    while True:
        found, after = _page(store, export, after, now)
        rows += found
        if after is None or len(rows) >= _PIECE_ROWS or not has_time():
            return rows, after


def _columns(store: TenantStore, export: Export) -> Sequence[str]:
    if export.draft.of is ExportOf.IMPORT_ERRORS:
        return tuple(RowError.model_fields)
    if export.draft.of is ExportOf.RUN:
        return tuple(RunDecision.model_fields)
    return contact_columns(store.settings.current())


def _page(store: TenantStore, export: Export, after: After | None, now: datetime) -> Rows:
    """The rows of one page, and where the next one begins."""
    named = export.draft.id or ""
    further: After | None
    match export.draft.of:
        case ExportOf.CONTACTS:
            contacts, further = store.contacts.page_by_name(limit=_PAGE, after=after)
            return _contacts(store, export, contacts), further
        case ExportOf.LIST:
            ids, further = store.lists.page_of_members(named, limit=_PAGE, after=after)
            return _contacts(store, export, store.contacts.get_many(ids)), further
        case ExportOf.SEGMENT:
            today = today_in(store.settings.current().localization.time_zone, now)
            page = segments.page_of_members(store, store.segments.get(named), after=after, limit=_PAGE, today=today)
            members = {member.contact.contact_id: member.contact for member in page.members}
            return _contacts(store, export, list(members.values())), page.after
        case ExportOf.RUN:
            decisions, further = run_decisions.page_of_decisions(store, named, limit=_PAGE, after=after)
            return _decisions(store, export, decisions), further
        case ExportOf.IMPORT_ERRORS:
            errors, further = store.imports.page_of_errors(named, limit=_PAGE, after=after)
            return [list(error.model_dump(mode="json").values()) for error in errors], further


def _contacts(store: TenantStore, export: Export, contacts: Sequence[Contact]) -> list[list[object]]:
    settings = store.settings.current()
    return [contact_row(contact, settings) for contact in contacts if _is_shown(store, export, contact)]


def _decisions(store: TenantStore, export: Export, decisions: Sequence[RunDecision]) -> list[list[object]]:
    contacts = store.contacts.get_many([decision.contact_id for decision in decisions])
    shown_ids = {contact.contact_id for contact in contacts if _is_shown(store, export, contact)}
    return [list(one.model_dump(mode="json").values()) for one in decisions if one.contact_id in shown_ids]


def _is_shown(store: TenantStore, export: Export, contact: Contact) -> bool:
    groups = store.settings.current().groups
    return contact.erasure is None and may(export.caller, contact, GroupRight.VIEW, groups)


def _finished(store: TenantStore, export: Export, now: datetime) -> Export:
    """Put the pieces together into the file."""
    if export.draft.format is FileFormat.CSV:
        with files.FileWriter(_file_key(store, export), CONTENT_TYPES[FileFormat.CSV]) as file:
            # With a byte order mark, Excel reads it as UTF-8.
            file.write(_BYTE_ORDER_MARK)
            for piece in _pieces(store, export):
                while chunk := piece.read(_COPIED_AT_ONCE):
                    file.write(chunk)
    else:
        _write_workbook(store, export)
    return _saved(store, export, {"state": ExportState.FINISHED, "updated_at": now, "finished_at": now})


def _write_workbook(store: TenantStore, export: Export) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.xlsx"
        with new_workbook(path) as workbook:
            for piece in _pieces(store, export):
                # What the pieces hold is neutral already.
                for row in csv.reader(io.TextIOWrapper(piece, encoding="utf-8", newline="")):
                    workbook.write_neutral(row)
        with path.open("rb") as near, files.FileWriter(_file_key(store, export), CONTENT_TYPES[FileFormat.XLSX]) as far:
            while chunk := near.read(_COPIED_AT_ONCE):
                far.write(chunk)


def _pieces(store: TenantStore, export: Export) -> Iterator[io.BufferedReader]:
    for number in range(export.pieces):
        with files.open_file(_key(store, export, f"piece-{number:06}")) as piece:
            yield piece


def _failed(store: TenantStore, export: Export, code: str, message: str, now: datetime) -> Export:
    problem = FileProblem(code=code, message=message, field="/id")
    return _saved(store, export, {"state": ExportState.FAILED, "problem": problem, "updated_at": now, "finished_at": now})


def _saved(store: TenantStore, export: Export, changes: dict[str, object]) -> Export:
    after = next_version(export, **changes)
    table.transact([store.exports.save_of(after, replacing=export.version)])
    return after


def read_export(store: TenantStore, export_id: str, *, by: Caller) -> Export:
    """The export of this very caller: what it holds was chosen by what that one may see. Raises NotFound."""
    export = store.exports.get(export_id)
    if export.caller.actor != by.actor and not by.super_user:
        raise NotFound("There is no such export.")
    return export
