"""Committing writes as one TransactWriteItems, with retries of conflicts and each write's own refusal."""

import random
import time
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from pynamodb.exceptions import TransactWriteError
from pynamodb.expressions.update import Action

from contactbook.domain.base.errors import ConcurrentUpdate, StorageUnavailable
from contactbook.storage.base.client import calls
from contactbook.storage.base.client.conditions import (
    condition_of,
    error_of,
    require_entries_kept,
    require_size,
    written_condition,
)
from contactbook.storage.base.client.errors import code_of, translated
from contactbook.storage.base.item import Item, raw_key, raw_of, row_of
from contactbook.storage.base.rows import Check, Erase, Put, Write

_CONFLICT_TRIES = 8
# SnapStart copies a running function: the default generator would repeat itself in each copy.
_random = random.SystemRandom()


def commit(writes: Sequence[Write]) -> None:
    """Commit all of the writes or none. Raises as `table.transact`."""
    for write in writes:
        require_entries_kept(write)
        if isinstance(write, Put):
            require_size(write.row)
    actions = [_written(write) for write in writes]
    token = str(uuid4())
    for attempt in range(_CONFLICT_TRIES):
        try:
            with translated():
                calls.transact_write_items(actions, token)
        except TransactWriteError as error:
            if not _is_only_a_conflict(error):
                raise _refusal_for(writes, error) from error
        else:
            return
        # Another transaction holds one of the items. Back off with jitter.
        time.sleep(_random.uniform(0, 0.01 * 2**attempt))
    raise ConcurrentUpdate("Other requests were changing the same record at the same time.")


def _written(write: Write) -> dict[str, Any]:
    """Return the write as an action of a transaction."""
    if isinstance(write, Erase):
        actions: list[Action] = [Item.values.remove()]
        found = Item(write.key.pk, write.key.sk)
        return {"Update": found.get_update_kwargs_from_instance(actions, condition_of(write.expect), add_version_condition=False)}
    named = {"TableName": Item.Meta.table_name, **written_condition(write.expect)}
    if isinstance(write, Put):
        # A refusal says what is stored instead.
        return {"Put": named | {"Item": raw_of(write.row), "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}}
    return {"ConditionCheck" if isinstance(write, Check) else "Delete": named | {"Key": raw_key(write.key)}}


def _is_only_a_conflict(error: TransactWriteError) -> bool:
    codes = {reason.code for reason in error.cancellation_reasons if reason}
    return codes == {"TransactionConflict"} or code_of(error) in (
        "TransactionConflictException",
        "TransactionInProgressException",
    )


def _refusal_for(writes: Sequence[Write], error: TransactWriteError) -> Exception:
    """Return the refusal of the first failed write.

    The refusals of all failed writes are called, because some of them collect what failed.
    """
    refusals = [
        error_of(write.refusal, row_of(reason.raw_item) if reason.raw_item else None)
        for write, reason in zip(writes, error.cancellation_reasons, strict=False)
        if reason and reason.code == "ConditionalCheckFailed"
    ]
    return refusals[0] if refusals else StorageUnavailable()
