"""The re-consent job: asks the contacts of one run."""

from contactbook.api.jobs import handler_of_queue
from contactbook.config import config
from contactbook.domain.consent.messages import ReconsentMessage
from contactbook.services.consent.reconsent import run_reconsent

handler = handler_of_queue(run_reconsent, ReconsentMessage, waits_in=config().reconsent_queue_url)
