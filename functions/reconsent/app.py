"""The re-consent job: queue and slices."""

from contactbook.api.jobs import handler_of_queue
from contactbook.services.consent.reconsent import run_reconsent

handler = handler_of_queue(run_reconsent)
