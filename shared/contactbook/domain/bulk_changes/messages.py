"""The message of the job that carries out bulk changes."""

from contactbook.domain.base.jobs import RunMessage


class BulkChangeMessage(RunMessage):
    """Work on one bulk change."""
