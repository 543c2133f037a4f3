"""The table: reads, single writes, batches and transactions of rows.

Only `item.py`, `transactions.py`, `whole_table.py`, the folder `client/` and this module know PynamoDB.
"""

from collections.abc import Sequence

from pynamodb.exceptions import DeleteError, PutError
from pynamodb.expressions.update import Action

from contactbook.domain.base.paging import After
from contactbook.storage.base.client import calls
from contactbook.storage.base.client.batches import read_batch, write_batches
from contactbook.storage.base.client.conditions import (
    error_of,
    require_entries_kept,
    require_size,
    written_condition,
)
from contactbook.storage.base.client.errors import code_of, translated
from contactbook.storage.base.item import Item, raw_key, raw_of, row_of
from contactbook.storage.base.keys import Key
from contactbook.storage.base.limits import MOST_READS
from contactbook.storage.base.marks import running_mark
from contactbook.storage.base.rows import Index, Put, Remove, Row, RowPage, Write
from contactbook.storage.base.transactions import commit


def prepare() -> None:
    """Make the table's client before the first request does. Asks DynamoDB for nothing."""
    Item.connection()


def get(key: Key) -> Row | None:
    """Return one item, or None. The read is consistent."""
    with translated():
        found = calls.get_item(raw_key(key)).get("Item")
    return row_of(found) if found else None


def get_many(keys: Sequence[Key], *, consistent: bool = True) -> list[Row]:
    """Return the items that exist, in the order of the keys, in batches of 100. An inconsistent read costs half."""
    found: dict[Key, Row] = {}
    with translated():
        for start in range(0, len(keys), MOST_READS):
            chunk = [raw_key(key) for key in dict.fromkeys(keys[start : start + MOST_READS])]
            for row in read_batch(chunk, consistent=consistent):
                found[row.key] = row
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def query(
    pk: str,
    prefix: str = "",
    *,
    limit: int | None = None,
    after: After | None = None,
    newest_first: bool = False,
    between: tuple[str, str] | None = None,
    consistent: bool = True,
) -> RowPage:
    """Return items of one partition by the prefix of their sort key, or between two sort keys (both included).

    An inconsistent read costs half. Without a limit it reads every page. `after` continues an earlier page of the same query.
    """
    return _queried(pk, prefix, between, limit, after, newest_first=newest_first, consistent=consistent)


def query_sort_keys(pk: str, *, limit: int, after: After | None) -> tuple[list[str], After | None]:
    """Return sort keys of one partition. Eventually consistent, and ten times as fast as `query`: nothing else is parsed."""
    with translated():
        answer = calls.query(("pk", "sk"), pk, Limit=limit, ExclusiveStartKey=start_key(after), ProjectionExpression="sk")
    return [item["sk"]["S"] for item in answer["Items"]], after_key(answer.get("LastEvaluatedKey"))


def query_index(
    index: Index,
    pk: str,
    *,
    prefix: str = "",
    between: tuple[str, str] | None = None,
    limit: int | None = None,
    after: After | None = None,
    newest_first: bool = False,
) -> RowPage:
    """Return items of one index partition, by prefix or between two sort keys (both included).

    An index may lag behind the table. Rows of gsi2 and gsi3 carry keys only.
    """
    return _queried(pk, prefix, between, limit, after, newest_first=newest_first, index=index)


def count_index(index: Index, pk: str) -> int:
    """Return how many items one index partition has. It costs as much as reading them, and DynamoDB sends none."""
    found, last = 0, None
    with translated():
        while True:
            names = (f"{index}pk", f"{index}sk")
            answer = calls.query(names, pk, IndexName=index.value, Select="COUNT", ExclusiveStartKey=last)
            found, last = found + int(answer["Count"]), answer.get("LastEvaluatedKey")
            if not last:
                return found


