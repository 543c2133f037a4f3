"""Committing writes as one TransactWriteItems, with retries of conflicts and each write's own refusal."""

import random
import time
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from pynamodb.exceptions import TransactWriteError
from pynamodb.expressions.update import Action

from contactbook.domain.base.errors import ConcurrentUpdate, StorageUnavailable
from contactbook.storage.base.client.conditions import (
    condition_of,
    error_of,
    require_entries_kept,
    require_size,
    written_condition,
)
from contactbook.storage.base.client.errors import code_of, translated
from contactbook.storage.base.item import Item, raw_key, raw_of, row_of
from contactbook.storage.base.rows import Check, Erase, Put, Remove, Write

_CONFLICT_TRIES = 8
# SnapStart copies a running function: the default generator would repeat itself in each copy.
_random = random.SystemRandom()


def commit(writes: Sequence[Write]) -> None:
    """Commit all of the writes or none. Raises as `table.transact`."""
    for write in writes:
        require_entries_kept(write)
        if isinstance(write, Put):
            require_size(write.row)
    ordered = _in_order_of_pynamodb(writes)
    token = str(uuid4())
    for attempt in range(_CONFLICT_TRIES):
        try:
            _send(ordered, token)
        except TransactWriteError as error:
            if not _is_only_a_conflict(error):
                raise _refusal_for(writes, ordered, error) from error
        else:
            return
        # Another transaction holds one of the items. Back off with jitter.
        time.sleep(_random.uniform(0, 0.01 * 2**attempt))
    raise ConcurrentUpdate("Other requests were changing the same record at the same time.")


def _send(writes: Sequence[Write], token: str) -> None:
    sent: dict[type[Write], list[dict[str, Any]]] = {Check: [], Remove: [], Put: [], Erase: []}
    for write in writes:
        sent[type(write)].append(_written(write))
    with translated():
        Item.connection().connection.transact_write_items(
            sent[Check], sent[Remove], sent[Put], sent[Erase], client_request_token=token
        )


def _written(write: Write) -> dict[str, Any]:
    """Return the write as DynamoDB takes it."""
    if isinstance(write, Put):
        # A refusal says what is stored instead.
        item = {"TableName": Item.Meta.table_name, "Item": raw_of(write.row), **written_condition(write.expect)}
        return item | {"ReturnValuesOnConditionCheckFailure": "ALL_OLD"}
    if isinstance(write, Erase):
        actions: list[Action] = [Item.values.remove()]
        found = Item(write.key.pk, write.key.sk)
        return found.get_update_kwargs_from_instance(actions, condition_of(write.expect), add_version_condition=False)
    return {"TableName": Item.Meta.table_name, "Key": raw_key(write.key), **written_condition(write.expect)}


def _in_order_of_pynamodb(writes: Sequence[Write]) -> list[Write]:
    """Return the writes as PynamoDB sends them: checks, deletes, puts, updates. Cancellation reasons come in that order."""
    order = {Check: 0, Remove: 1, Put: 2, Erase: 3}
    return sorted(writes, key=lambda write: order[type(write)])


def _is_only_a_conflict(error: TransactWriteError) -> bool:
    codes = {reason.code for reason in error.cancellation_reasons if reason}
    return codes == {"TransactionConflict"} or code_of(error) in (
        "TransactionConflictException",
        "TransactionInProgressException",
    )


def _refusal_for(writes: Sequence[Write], ordered: Sequence[Write], error: TransactWriteError) -> Exception:
    """Return the refusal of the first failed write in the caller's order.

    The refusals of all failed writes are called, because some of them collect what failed.
    """
    refusals: dict[int, Exception] = {}
    for write, reason in zip(ordered, error.cancellation_reasons, strict=False):
        if reason and reason.code == "ConditionalCheckFailed":
            refusals[id(write)] = error_of(write.refusal, row_of(reason.raw_item) if reason.raw_item else None)
    return next((refusals[id(write)] for write in writes if id(write) in refusals), StorageUnavailable())
