"""Committing writes as one TransactWriteItems, with retries of conflicts and each write's own refusal."""

import random
import time
from collections.abc import Sequence
from uuid import uuid4

from pynamodb.connection import Connection
from pynamodb.exceptions import TransactWriteError
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from contactbook.domain.base.errors import ConcurrentUpdate, StorageUnavailable
from contactbook.storage.base.conditions import condition_of, error_of, require_entries_kept, require_size
from contactbook.storage.base.dynamodb_errors import code_of, translated
from contactbook.storage.base.item import Item, item_of, row_of_raw
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
    connection: Connection = Item._get_connection().connection  # noqa: SLF001 - PynamoDB has no public way to it
    with translated(), TransactWrite(connection=connection, client_request_token=token) as transaction:
        for write in writes:
            if isinstance(write, Put):
                transaction.save(item_of(write.row), condition_of(write.expect), return_values="ALL_OLD")
            elif isinstance(write, Remove):
                transaction.delete(Item(write.key.pk, write.key.sk), condition_of(write.expect), add_version_condition=False)
            elif isinstance(write, Erase):
                actions: list[Action] = [Item.values.remove()]
                item = Item(write.key.pk, write.key.sk)
                transaction.update(item, actions, condition_of(write.expect), add_version_condition=False)
            else:
                transaction.condition_check(Item, write.key.pk, write.key.sk, condition=condition_of(write.expect))


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
            refusals[id(write)] = error_of(write.refusal, row_of_raw(reason.raw_item) if reason.raw_item else None)
    return next((refusals[id(write)] for write in writes if id(write) in refusals), StorageUnavailable())
