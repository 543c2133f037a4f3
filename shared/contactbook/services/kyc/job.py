"""The KYC jobs: the daily expiry, and the reassessment under a new definition."""

from datetime import datetime

from contactbook.domain.base.jobs import TimeLeft
from contactbook.domain.kyc.messages import KycExpiryMessage, KycReassessMessage
from contactbook.services.kyc.expiry import run_expiry
from contactbook.services.kyc.reassessment import run_reassessment


def run_kyc(message: KycExpiryMessage | KycReassessMessage, now: datetime, has_time: TimeLeft) -> None:
    """Work on the job that the message names until the time ends; the next message continues."""
    if isinstance(message, KycReassessMessage):
        run_reassessment(message, now, has_time)
    else:
        run_expiry(message, now, has_time)
