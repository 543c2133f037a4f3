"""The import job: imports, their undo, and exports, slice by slice."""

from datetime import datetime

from contactbook import clock
from contactbook.api.jobs import handler_of_queue
from contactbook.config import config
from contactbook.domain.base.jobs import TimeLeft
from contactbook.domain.imports.messages import IMPORT_QUEUE, ExportMessage, ImportMessage, ImportUndoMessage
from contactbook.services.exports.job import run_export
from contactbook.services.imports.job import run_import


def _work(message: ImportMessage | ImportUndoMessage | ExportMessage, _: datetime, has_time: TimeLeft) -> None:
    # A slice takes minutes, so each of its parts reads the clock.
    if isinstance(message, ExportMessage):
        run_export(message, has_time, clock.now)
    else:
        run_import(message, has_time, clock.now)


handler = handler_of_queue(_work, IMPORT_QUEUE, waits_in=config().contact_import_queue_url)
