"""Relations of contacts; each is stored as one row with each of its two contacts."""

from contactbook.domain.contacts.relations import Relation
from contactbook.storage.base.children import ChildRepository
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import Put


class RelationRepository(ChildRepository[Relation]):
    """The relations of one tenant's contacts."""

    def __init__(self, keys: TenantKeys) -> None:
        super().__init__(keys, "RELATION", Relation)

    def restore_of(self, end: Relation) -> Put:
        """Return the write that restores one end of a relation, whether or not it exists."""
        return Put(self._row(end.contact_id, end.relation_id, end))
