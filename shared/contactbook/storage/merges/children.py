"""The children of merged contacts (accounts, notes, relations, ...) on their way from one contact to another.

What fits into one transaction is moved at once. What does not is staged first (`staging.py`): written at its new place, unseen.
"""

import json
from collections.abc import Iterable

from contactbook.domain.contacts.relations import Relation
from contactbook.domain.merges.records import Merge
from contactbook.storage.base import staging, table
from contactbook.storage.base.keys import PROFILE_AND_RECORDS, Key, TenantKeys
from contactbook.storage.base.row_places import placed
from contactbook.storage.base.rows import Absent, AtVersion, Put, Remove, Row, Write


def child_of(row: Row) -> str:
    """Return a child's noun and id, such as `NOTE#not_…`."""
    return row.key.sk.partition("#")[2]


def child_id(row: Row) -> str:
    """Return a child's id."""
    return row.key.sk.rpartition("#")[2]


def accounts_among(children: Iterable[str]) -> list[str]:
    """Return the ids of the accounts among children such as `ACCOUNT#acc_…`."""
    return [child.partition("#")[2] for child in children if child.startswith("ACCOUNT#")]


def relation_key(keys: TenantKeys, contact_id: str, relation_id: str) -> Key:
    """Return the key of one end of a relation."""
    return keys.child(contact_id, "RELATION", relation_id)


class MovingChildren:
    """The writes that move children. `row` is a child as readers of its present owner see it."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def move_writes(self, row: Row, owner: str) -> list[Write]:
        """Return the writes of a merge that move a child to its new owner at once."""
        return [Put(self._with_owner(row, owner), Absent()), Remove(row.key), *self._pointer_writes(row, owner)]

    def stage_writes(self, row: Row, merge: Merge, source_id: str) -> list[Write]:
        """Return the writes of a merge that stage a source's child at the survivor."""
        staged = staging.staged(self._with_owner(row, merge.survivor_id), merge.merge_id)
        return [Put(staged), *self._pointer_between_writes(row, merge, source_id)]

    def return_writes(self, row: Row, owner: str) -> list[Write]:
        """Return the writes of an undo that move a child back to its former owner at once."""
        return [
            Put(self._with_owner(row, owner)),
            Remove(row.key, AtVersion(row.version)),
            *self._pointer_writes(row, owner),
        ]

    def stage_return_writes(self, row: Row, merge: Merge, source_id: str) -> list[Write]:
        """Return the writes of an undo that put a child at its former place, where no reader sees it yet.

        The survivor's row is staged, so that it disappears with the undo.
        """
        return [
            Put(self._with_owner(row, source_id)),
            Put(staging.staged(row, merge.merge_id), AtVersion(row.version)),
            *self._pointer_between_writes(row, merge, source_id),
        ]

    def unstage_writes(self, merge: Merge, *, keep: bool) -> list[Write]:
        """Return the writes that make the survivor's staged rows of this merge plain, or that remove them. One query."""
        rows = [
            row for row in self._rows_of(merge.survivor_id) if staging.is_staged(row) and staging.merge_of(row) == merge.merge_id
        ]
        return [Put(placed(staging.unstaged(row)), AtVersion(row.version)) if keep else Remove(row.key) for row in rows]

    def removals_of(self, contact_id: str) -> list[Write]:
        """Return the writes that remove every child of a contact. One query."""
        return [Remove(row.key) for row in self._rows_of(contact_id)]

    def relations_of(self, contact_id: str, children: Iterable[str]) -> list[Relation]:
        """Return those of these children of a contact that are relations. One query, or none without any relation."""
        wanted = {child for child in children if child.startswith("RELATION#")}
        rows = [row for row in self._rows_of(contact_id) if child_of(row) in wanted] if wanted else []
        return [Relation.model_validate_json(staging.unstaged(row).document) for row in rows]

    def relation_removal(self, contact_id: str, relation_id: str) -> Remove:
        """Return the write that removes one end of a relation."""
        return Remove(relation_key(self._keys, contact_id, relation_id))

    def pointer_of(self, account_id: str, contact_id: str) -> Put:
        """Return the write that lets an account's pointer name this contact."""
        return Put(Row(self._keys.owner(account_id), "owner", contact_id))

    def _pointer_writes(self, row: Row, owner: str) -> list[Write]:
        return [self.pointer_of(child_id(row), owner)] if row.kind == "account" else []

    def _pointer_between_writes(self, row: Row, merge: Merge, source_id: str) -> list[Write]:
        """Return the write that lets an account's pointer name the survivor while the merge shows, else the source."""
        if row.kind != "account":
            return []
        pointer = self._keys.owner(child_id(row))
        return [Put(staging.staged_pointer(pointer, merge.merge_id, merge.survivor_id, source_id))]

    def _rows_of(self, contact_id: str) -> list[Row]:
        """Return every child of a contact as the table holds it, staged or not."""
        profile = self._keys.profile(contact_id)
        return [row for row in table.query(profile.pk, between=PROFILE_AND_RECORDS).rows if row.key != profile]

    def _with_owner(self, row: Row, contact_id: str) -> Row:
        """Return a child's row at another contact. It keeps its version."""
        noun, _, found = child_of(row).partition("#")
        document = json.dumps({**json.loads(row.document), "contact_id": contact_id}, ensure_ascii=False)
        return placed(Row(self._keys.child(contact_id, noun, found), row.kind, document, version=row.version))
