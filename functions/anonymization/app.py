"""The anonymization job: a tenant's daily round, runs, and single contacts."""

from contactbook.api.jobs import handler_of_queue
from contactbook.config import config
from contactbook.domain.erasure.messages import ANONYMIZATION_QUEUE
from contactbook.services.erasure.job import run_anonymization

handler = handler_of_queue(run_anonymization, ANONYMIZATION_QUEUE, waits_in=config().anonymization_queue_url)
