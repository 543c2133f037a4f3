"""The audit entries that changes of the table add: each is a change of a contact, and what follows a change follows it."""

from collections.abc import Sequence

from contactbook.storage.base.rows import Row
from contactbook.storage.stream.changes import RowChange


def new_entries(changes: Sequence[RowChange]) -> list[Row]:
    """Return the rows of audit entries that the changes added."""
    return [change.new for change in changes if change.new and change.kind == "history" and change.old is None]
