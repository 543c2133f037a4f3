"""Relations of contacts; each is stored as one row with each of its two contacts."""

from contactbook.domain.contacts.relations import Relation
from contactbook.storage.base import table
from contactbook.storage.base.children import ChildRepository
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.row_places import name_prefix, relations_of
from contactbook.storage.base.rows import Index, Put


class RelationRepository(ChildRepository[Relation]):
    """The relations of one tenant's contacts."""

    def __init__(self, keys: TenantKeys) -> None:
        super().__init__(keys, "RELATION", Relation)

    def restore_of(self, end: Relation) -> Put:
        """Return the write that restores one end of a relation, whether or not it exists."""
        return Put(self._row(end.contact_id, end.relation_id, end))

    def count_of_type(self, relation_type: str, *, most: int) -> int:
        """Return how many relations of the tenant have the type, `most` at most. One query; the index may lag behind."""
        prefix = name_prefix(relation_type)
        return len(table.query_index(Index.BY_RUN, relations_of(self._keys), prefix=prefix, limit=most).rows)
