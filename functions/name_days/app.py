"""The name-days job: schedule, queue, slices."""

from contactbook.api.jobs import handler_of_queue
from contactbook.services.name_days.runs import run_name_days

handler = handler_of_queue(run_name_days)
