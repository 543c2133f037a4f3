"""Merges: the merge itself, the contacts before it, and what its sources owned.

| item | pk | sk |
|---|---|---|
| the merge itself | `TENANT#t#MERGE#m` | `JOURNAL` |
| a contact before it, and the survivor right after it as well | the same | `BEFORE#<c>` |
| what a source owned | the same | `MOVED#<c>` |

All but the journal hold values of contacts. They expire with the time for an undo, and are erased with the contact.
"""

from collections.abc import Sequence

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.contacts.record import Contact
from contactbook.domain.merges.records import UNDO_WITHIN, Merge, MovedChildren
from contactbook.domain.merges.undo import Before
from contactbook.storage.base import staging, table
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.limits import MOST_WRITES
from contactbook.storage.base.marks import unmarked
from contactbook.storage.base.rows import Absent, AtVersion, Check, Put, Remove, Row, Write
from contactbook.storage.merges.children import MovingChildren
from contactbook.storage.merges.far_ends import FarEnds

# Writes of one transaction, less the condition on the merge.
_WRITES_AT_ONCE = MOST_WRITES - 1
_NOUN = "MERGE"
_CHANGED = "The merge changed meanwhile."


class MergeRepository:
    """The merges of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys
        self.children = MovingChildren(keys)
        self.far_ends = FarEnds(keys)

    def find(self, merge_id: str) -> Merge | None:
        """Return the merge, or None."""
        row = table.get(staging.journal_key(self._keys, merge_id))
        return Merge.model_validate_json(row.document) if row else None

    def get(self, merge_id: str) -> Merge:
        """Return the merge. Raises NotFound."""
        found = self.find(merge_id)
        if found is None:
            raise NotFound("There is no such merge.")
        return found

    def save_of(self, merge: Merge) -> Put:
        """Return the write that adds the merge, or replaces its previous version."""
        row = Row(
            staging.journal_key(self._keys, merge.merge_id),
            "merge",
            merge.model_dump_json(exclude_defaults=True),
            version=merge.version,
        )
        expect = AtVersion(merge.version - 1) if merge.version > 1 else Absent()
        return Put(row, expect, lambda _: ConcurrentUpdate(_CHANGED))

    def save(self, merge: Merge) -> None:
        """Add the merge, or replace its previous version. Raises ConcurrentUpdate if another worker continues it."""
        table.put(self.save_of(merge))

    def snapshot_puts(self, merge: Merge, before: Before, moved: Sequence[MovedChildren]) -> list[Put]:
        """Return the writes that keep what an undo needs."""
        documents = {f"BEFORE#{one.contact_id}": one.model_dump_json(exclude_defaults=True) for one in before.sources}
        documents |= {f"MOVED#{one.contact_id}": one.model_dump_json(exclude_defaults=True) for one in moved}
        expires_at = int((merge.merged_at + UNDO_WITHIN).timestamp())
        survivor = Row(
            self._keys.item(_NOUN, merge.merge_id, f"BEFORE#{merge.survivor_id}"),
            "merge_snapshot",
            before.survivor.model_dump_json(exclude_defaults=True),
            expires_at=expires_at,
            values=before.after.model_dump_json(exclude_defaults=True),
        )
        others = [
            Row(self._keys.item(_NOUN, merge.merge_id, sk), "merge_snapshot", document, expires_at=expires_at)
            for sk, document in documents.items()
        ]
        return [Put(row) for row in (survivor, *others)]

    def snapshots(self, merge: Merge) -> tuple[Before, dict[str, MovedChildren]] | None:
        """Return the contacts before the merge, and what each source owned; None once any of it is gone."""
        rows = {row.key.sk: row for row in table.query(self._keys.partition(_NOUN, merge.merge_id)).rows}
        wanted = {f"BEFORE#{contact_id}" for contact_id in (merge.survivor_id, *merge.source_ids)}
        wanted |= {f"MOVED#{source_id}" for source_id in merge.source_ids}
        if not wanted <= rows.keys():
            return None
        survivor = rows[f"BEFORE#{merge.survivor_id}"]
        before = Before(
            survivor=survivor.read(Contact),
            sources=tuple(rows[f"BEFORE#{source_id}"].read(Contact) for source_id in merge.source_ids),
            after=Contact.model_validate_json(survivor.values or ""),
        )
        return before, {one: rows[f"MOVED#{one}"].read(MovedChildren) for one in merge.source_ids}

    def moved(self, merge: Merge) -> list[MovedChildren]:
        """Return what each source owned; nothing once that is gone."""
        rows = table.get_many([self._keys.item(_NOUN, merge.merge_id, f"MOVED#{one}") for one in merge.source_ids])
        return [MovedChildren.model_validate_json(row.document) for row in rows]

    def snapshot_removals(self, merge_id: str) -> list[Write]:
        """Return the writes that remove what an undo needs. It holds values of the contacts. One query."""
        rows = table.query(self._keys.partition(_NOUN, merge_id)).rows
        return [Remove(row.key) for row in rows if row.kind == "merge_snapshot"]

    def list_member_puts(self, contact_id: str, list_ids: Sequence[str]) -> list[Put]:
        """Return the writes that put a contact on lists. It counts as a member only once it names the list itself."""
        return [Put(Row(self._keys.list_member(list_id, contact_id), "list_member", "{}")) for list_id in list_ids]

    def without_memberships(self, writes: Sequence[Write]) -> list[Write]:
        """Return the writes except for those of list members."""
        lists = self._keys.list_partition("")
        return [write for write in writes if not (write.row if isinstance(write, Put) else write).key.pk.startswith(lists)]

    def fenced(self, merge: Merge, writes: Sequence[Write]) -> None:
        """Carry out many writes, 99 at a time, each time on the condition that the merge has the version that was read.

        Idempotent. Raises ConcurrentUpdate if another worker continues the merge.
        """
        fence = Check(
            staging.journal_key(self._keys, merge.merge_id), AtVersion(merge.version), lambda _: ConcurrentUpdate(_CHANGED)
        )
        with unmarked():
            for start in range(0, len(writes), _WRITES_AT_ONCE):
                table.transact([fence, *writes[start : start + _WRITES_AT_ONCE]])


def without_contact_and_claims(writes: Sequence[Write]) -> list[Write]:
    """Return the writes except for the puts of a contact and of its claims."""
    return [write for write in writes if not (isinstance(write, Put) and write.row.kind in ("claim", "contact"))]


def without_new_memberships(writes: Sequence[Write]) -> list[Write]:
    """Return the writes except for the puts of list members."""
    return [write for write in writes if not (isinstance(write, Put) and write.row.kind == "list_member")]
