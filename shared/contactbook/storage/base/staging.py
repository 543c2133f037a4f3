"""Staged rows: a merge uses them to move more rows between two contacts than fit into one transaction.

A staged row is stored under its final key, but readers see it only while its merge says so. All staged rows of a merge appear, or
disappear, at the moment at which the merge's own row changes. So a reader sees all of them or none. Where nothing is staged,
which is nearly always, the check costs nothing.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from contactbook.domain.base.values import Value
from contactbook.domain.merges.records import SHOWN, Merge
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Row, RowPage

STAGED = "staged_child"
_JOURNAL = "JOURNAL"


class _Staged(Value):
    merge_id: str
    kind: str
    document: str
    # The document while the merge does not show; None if there is no row then.
    otherwise: str | None = None


def journal_key(keys: TenantKeys, merge_id: str) -> Key:
    """Return the key of a merge's own row."""
    return keys.item("MERGE", merge_id, _JOURNAL)


def staged(row: Row, merge_id: str, otherwise: str | None = None) -> Row:
    """Return the row in its staged form. `otherwise` is its document while the merge does not show."""
    document = _Staged(merge_id=merge_id, kind=row.kind, document=row.document, otherwise=otherwise).model_dump_json()
    return Row(row.key, STAGED, document, version=row.version)


def unstaged(row: Row) -> Row:
    """Return the row as readers see it while its merge shows."""
    if not is_staged(row):
        return row
    found = _Staged.model_validate_json(row.document)
    return Row(row.key, found.kind, found.document, version=row.version)


def _resolved(row: Row, visible: Mapping[str, bool]) -> Row | None:
    if not is_staged(row):
        return row
    found = _Staged.model_validate_json(row.document)
    document = found.document if visible[found.merge_id] else found.otherwise
    return Row(row.key, found.kind, document, version=row.version) if document is not None else None


def is_staged(row: Row) -> bool:
    """True if a merge decides whether readers see the row."""
    return row.kind == STAGED


def merge_of(row: Row) -> str:
    """Return the merge id of a staged row."""
    return _Staged.model_validate_json(row.document).merge_id


def shown(keys: TenantKeys, read: Callable[[], Sequence[Row]]) -> list[Row]:
    """Return the rows that a reader may see, without their staging."""
    return list(shown_page(keys, lambda: RowPage(tuple(read()), None)).rows)


def shown_page(keys: TenantKeys, read: Callable[[], RowPage]) -> RowPage:
    """Return the page with only the rows that a reader may see, without their staging."""
    page = read()
    if not any(map(is_staged, page.rows)):
        return page
    visible = _visible(keys, page.rows)
    if any(visible.values()):
        # The merge may have been incomplete at the first read. It shows now, so it is complete: read again.
        page = read()
        visible = _visible(keys, page.rows)
    return RowPage(tuple(found for row in page.rows if (found := _resolved(row, visible))), page.after)


def shown_one(keys: TenantKeys, row: Row | None) -> Row | None:
    """Return the row without its staging, or None if a reader may not see it."""
    if row is None or not is_staged(row):
        return row
    return _resolved(row, _visible(keys, [row]))


def staged_pointer(key: Key, merge_id: str, survivor_id: str, source_id: str) -> Row:
    """Return the pointer to a child's contact while a merge moves the child from source to survivor."""
    document = json.dumps({"merge_id": merge_id, "while_shown": survivor_id, "else": source_id})
    return Row(key, "owner", document)


def owner_in(keys: TenantKeys, row: Row) -> str:
    """Return the contact id that a pointer names."""
    if not row.document.startswith("{"):
        return row.document
    between = json.loads(row.document)
    return str(between["while_shown" if _shows(keys, [between["merge_id"]])[between["merge_id"]] else "else"])


def _visible(keys: TenantKeys, rows: Iterable[Row]) -> dict[str, bool]:
    return _shows(keys, sorted({merge_of(row) for row in rows if is_staged(row)}))


def _shows(keys: TenantKeys, merge_ids: Sequence[str]) -> dict[str, bool]:
    journals = table.get_many([journal_key(keys, merge_id) for merge_id in merge_ids])
    found = {merge.merge_id: merge.state in SHOWN for merge in (Merge.model_validate_json(row.document) for row in journals)}
    return {merge_id: found.get(merge_id, False) for merge_id in merge_ids}
