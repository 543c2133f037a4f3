"""The message of the off-boarding job."""

from contactbook.domain.base.jobs import JobMessage


class OffboardingMessage(JobMessage):
    """Go on with the off-boarding of a tenant. The schedule sends it for every tenant that is being off-boarded."""
