"""The message of the merges job."""

from contactbook.domain.base.jobs import RunMessage


class MergeMessage(RunMessage):
    """Tidy up after one merge or undo; `run_id` is the id of the merge."""