def _queried(
    pk: str,
    prefix: str,
    between: tuple[str, str] | None,
    limit: int | None,
    after: After | None,
    *,
    newest_first: bool,
    consistent: bool = False,
    index: Index | None = None,
) -> RowPage:
    """Ask for pages until the limit or the end."""
    names = (f"{index}pk", f"{index}sk") if index else ("pk", "sk")
    rows: list[Row] = []
    last = start_key(after)
    with translated():
        while True:
            answer = calls.query(
                names,
                pk,
                prefix=prefix,
                between=between,
                ConsistentRead=consistent or None,
                ExclusiveStartKey=last,
                IndexName=index.value if index else None,
                Limit=None if limit is None else limit - len(rows),
                ScanIndexForward=not newest_first,
            )
            rows += map(row_of, answer["Items"])
            last = answer.get("LastEvaluatedKey")
            if not last or (limit is not None and len(rows) >= limit):
                return RowPage(tuple(rows), after_key(last))


def transact(writes: Sequence[Write]) -> None:
    """Commit all of the writes or none, at most 100.

    Raises the refusal of a write whose expectation fails, or ConcurrentUpdate if it has none. Also raises ConcurrentUpdate after
    too many conflicts with other transactions, and StorageUnavailable if DynamoDB does not answer. The request carries a token,
    so a retry after a lost answer does not count twice.

    Within a request that has an Idempotency-Key the transaction also carries the request's mark. If an earlier run of the request
    has committed this transaction, nothing is written.
    """
    mark = running_mark()
    if mark and mark.skip_if_done():
        return
    commit(mark.added_to(writes) if mark else writes)
    if mark:
        mark.seen += 1


def put_with(write: Put, others: Sequence[Write]) -> None:
    """Save one row with the other writes in one transaction; alone, at half the price, if there are none. Raises as `transact`."""
    if others:
        transact([write, *others])
    else:
        put(write)


def put(write: Put) -> None:
    """Save one row under its condition, outside a transaction at half the price. Raises as `transact`.

    A retry that meets its own earlier write counts as success.
    """
    require_entries_kept(write)
    require_size(write.row)
    with translated():
        try:
            calls.put_item(raw_of(write.row), written_condition(write.expect))
        except PutError as error:
            if code_of(error) != "ConditionalCheckFailedException":
                raise
            stored = get(write.row.key)
            if stored == write.row:
                return
            raise error_of(write.refusal, stored) from error


def remove(write: Remove) -> None:
    """Delete one item under its condition, outside a transaction at half the price. Raises as `transact`.

    An item that is gone already counts as deleted.
    """
    require_entries_kept(write)
    with translated():
        try:
            calls.delete_item(raw_key(write.key), written_condition(write.expect))
        except DeleteError as error:
            if code_of(error) != "ConditionalCheckFailedException":
                raise
            stored = get(write.key)
            if stored is not None:
                raise error_of(write.refusal, stored) from error


def add(counter: Row, count: int) -> int:
    """Add to a counter, which is the item's `version`; return the sum. One write, without a read.

    The row names the item, its kind and when it expires. A retry after a lost answer counts twice, so this is for counts that may
    be too high.
    """
    item = Item(counter.key.pk, counter.key.sk)
    actions: list[Action] = [Item.version.add(count), Item.kind.set(counter.kind)]
    if counter.expires_at is not None:
        actions.append(Item.expires_at.set(counter.expires_at))
    with translated():
        item.update(actions, add_version_condition=False)
    return int(item.version or 0)


def put_many(rows: Sequence[Row]) -> None:
    """Save rows without conditions, in batches of 25. Only for rows that may be written twice."""
    write_many(rows, ())


def write_many(rows: Sequence[Row], removed: Sequence[Key]) -> None:
    """Save rows and delete others without conditions, together in batches of 25. Idempotent. No key may occur twice."""
    for row in rows:
        require_entries_kept(Put(row))
        require_size(row)
    for key in removed:
        require_entries_kept(Remove(key))
    write_batches([raw_of(row) for row in rows], [raw_key(key) for key in removed])


def remove_many(keys: Sequence[Key]) -> None:
    """Delete items without conditions, in batches of 25."""
    write_many((), keys)


def start_key(after: After | None) -> dict[str, dict[str, str]] | None:
    """Return where a page begins as DynamoDB writes it."""
    return {name: {"S": value} for name, value in after.items()} if after else None


def after_key(last: dict[str, dict[str, str]] | None) -> After | None:
    """Return where the page after this one begins; None after the last one."""
    return {name: value["S"] for name, value in last.items()} if last else None
