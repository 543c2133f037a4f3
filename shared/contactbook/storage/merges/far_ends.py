"""The other ends of moved relations. Each names the contact that the relation leads to, so it changes with a merge."""

from collections.abc import Iterable, Mapping

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.relations import Relation
from contactbook.storage.base import staging, table
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.row_places import placed
from contactbook.storage.base.rows import AtVersion, Put, Row, Write
from contactbook.storage.merges.children import relation_key


class FarEnds:
    """The other ends of relations, each in the profile of the related contact."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def rename_writes(self, relations: Iterable[Relation], owners: Mapping[str, str], merge_id: str) -> list[Write]:
        """Return the writes that let the other ends name their new owners, given by relation id. One batch read."""
        return [
            Put(_renamed(row, owners), AtVersion(row.version), lambda _: ConcurrentUpdate("The relation changed meanwhile."))
            for row in self._rows_of(relations, merge_id)
            if staging.is_staged(row) or _relation(row).related_contact_id != owners[_relation(row).relation_id]
        ]

    def stage_writes(self, relations: Iterable[Relation], owner: str, merge_id: str) -> list[Write]:
        """Return the writes that let the other ends name `owner` once an undo takes effect. One batch read."""
        return [
            Put(
                staging.staged(row, merge_id, otherwise=_renamed(row, {_relation(row).relation_id: owner}).document),
                AtVersion(row.version),
            )
            for row in self._rows_of(relations, merge_id)
        ]

    def _rows_of(self, relations: Iterable[Relation], merge_id: str) -> list[Row]:
        """Return the other ends, except for those that another merge has staged."""
        keys = [relation_key(self._keys, found.related_contact_id, found.relation_id) for found in relations]
        return [row for row in table.get_many(keys) if not staging.is_staged(row) or staging.merge_of(row) == merge_id]


def _relation(row: Row) -> Relation:
    return Relation.model_validate_json(staging.unstaged(row).document)


def _renamed(row: Row, owners: Mapping[str, str]) -> Row:
    far_end = _relation(row)
    version = row.version + 1
    changed = with_fields(far_end, related_contact_id=owners[far_end.relation_id], version=version)
    return placed(Row(row.key, staging.unstaged(row).kind, changed.model_dump_json(exclude_defaults=True), version=version))
