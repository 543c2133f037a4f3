"""The table: with `item.py`, the only module that knows PynamoDB.

Errors of DynamoDB are translated here, once, by reading codes and cancellation reasons, never message text.
"""

import random
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import uuid4

from pynamodb.connection import Connection
from pynamodb.exceptions import DoesNotExist, PutError, PynamoDBException, TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from contactbook.domain.base.errors import ConcurrentUpdate, RuleBroken, StorageUnavailable
from contactbook.storage.base.item import Item, item_of, row_of, row_of_raw
from contactbook.storage.base.keys import Key
from contactbook.storage.base.limits import LARGEST_DOCUMENT, MOST_READS
from contactbook.storage.base.marks import running_mark
from contactbook.storage.base.rows import (
    Absent,
    Anything,
    AtVersion,
    Check,
    Expectation,
    Index,
    NotErased,
    Present,
    Put,
    Refusal,
    Remove,
    Row,
    RowPage,
    Write,
)

_CONFLICT_TRIES = 8
# Where audit entries are; the values behind them (`VALUES#`) can be erased.
_ENTRIES = ("HISTORY#", "ACCESS#")
_ENTRY_PARTITIONS = ("#AUDIT-PAGES#", "#SETTINGS-HISTORY#")
# SnapStart copies a running function: the default generator would repeat itself in each copy.
_random = random.SystemRandom()


def get(key: Key) -> Row | None:
    """One item, read consistently."""
    with _translated():
        try:
            return row_of(Item.get(key.pk, key.sk, consistent_read=True))
        except DoesNotExist:
            return None


def get_many(keys: Sequence[Key]) -> list[Row]:
    """Items in batches of 100, consistently, in the order of the keys; what does not exist is left out."""
    found: dict[Key, Row] = {}
    with _translated():
        for start in range(0, len(keys), MOST_READS):
            chunk = list(dict.fromkeys((key.pk, key.sk) for key in keys[start : start + MOST_READS]))
            for item in Item.batch_get(chunk, consistent_read=True):
                row = row_of(item)
                found[row.key] = row
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def query(
    pk: str,
    prefix: str = "",
    *,
    limit: int | None = None,
    after: dict[str, str] | None = None,
    newest_first: bool = False,
    between: tuple[str, str] | None = None,
) -> RowPage:
    """Items of one partition whose sort key begins with the prefix (or lies between two), read consistently.

    Without a limit every page is read; `after` goes on where an earlier page of the same query ended.
    """
    condition = Item.sk.between(*between) if between else Item.sk.startswith(prefix) if prefix else None
    with _translated():
        results = Item.query(
            pk,
            condition,
            consistent_read=True,
            limit=limit,
            last_evaluated_key=_start(after),
            scan_index_forward=not newest_first,
        )
        rows = tuple(row_of(item) for item in results)
        return RowPage(rows, _end(results.last_evaluated_key))


def query_index(
    index: Index,
    pk: str,
    *,
    prefix: str = "",
    between: tuple[str, str] | None = None,
    limit: int | None = None,
    after: dict[str, str] | None = None,
    newest_first: bool = False,
) -> RowPage:
    """Items of one index partition, by prefix or between two sort keys (both included). Of gsi2 and gsi3 only keys come back."""
    sort_key = getattr(Item, f"{index}sk")
    condition = sort_key.between(*between) if between else sort_key.startswith(prefix) if prefix else None
    with _translated():
        results = Item.query(
            pk,
            condition,
            index_name=index.value,
            limit=limit,
            last_evaluated_key=_start(after),
            scan_index_forward=not newest_first,
        )
        rows = tuple(row_of(item) for item in results)
        return RowPage(rows, _end(results.last_evaluated_key))


def transact(writes: Sequence[Write]) -> None:
    """Carry out all of the writes or none (at most 100).

    Raises a write's own refusal where its expectation fails, `ConcurrentUpdate` where it has none or where others were in
    the way too often, `StorageUnavailable` where DynamoDB does not answer. The request carries a token, so an answer that
    was lost does not make it count twice. Within a request that carries an Idempotency-Key it also carries the request's
    mark, and does nothing when an earlier run of the request has committed it.
    """
    mark = running_mark()
    if mark and mark.is_done():
        return
    _transact(mark.added_to(writes) if mark else writes)
    if mark:
        mark.seen += 1


def _transact(writes: Sequence[Write]) -> None:
    for write in writes:
        _keep_entries(write)
    ordered = _in_order_of_pynamodb(writes)
    token = str(uuid4())
    for attempt in range(_CONFLICT_TRIES):
        try:
            _commit(ordered, token)
        except TransactWriteError as error:
            if not _was_only_a_conflict(error):
                raise _refusal_for(writes, ordered, error) from error
        else:
            return
        # Others hold an item of ours for the length of their own transaction: wait that long, with jitter.
        time.sleep(_random.uniform(0, 0.01 * 2**attempt))
    raise ConcurrentUpdate("Others were changing the same record at the same moment; try again.")


