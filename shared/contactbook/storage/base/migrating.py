"""Rewriting stored documents of an older schema in the present one, page by page of a partition, beside live traffic (S8.5).

Only the document and its schema's number change: the version stays, so that no `ETag` becomes stale, and so do the places in the
indexes. A document that somebody changes meanwhile is read again. Whoever reads upgrades as well, so nothing waits for a rewrite.
"""

from dataclasses import dataclass

from pynamodb.exceptions import PutError

from contactbook.domain.base.paging import After
from contactbook.storage.base.client import calls
from contactbook.storage.base.client.conditions import require_entries_kept
from contactbook.storage.base.client.errors import code_of, translated
from contactbook.storage.base.documents import packed
from contactbook.storage.base.item import Raw, raw_key, row_of
from contactbook.storage.base.keys import Key
from contactbook.storage.base.limits import LARGEST_DOCUMENT
from contactbook.storage.base.rows import Put, Row
from contactbook.storage.base.schemas import FIRST_SCHEMA, schema_of
from contactbook.storage.base.table import after_key, start_key

# Others change one item so often in a row only if something is wrong.
_TRIES = 5
# Somebody else changed the item, or is changing it in a transaction.
_CHANGED = frozenset({"ConditionalCheckFailedException", "TransactionConflictException"})


@dataclass(frozen=True)
class Rewritten:
    """What became of a page: documents of an older schema that were rewritten, and the keys of those that were not."""

    documents: int
    left: tuple[Key, ...]
    after: After | None


def rewrite_page(pk: str, *, between: tuple[str, str] | None, after: After | None, dry_run: bool) -> Rewritten:
    """Rewrite what has an older schema in one page of a partition, which is a megabyte at most.

    `dry_run` counts and changes nothing. What would not fit into one item any more, or was changed five times meanwhile, is left:
    it is read as before. An inconsistent query, one write for each document, and one read for each that was changed meanwhile.
    """
    with translated():
        answer = calls.query(("pk", "sk"), pk, between=between, ExclusiveStartKey=start_key(after))
    old = [raw for raw in answer["Items"] if _is_old(raw)]
    left = [] if dry_run else [row_of(raw).key for raw in old if not _rewrite(raw)]
    return Rewritten(len(old) - len(left), tuple(left), after_key(answer.get("LastEvaluatedKey")))


def _is_old(raw: Raw) -> bool:
    schema = int(raw["schema"]["N"]) if "schema" in raw else FIRST_SCHEMA
    return "document" in raw and schema < schema_of(raw["kind"]["S"])


def _rewrite(found: Raw | None) -> bool:
    """Return True if the item has the present schema now, or is gone."""
    for _ in range(_TRIES):
        if found is None or not _is_old(found):
            return True
        row = row_of(found)
        require_entries_kept(Put(row))
        if len(row.document.encode()) + len((row.values or "").encode()) > LARGEST_DOCUMENT:
            return False
        with translated():
            if _save(found, row):
                return True
            found = calls.get_item(raw_key(row.key)).get("Item")
    return False


def _save(found: Raw, row: Row) -> bool:
    """Save the document if the stored one is still what was read. Raises PutError."""
    changes = {
        "UpdateExpression": "SET #document = :new, #schema = :schema",
        "ConditionExpression": "#document = :old AND #version = :version",
        "ExpressionAttributeNames": {f"#{name}": name for name in ("document", "schema", "version")},
        "ExpressionAttributeValues": {
            ":new": {"B": packed(row.document)},
            ":old": found["document"],
            ":schema": {"N": str(schema_of(row.kind))},
            ":version": found["version"],
        },
    }
    try:
        calls.update_item(raw_key(row.key), changes)
    except PutError as error:
        if code_of(error) not in _CHANGED:
            raise
        return False
    return True
