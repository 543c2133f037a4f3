"""How many writes of a merge or an undo go in one transaction."""

from collections.abc import Sequence

from contactbook.storage.base.limits import MOST_WRITES
from contactbook.storage.base.rows import Write

# Writes of one transaction, less the mark of a request with an Idempotency-Key.
ROOM = MOST_WRITES - 1
# Up to this many writes are carried out at once. Tests lower it.
_MOST_AT_ONCE = ROOM


def fits_at_once(writes: Sequence[Write]) -> bool:
    """True if the writes go in one transaction."""
    return len(writes) <= _MOST_AT_ONCE