def put(write: Put) -> None:
    """One conditional put outside a transaction, half its price. A retry that meets its own earlier write counts as done."""
    _keep_entries(write)
    item = item_of(_bounded(write.row))
    with _translated():
        try:
            item.save(_condition(write.expect), add_version_condition=False)
        except PutError as error:
            if _code_of(error) != "ConditionalCheckFailedException":
                raise
            stored = get(write.row.key)
            if stored == write.row:
                return
            raise _refuse(write.refusal, stored) from error


def put_many(rows: Sequence[Row]) -> None:
    """Unconditional puts in batches of 25; only for rows that may be written twice without harm."""
    for row in rows:
        _keep_entries(Put(row))
    with _translated(), Item.batch_write() as batch:
        for row in rows:
            batch.save(item_of(_bounded(row)))


def remove_many(keys: Sequence[Key]) -> None:
    """Unconditional deletes in batches of 25."""
    for key in keys:
        _keep_entries(Remove(key))
    with _translated(), Item.batch_write() as batch:
        for key in keys:
            batch.delete(Item(key.pk, key.sk))


def _keep_entries(write: Write) -> None:
    """Refuse to change or delete an audit entry, whoever asks: there is no use case for it (S2.127)."""
    if isinstance(write, Check):
        return
    key = write.row.key if isinstance(write, Put) else write.key
    is_entry = key.sk.startswith(_ENTRIES) or any(part in key.pk for part in _ENTRY_PARTITIONS)
    if is_entry and not (isinstance(write, Put) and isinstance(write.expect, Absent)):
        raise ValueError("an audit entry is written once and stays")


def _commit(writes: Sequence[Write], token: str) -> None:
    connection: Connection = Item._get_connection().connection  # noqa: SLF001 - PynamoDB has no public way to it
    with _translated(), TransactWrite(connection=connection, client_request_token=token) as transaction:
        for write in writes:
            if isinstance(write, Put):
                transaction.save(item_of(_bounded(write.row)), _condition(write.expect), return_values="ALL_OLD")
            elif isinstance(write, Remove):
                transaction.delete(Item(write.key.pk, write.key.sk), _condition(write.expect), add_version_condition=False)
            else:
                transaction.condition_check(Item, write.key.pk, write.key.sk, condition=_condition(write.expect))


def _in_order_of_pynamodb(writes: Sequence[Write]) -> list[Write]:
    """PynamoDB sends checks, then deletes, then puts; cancellation reasons come in that order."""
    order = {Check: 0, Remove: 1, Put: 2}
    return sorted(writes, key=lambda write: order[type(write)])


def _condition(expect: Expectation) -> Condition | None:
    match expect:
        case Absent():
            return Item.pk.does_not_exist()
        case AtVersion(version):
            return Item.version == version
        case Present():
            return Item.pk.exists()
        case NotErased():
            is_not_erased: Condition = Item.erasure.does_not_exist()
            return is_not_erased
        case Anything():
            return None


def _was_only_a_conflict(error: TransactWriteError) -> bool:
    codes = {reason.code for reason in error.cancellation_reasons if reason}
    conflict = {"TransactionConflict"}
    return codes == conflict or _code_of(error) in ("TransactionConflictException", "TransactionInProgressException")


def _refusal_for(writes: Sequence[Write], ordered: Sequence[Write], error: TransactWriteError) -> Exception:
    """The refusal of the write that the caller listed first; the others are asked as well, so that they can take note."""
    refusals: dict[int, Exception] = {}
    for write, reason in zip(ordered, error.cancellation_reasons, strict=False):
        if reason and reason.code == "ConditionalCheckFailed":
            refusals[id(write)] = _refuse(write.refusal, row_of_raw(reason.raw_item) if reason.raw_item else None)
    return next((refusals[id(write)] for write in writes if id(write) in refusals), StorageUnavailable())


def _refuse(refusal: Refusal | None, stored: Row | None) -> Exception:
    if refusal is None:
        return ConcurrentUpdate("The record changed at the same moment; try again.")
    return refusal(stored)


def _bounded(row: Row) -> Row:
    if len(row.document.encode()) > LARGEST_DOCUMENT:
        raise RuleBroken("The record would become larger than can be kept.", code="record_too_large")
    return row


def _start(after: dict[str, str] | None) -> dict[str, dict[str, str]] | None:
    return {name: {"S": value} for name, value in after.items()} if after else None


def _end(last: dict[str, dict[str, str]] | None) -> dict[str, str] | None:
    return {name: value["S"] for name, value in last.items()} if last else None


def _code_of(error: PynamoDBException) -> str | None:
    # A call that timed out has no response, which PynamoDB's own property does not expect.
    response = getattr(error.cause, "response", None) or {}
    code: str | None = response.get("Error", {}).get("Code")
    return code


@contextmanager
def _translated() -> Iterator[None]:
    """Turn what DynamoDB says into our own errors; a cancelled transaction is left to `transact`."""
    try:
        yield
    except TransactWriteError as error:
        if error.cancellation_reasons or _code_of(error) == "TransactionInProgressException":
            raise
        raise StorageUnavailable from error
    except PynamoDBException as error:
        if _code_of(error) == "ConditionalCheckFailedException":
            raise
        raise StorageUnavailable from error
