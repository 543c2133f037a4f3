"""The message of the rebuild job."""

from contactbook.domain.base.jobs import RunMessage


class DerivedRebuildMessage(RunMessage):
    """Rebuild what the stream derives from the contacts; `run_id` is the id of the rebuild."""
