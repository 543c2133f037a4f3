"""The message of the off-boarding job."""

from contactbook.domain.base.jobs import JobMessage
from contactbook.domain.base.values import Flag


class OffboardingMessage(JobMessage):
    """Go on with the off-boarding of a tenant. The schedule sends it for every tenant that is being off-boarded."""

    on_schedule: Flag = False
