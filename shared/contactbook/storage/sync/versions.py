"""The writes of the sync's records that count their versions."""

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.storage.base.rows import Absent, AtVersion, Put, Refusal, Row


def put_versioned(row: Row, refusal: Refusal | None = None) -> Put:
    """Return the write that replaces the row of the version before. Raises ConcurrentUpdate, or the error of `refusal`."""
    replaced = row.version - 1
    return Put(row, AtVersion(replaced) if replaced else Absent(), refusal or _concurrent_update)


def _concurrent_update(_: Row | None) -> Exception:
    return ConcurrentUpdate("Another request changed the record at the same time.")
