"""Notes of contacts."""

from contactbook.domain.contacts.notes import Note
from contactbook.storage.base.children import ChildRepository
from contactbook.storage.base.keys import TenantKeys


class NoteRepository(ChildRepository[Note]):
    """The notes of one tenant's contacts."""

    def __init__(self, keys: TenantKeys) -> None:
        super().__init__(keys, "NOTE", Note)
