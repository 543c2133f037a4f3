"""The table: reads, single writes, batches and transactions of rows.

Only the modules beside this one (`item.py`, `conditions.py`, `transactions.py`, `dynamodb_errors.py`) and this one know PynamoDB.
"""

from collections.abc import Sequence

from pynamodb.exceptions import DeleteError, DoesNotExist, PutError
from pynamodb.expressions.update import Action

from contactbook.domain.base.paging import After
from contactbook.storage.base.conditions import condition_of, error_of, require_entries_kept, require_size
from contactbook.storage.base.dynamodb_errors import code_of, translated
from contactbook.storage.base.item import Item, item_of, row_of
from contactbook.storage.base.keys import Key
from contactbook.storage.base.limits import MOST_READS
from contactbook.storage.base.marks import running_mark
from contactbook.storage.base.rows import Index, Put, Remove, Row, RowPage, Write
from contactbook.storage.base.transactions import commit


def get(key: Key) -> Row | None:
    """Return one item, or None. The read is consistent."""
    with translated():
        try:
            return row_of(Item.get(key.pk, key.sk, consistent_read=True))
        except DoesNotExist:
            return None


def get_many(keys: Sequence[Key], *, consistent: bool = True) -> list[Row]:
    """Return the items that exist, in the order of the keys, in batches of 100. An inconsistent read costs half."""
    found: dict[Key, Row] = {}
    with translated():
        for start in range(0, len(keys), MOST_READS):
            chunk = list(dict.fromkeys((key.pk, key.sk) for key in keys[start : start + MOST_READS]))
            for item in Item.batch_get(chunk, consistent_read=consistent):
                row = row_of(item)
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
    condition = Item.sk.between(*between) if between else Item.sk.startswith(prefix) if prefix else None
    with translated():
        results = Item.query(
            pk,
            condition,
            consistent_read=consistent,
            limit=limit,
            last_evaluated_key=start_key(after),
            scan_index_forward=not newest_first,
        )
        rows = tuple(row_of(item) for item in results)
        return RowPage(rows, after_key(results.last_evaluated_key))


def query_sort_keys(pk: str, *, limit: int, after: After | None) -> tuple[list[str], After | None]:
    """Return sort keys of one partition. Eventually consistent, and ten times as fast as `query`: nothing else is parsed."""
    with translated():
        connection = Item._get_connection()  # noqa: SLF001 - PynamoDB has no public way to it
        answer = connection.query(pk, attributes_to_get=["sk"], limit=limit, exclusive_start_key=start_key(after))
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
    sort_key = getattr(Item, f"{index}sk")
    condition = sort_key.between(*between) if between else sort_key.startswith(prefix) if prefix else None
    with translated():
        results = Item.query(
            pk,
            condition,
            index_name=index.value,
            limit=limit,
            last_evaluated_key=start_key(after),
            scan_index_forward=not newest_first,
        )
        rows = tuple(row_of(item) for item in results)
        return RowPage(rows, after_key(results.last_evaluated_key))


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


def put(write: Put) -> None:
    """Save one row under its condition, outside a transaction at half the price. Raises as `transact`.

    A retry that meets its own earlier write counts as success.
    """
    require_entries_kept(write)
    require_size(write.row)
    with translated():
        try:
            item_of(write.row).save(condition_of(write.expect), add_version_condition=False)
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
            Item(write.key.pk, write.key.sk).delete(condition_of(write.expect), add_version_condition=False)
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
    for row in rows:
        require_entries_kept(Put(row))
        require_size(row)
    with translated(), Item.batch_write() as batch:
        for row in rows:
            batch.save(item_of(row))


def write_many(rows: Sequence[Row], removed: Sequence[Key]) -> None:
    """Save rows and delete others without conditions, together in batches of 25. Idempotent. No key may occur twice."""
    for row in rows:
        require_entries_kept(Put(row))
        require_size(row)
    for key in removed:
        require_entries_kept(Remove(key))
    with translated(), Item.batch_write() as batch:
        for key in removed:
            batch.delete(Item(key.pk, key.sk))
        for row in rows:
            batch.save(item_of(row))


def remove_many(keys: Sequence[Key]) -> None:
    """Delete items without conditions, in batches of 25."""
    for key in keys:
        require_entries_kept(Remove(key))
    with translated(), Item.batch_write() as batch:
        for key in keys:
            batch.delete(Item(key.pk, key.sk))


def start_key(after: After | None) -> dict[str, dict[str, str]] | None:
    """Return where a page begins as DynamoDB writes it."""
    return {name: {"S": value} for name, value in after.items()} if after else None


def after_key(last: dict[str, dict[str, str]] | None) -> After | None:
    """Return where the page after this one begins; None after the last one."""
    return {name: value["S"] for name, value in last.items()} if last else None
