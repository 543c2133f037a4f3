"""The merges job: it cleans up behind one merge or undo."""

from datetime import datetime

from contactbook.domain.base.jobs import TimeLeft
from contactbook.domain.merges.messages import MergeMessage
from contactbook.domain.merges.records import MergeState
from contactbook.services.base.stores import open_store
from contactbook.services.merges import journal


def run_merge(message: MergeMessage, now: datetime, has_time: TimeLeft) -> None:  # noqa: ARG001 - every job has this signature
    """Clean up behind one merge. Idempotent."""
    store = open_store(message.tenant_id)
    merge = store.merges.find(message.run_id)
    if merge is None:
        return
    if merge.state is MergeState.PREPARING:
        journal.abandon(store, merge)
    elif merge.state is MergeState.UNDOING:
        journal.call_off(store, merge)
    else:
        journal.finish(store, merge)
