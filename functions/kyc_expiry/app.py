"""The KYC jobs: the hourly expiry, and the reassessment under a new definition."""

from contactbook.api.jobs import handler_of_queue
from contactbook.config import config
from contactbook.domain.kyc.messages import KYC_QUEUE
from contactbook.services.kyc.job import run_kyc

handler = handler_of_queue(run_kyc, KYC_QUEUE, waits_in=config().kyc_expiry_queue_url)
