"""The import job: it prepares a file, imports its rows slice by slice, and undoes an import."""

from collections.abc import Callable
from datetime import datetime

from contactbook.config import config
from contactbook.domain.base.errors import ConcurrentUpdate, ValidationFailed
from contactbook.domain.base.file_formats import FileProblem
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.imports.messages import ImportMessage, ImportUndoMessage
from contactbook.domain.imports.runs import Import, ImportState
from contactbook.gateways import queues
from contactbook.services.base.stores import open_store
from contactbook.services.imports.dry_runs import open_rehearsal
from contactbook.services.imports.parts import RowWorker
from contactbook.services.imports.prepared_rows import prepare, prepared_rows
from contactbook.services.imports.progress import save_import
from contactbook.services.imports.undo import undo_slice
from contactbook.services.imports.uploads import open_upload
from contactbook.storage.imports.rehearsals import Rehearsal
from contactbook.storage.tenant_store import TenantStore

Tick = Callable[[], datetime]
# Columns that one message names.
_MOST_NAMED = 20


def run_import(message: ImportMessage | ImportUndoMessage, has_time: TimeLeft, tick: Tick) -> None:
    """Run one slice of an import or of its undo. Send the message again if work is left."""
    store = open_store(message.tenant_id)
    run = store.imports.find(message.run_id)
    if run is None:
        return
    run_slice = undo_slice if isinstance(message, ImportUndoMessage) else import_slice
    if run_slice(store, run, has_time, tick) is Work.LEFT:
        queues.send(config().contact_import_queue_url, [message])


def import_slice(store: TenantStore, run: Import, has_time: TimeLeft, tick: Tick) -> Work:
    """Import rows until the time or the file ends."""
    try:
        if run.state is ImportState.WAITING:
            run = _started(store, run, tick())
        if run.has_ended:
            return Work.DONE
        with open_rehearsal(store, run, tick()) as (run, rehearsal):
            return _import_rows(store, run, rehearsal, has_time, tick)
    except ConcurrentUpdate:
        # Another worker continues the import, or a caller cancelled it. The next slice decides on its new state.
        return Work.LEFT


def _started(store: TenantStore, run: Import, now: datetime) -> Import:
    """Return the import running with its rows prepared, or failed if its file cannot be read."""
    if run.rows is None:
        try:
            with open_upload(store, run) as source:
                run = prepare(store, run, source)
        except ValidationFailed as error:
            message = f"{error.message} {_named_columns(error)}".strip()
            problem = FileProblem(code=error.code, message=message, field=error.errors[0].field)
            return save_import(store, run, state=ImportState.FAILED, problem=problem, finished_at=now, updated_at=now)
    return save_import(store, run, state=ImportState.RUNNING, started_at=now, updated_at=now)


def _named_columns(error: ValidationFailed) -> str:
    named = [found.field.removeprefix("/columns/") for found in error.errors if found.field.startswith("/columns/")]
    return f"({', '.join(named[:_MOST_NAMED])})" if named else ""


def _import_rows(store: TenantStore, run: Import, rehearsal: Rehearsal | None, has_time: TimeLeft, tick: Tick) -> Work:
    worker = RowWorker(store, run, rehearsal)
    with prepared_rows(store, run) as rows:
        while has_time():
            if worker.next_part(rows, tick()) is None:
                now = tick()
                save_import(store, worker.run, state=ImportState.FINISHED, finished_at=now, updated_at=now)
                return Work.DONE
    return Work.LEFT
