"""The KYC expiry job: schedule, queue, slices."""

from contactbook.api.jobs import handler_of_queue
from contactbook.services.kyc.expiry import run_kyc_expiry

handler = handler_of_queue(run_kyc_expiry)
