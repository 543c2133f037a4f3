"""The import job: imports, their undo, and exports, slice by slice."""

from datetime import datetime

from contactbook import clock
from contactbook.api.jobs import handler_of_queue
from contactbook.domain.base.jobs import TimeLeft
from contactbook.domain.imports.messages import IMPORT_QUEUE, ExportMessage, ImportMessage, ImportUndoMessage
from contactbook.services.imports.job import run_import


def _work(message: ImportMessage | ImportUndoMessage | ExportMessage, _: datetime, has_time: TimeLeft) -> None:
    # A slice takes long: each of its parts bears the time at which it was made.
    run_import(message, has_time, clock.now)


handler = handler_of_queue(_work, IMPORT_QUEUE)
