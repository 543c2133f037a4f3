"""Batches of items in DynamoDB's JSON. What DynamoDB leaves over, because it is busy, is asked for again."""

from collections.abc import Iterator, Sequence
from typing import Any

from pynamodb.constants import BATCH_WRITE_PAGE_LIMIT

from contactbook.domain.base.errors import StorageUnavailable
from contactbook.storage.base.client import calls
from contactbook.storage.base.client.errors import translated
from contactbook.storage.base.item import Item, Raw, row_of
from contactbook.storage.base.rows import Row

_WRITE_TRIES = 3


def read_batch(keys: list[Raw], *, consistent: bool) -> Iterator[Row]:
    """Yield the items that exist, of at most 100 keys, in any order."""
    while keys:
        answer = Item.connection().batch_get_item(keys, consistent_read=consistent)  # type: ignore[arg-type]  # Whole keys, whatever its type says.
        yield from map(row_of, answer["Responses"].get(Item.Meta.table_name, ()))
        keys = answer.get("UnprocessedKeys", {}).get(Item.Meta.table_name, {}).get("Keys", [])


def write_batches(puts: Sequence[Raw], removed: Sequence[Raw]) -> None:
    """Save and delete items in batches of 25, the deletions first. Raises StorageUnavailable for what is left over three times."""
    requests = [*({"DeleteRequest": {"Key": key}} for key in removed), *({"PutRequest": {"Item": item}} for item in puts)]
    with translated():
        for start in range(0, len(requests), BATCH_WRITE_PAGE_LIMIT):
            _write_batch(requests[start : start + BATCH_WRITE_PAGE_LIMIT])


def _write_batch(requests: list[dict[str, Any]]) -> None:
    for _ in range(_WRITE_TRIES):
        requests = calls.batch_write_items(requests)
        if not requests:
            return
    raise StorageUnavailable
