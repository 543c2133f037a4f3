"""The message of the re-consent job."""

from contactbook.domain.base.jobs import RunMessage


class ReconsentMessage(RunMessage):
    """Ask the contacts of one re-consent run."""
