"""The job of imports and exports: imports, their undo, and exports, slice by slice."""

from datetime import datetime

from contactbook import clock
from contactbook.api.jobs import handler_of_queue
from contactbook.domain.base.jobs import JobMessage, TimeLeft
from contactbook.services.exports.job import run_export
from contactbook.services.imports.job import run_import


def _work(message: JobMessage, _now: datetime, has_time: TimeLeft) -> None:
    run = run_export if message.arguments.get("export") else run_import
    # A slice takes minutes, so each of its parts reads the clock.
    run(message, has_time, clock.now)


handler = handler_of_queue(_work)
