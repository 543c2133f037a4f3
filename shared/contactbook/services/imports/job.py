"""The import job: prepares a file, works through its rows slice by slice, and takes an import back."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from contactbook.config import config
from contactbook.domain.base.errors import ConcurrentUpdate, NotFound, ValidationFailed
from contactbook.domain.base.jobs import TimeLeft
from contactbook.domain.imports.messages import ExportMessage, ImportMessage, ImportUndoMessage
from contactbook.domain.imports.runs import Counts, FileProblem, Import, ImportState
from contactbook.gateways import files, queues
from contactbook.services.base.stores import open_store
from contactbook.services.imports.exports import export_slice
from contactbook.services.imports.files import prepare, prepared_rows, rehearsal_key, uploaded
from contactbook.services.imports.parts import RowWorker
from contactbook.services.imports.requests import saved
from contactbook.services.imports.undo import undo_slice
from contactbook.storage.imports.rehearsals import Rehearsal
from contactbook.storage.tenant_store import TenantStore

Tick = Callable[[], datetime]
_PIECE = 1024 * 1024


def run_import(message: ImportMessage | ImportUndoMessage | ExportMessage, has_time: TimeLeft, tick: Tick) -> None:
    """One slice of an import or of its undo; what is left goes on in another message."""
    store = open_store(message.tenant_id)
    if isinstance(message, ExportMessage):
        if export_slice(store, message.run_id, has_time, tick):
            queues.send(config().contact_import_queue_url, [message])
        return
    run = store.imports.find(message.run_id)
    if run is None:
        return
    slice_of = undo_slice if isinstance(message, ImportUndoMessage) else _slice
    unfinished = slice_of(store, run, has_time, tick)
    if unfinished:
        queues.send(config().contact_import_queue_url, [message])


def _slice(store: TenantStore, run: Import, has_time: TimeLeft, tick: Tick) -> bool:
    """Work until the time or the file is over; True when rows are left."""
    try:
        if run.has_ended:
            return False
        if run.state is ImportState.WAITING:
            run = _begun(store, run, tick())
        if run.has_ended:
            return False
        with _rehearsal(store, run, tick()) as (run, rehearsal):
            return _work(store, run, rehearsal, has_time, tick)
    except ConcurrentUpdate:
        # Another worker is at it, or it was cancelled: whoever comes next looks at what stands.
        return True


def _begun(store: TenantStore, run: Import, now: datetime) -> Import:
    """The import with its rows prepared, or ended where its file cannot be read."""
    changes: dict[str, object] = {"state": ImportState.RUNNING, "started_at": now, "updated_at": now}
    if run.rows is None:
        try:
            with uploaded(store, run) as source:
                run = prepare(store, run, source)
        except ValidationFailed as error:
            found = error.errors[0]
            problem = FileProblem(code=error.code, message=f"{error.message} {_about(error)}".strip(), field=found.field)
            changes = {"state": ImportState.FAILED, "problem": problem, "finished_at": now, "updated_at": now}
    return saved(store, run, changes)


def _about(error: ValidationFailed) -> str:
    named = [found.field.removeprefix("/columns/") for found in error.errors if found.field.startswith("/columns/")]
    return f"({', '.join(named[:20])})" if named else ""


def _work(store: TenantStore, run: Import, rehearsal: Rehearsal | None, has_time: TimeLeft, tick: Tick) -> bool:
    worker = RowWorker(store, run, rehearsal)
    rows = prepared_rows(store, run)
    while has_time():
        after = worker.next_part(rows, tick())
        if after is None:
            now = tick()
            saved(store, worker.run, {"state": ImportState.FINISHED, "finished_at": now, "updated_at": now})
            return False
    return True


@contextmanager
def _rehearsal(store: TenantStore, run: Import, now: datetime) -> Iterator[tuple[Import, Rehearsal | None]]:
    """For a dry run, what it would have stored so far; if that is lost, the dry run begins anew."""
    if not run.draft.dry_run:
        yield run, None
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rehearsal"
        if run.offset and not _fetched(rehearsal_key(store, run), path):
            run = saved(store, run, {"offset": 0, "parts": 0, "counts": Counts(), "updated_at": now})
        rehearsal = Rehearsal(path, store.key_ring)
        try:
            yield run, rehearsal
        finally:
            rehearsal.close()
        stands = store.imports.get(run.import_id)
        if not stands.has_ended:
            _kept(rehearsal_key(store, stands), path)


def _fetched(key: str, path: Path) -> bool:
    try:
        with files.open_file(key) as far, path.open("wb") as near:
            while piece := far.read(_PIECE):
                near.write(piece)
    except NotFound:
        return False
    return True


def _kept(key: str, path: Path) -> None:
    with path.open("rb") as near, files.FileWriter(key, "application/octet-stream") as far:
        while piece := near.read(_PIECE):
            far.write(piece)
