"""The message of the sweeper."""

from contactbook.domain.base.jobs import JobMessage


class SweepMessage(JobMessage):
    """Sweep one tenant, or every tenant."""
