"""Merges: what was merged, what everybody was before, and the children on their way.

| item | pk | sk |
|---|---|---|
| the merge itself | `TENANT#t#MERGE#m` | `JOURNAL` |
| a contact before it | the same | `BEFORE#<c>` |
| the survivor right after it | the same | `AFTER` |
| what a source owned | the same | `MOVED#<c>` |

All but the journal hold a contact's values: they are gone with the time for an undo, and with the contact.
"""

import json
from collections.abc import Sequence

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.contacts.record import Contact
from contactbook.domain.merges.merge import UNDO_WITHIN, Merge, MovedChildren
from contactbook.domain.merges.undo import Before
from contactbook.storage.base import staging, table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.marks import unmarked
from contactbook.storage.base.rows import Absent, AtVersion, Check, Put, Row, Write

# DynamoDB takes 100 writes a transaction; one of them is the condition on the merge.
_CHUNK = 99
_PROFILE = "PROFILE#"


class MergeRepository:
    """The merges of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def find(self, merge_id: str) -> Merge | None:
        """The merge, or None."""
        row = table.get(staging.journal_key(self._keys, merge_id))
        return Merge.model_validate_json(row.document) if row else None

    def get(self, merge_id: str) -> Merge:
        """The merge. Raises NotFound."""
        found = self.find(merge_id)
        if found is None:
            raise NotFound("There is no such merge.")
        return found

    def save_of(self, merge: Merge) -> Put:
        """The write that replaces what stood one version before, or creates it."""
        row = Row(
            staging.journal_key(self._keys, merge.merge_id),
            "merge",
            merge.model_dump_json(exclude_defaults=True),
            version=merge.version,
        )
        expect = AtVersion(merge.version - 1) if merge.version > 1 else Absent()
        return Put(row, expect, lambda _: ConcurrentUpdate("The merge changed meanwhile."))

    def save(self, merge: Merge) -> None:
        """Replace what stood one version before. Raises ConcurrentUpdate: another worker carries it on."""
        table.put(self.save_of(merge))

    def snapshot_puts(self, merge: Merge, before: Before, moved: Sequence[MovedChildren]) -> list[Put]:
        """The writes that keep what an undo needs."""
        everyone = (before.survivor, *before.sources)
        documents = {f"BEFORE#{contact.contact_id}": contact.model_dump_json(exclude_defaults=True) for contact in everyone}
        documents["AFTER"] = before.after.model_dump_json(exclude_defaults=True)
        documents |= {f"MOVED#{one.contact_id}": one.model_dump_json(exclude_defaults=True) for one in moved}
        gone_at = int((merge.merged_at + UNDO_WITHIN).timestamp())
        return [
            Put(Row(self._keys.item("MERGE", merge.merge_id, sk), "merge_snapshot", document, expires_at=gone_at))
            for sk, document in documents.items()
        ]

    def snapshots(self, merge: Merge) -> tuple[Before, dict[str, MovedChildren]] | None:
        """What everybody was before the merge, and what each source owned; None where that is gone."""
        rows = {row.key.sk: row.document for row in table.query(self._keys.partition("MERGE", merge.merge_id)).rows}
        wanted = {f"BEFORE#{contact_id}" for contact_id in (merge.survivor_id, *merge.source_ids)}
        wanted |= {"AFTER", *(f"MOVED#{source_id}" for source_id in merge.source_ids)}
        if not wanted <= rows.keys():
            return None
        before = Before(
            survivor=Contact.model_validate_json(rows[f"BEFORE#{merge.survivor_id}"]),
            sources=tuple(Contact.model_validate_json(rows[f"BEFORE#{source_id}"]) for source_id in merge.source_ids),
            after=Contact.model_validate_json(rows["AFTER"]),
        )
        moved = {one: MovedChildren.model_validate_json(rows[f"MOVED#{one}"]) for one in merge.source_ids}
        return before, moved

    def moved(self, merge: Merge) -> list[MovedChildren]:
        """What each source owned; none once that is gone."""
        rows = table.get_many([self._keys.item("MERGE", merge.merge_id, f"MOVED#{one}") for one in merge.source_ids])
        return [MovedChildren.model_validate_json(row.document) for row in rows]

    def rows_at(self, keys: Sequence[Key], merge_id: str) -> list[Row]:
        """The rows that are at these keys, but those on their way with another merge."""
        return [row for row in table.get_many(keys) if not staging.is_staged(row) or staging.merge_of(row) == merge_id]

    def personal_keys(self, merge_id: str) -> list[Key]:
        """The items of a merge that hold values of its contacts: what anonymisation removes."""
        rows = table.query(self._keys.partition("MERGE", merge_id)).rows
        return [row.key for row in rows if row.kind == "merge_snapshot"]

    def fenced(self, merge: Merge, writes: Sequence[Write]) -> None:
        """Carry out many writes, 99 at a time, each time only if the merge stands as it was read.

        What was carried out may be repeated. Raises ConcurrentUpdate where another worker carries the merge on.
        """
        fence = Check(
            staging.journal_key(self._keys, merge.merge_id),
            AtVersion(merge.version),
            lambda _: ConcurrentUpdate("The merge changed meanwhile."),
        )
        with unmarked():
            for start in range(0, len(writes), _CHUNK):
                table.transact([fence, *writes[start : start + _CHUNK]])

    def rows_of(self, contact_id: str) -> list[Row]:
        """Every child of a contact as it lies in the table, staged or not: one query."""
        return list(table.query(self._keys.contact_partition(contact_id), _PROFILE).rows)

    def child_key(self, contact_id: str, child: str) -> Key:
        """Where a child (`NOTE#not_…`) of a contact is."""
        noun, _, child_id = child.partition("#")
        return self._keys.profile_child(contact_id, noun, child_id)

    def with_owner(self, row: Row, contact_id: str) -> Row:
        """A child's row as another contact has it; its version goes on."""
        document = json.dumps({**json.loads(row.document), "contact_id": contact_id}, ensure_ascii=False)
        return Row(self.child_key(contact_id, child_of(row)), row.kind, document, version=row.version)

    def pointer_between_put(self, account_id: str, merge: Merge, source_id: str) -> Put:
        """The write that lets an account's pointer name the survivor while the merge shows, and the source otherwise."""
        return Put(staging.staged_pointer(self._keys.owner(account_id), merge.merge_id, merge.survivor_id, source_id))

    def pointer_put(self, account_id: str, contact_id: str) -> Put:
        """The write that lets an account's pointer name this contact."""
        return Put(Row(self._keys.owner(account_id), "owner", contact_id))

    def list_member_puts(self, contact_id: str, list_ids: Sequence[str]) -> list[Put]:
        """The writes that put a contact among the members of lists; it counts as one only once it names them itself."""
        return [Put(Row(self._keys.list_member(list_id, contact_id), "list_member", "{}")) for list_id in list_ids]


def child_of(row: Row) -> str:
    """A child's noun and id, such as `NOTE#not_…`."""
    return row.key.sk.removeprefix(_PROFILE)
