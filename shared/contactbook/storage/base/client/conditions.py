"""What every write must fulfil: the condition it states, the size of its document, and that audit entries stay."""

from functools import lru_cache
from typing import Any

from pynamodb.expressions.condition import Condition

from contactbook.domain.base.errors import ConcurrentUpdate, RuleBroken
from contactbook.storage.base.item import Item
from contactbook.storage.base.limits import LARGEST_DOCUMENT
from contactbook.storage.base.rows import (
    Absent,
    Anything,
    AtVersion,
    Check,
    Erase,
    Expectation,
    NotErased,
    Owned,
    Present,
    Put,
    Refusal,
    Row,
    Write,
)

# Audit entries lie under these sort keys and in these partitions. Of an entry only its `values` can be erased.
_ENTRIES = ("HISTORY#", "ACCESS#")
_ENTRY_PARTITIONS = ("#AUDIT-PAGES#", "#AUDIT-EXPORTS#", "#TENANT-HISTORY#")


def require_entries_kept(write: Write) -> None:
    """Raises ValueError for a write that would change or delete an audit entry: no use case does that (S2.127)."""
    if isinstance(write, Check | Erase):
        return
    key = write.row.key if isinstance(write, Put) else write.key
    is_entry = key.sk.startswith(_ENTRIES) or any(part in key.pk for part in _ENTRY_PARTITIONS)
    if is_entry and not (isinstance(write, Put) and isinstance(write.expect, Absent)):
        raise ValueError("an audit entry is written once and stays")


def require_size(row: Row) -> None:
    """Raises RuleBroken `record_too_large` for a document that does not fit into one item, with its values."""
    size = len(row.document.encode()) + len((row.values or "").encode())
    if size > LARGEST_DOCUMENT:
        message = (
            f"The record would have {size:,} bytes, and at most {LARGEST_DOCUMENT:,} fit. Send shorter texts or fewer entries."
        )
        raise RuleBroken(message, code="record_too_large")


def condition_of(expect: Expectation) -> Condition | None:
    """Return the expectation as DynamoDB's condition; None for `Anything`."""
    match expect:
        case Absent():
            return Item.pk.does_not_exist()
        case AtVersion(version):
            return Item.version == version
        case Present():
            return Item.pk.exists()
        case NotErased():
            is_not_erased: Condition = Item.pk.exists() & Item.erasure.does_not_exist()
            return is_not_erased
        case Owned(owner, version, or_absent):
            is_owned: Condition = (Item.owner == owner) & (Item.version <= version)
            return Item.pk.does_not_exist() | is_owned if or_absent else is_owned
        case Anything():
            return None


@lru_cache(maxsize=256)
def written_condition(expect: Expectation) -> dict[str, Any]:
    """Return the expectation as the parameters of a write; none for `Anything`."""
    condition = condition_of(expect)
    if condition is None:
        return {}
    names: dict[str, str] = {}
    values: dict[str, Any] = {}
    written: dict[str, Any] = {"ConditionExpression": condition.serialize(names, values)}
    written["ExpressionAttributeNames"] = {place: name for name, place in names.items()}
    return written | ({"ExpressionAttributeValues": values} if values else {})


def error_of(refusal: Refusal | None, stored: Row | None) -> Exception:
    """Return the error of a write whose expectation failed: its own refusal, or ConcurrentUpdate."""
    if refusal is None:
        return ConcurrentUpdate("Another request changed the record at the same time.")
    return refusal(stored)
