"""The anonymization job: schedule, queue, slices."""

from contactbook.api.jobs import handler_of_queue
from contactbook.services.erasure.anonymization import run_anonymization

handler = handler_of_queue(run_anonymization)
