"""The job that carries out bulk changes."""

from contactbook.api.jobs import handler_of_queue
from contactbook.config import config
from contactbook.domain.bulk_changes.messages import BulkChangeMessage
from contactbook.services.bulk_changes.job import run_bulk_change

handler = handler_of_queue(run_bulk_change, BulkChangeMessage, waits_in=config().bulk_changes_queue_url)
