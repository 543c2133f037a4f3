"""Attachments of contacts and of the tenant's library."""

from collections.abc import Sequence
from datetime import timedelta

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.contacts.attachments import SHEETS, Attachment
from contactbook.storage.base import table
from contactbook.storage.base.children import ChildRepository, ConfiguredRepository
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import Absent, Check, Present, Put, Remove, Row, Write

# How long an attached sheet is found by its own id.
_POINTED_AT = timedelta(days=30)


class AttachmentRepository(ChildRepository[Attachment]):
    """The attachments of one tenant's contacts. A sheet is found by its own id for 30 days, so that it can be imported."""

    def __init__(self, keys: TenantKeys) -> None:
        super().__init__(keys, "ATTACHMENT", Attachment)

    def add_writes(self, contact_id: str, child_id: str, child: Attachment) -> list[Write]:
        """Return the writes that create the attachment."""
        writes = super().add_writes(contact_id, child_id, child)
        if child.content_type in SHEETS:
            ends = int((child.created_at + _POINTED_AT).timestamp())
            writes.append(Put(Row(self._keys.owner(child_id), "owner", contact_id, expires_at=ends), Absent()))
        return writes

    def remove_writes(self, contact_id: str, child_id: str) -> list[Write]:
        """Return the writes that delete the attachment."""
        return [*super().remove_writes(contact_id, child_id), Remove(self._keys.owner(child_id))]

    def kept_of(self, places: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Attachment | None]:
        """Return the attachments among these contacts' with these ids; one that a merge is moving is None. One batch read a hundred."""
        keys = {self._keys.child(contact_id, "ATTACHMENT", child_id): (contact_id, child_id) for contact_id, child_id in places}
        found = table.get_many(list(keys))
        return {keys[row.key]: self.of_row(row) if row.kind == "attachment" else None for row in found}


class LibraryRepository(ConfiguredRepository[Attachment]):
    """The files of one tenant's library."""

    def __init__(self, keys: TenantKeys) -> None:
        super().__init__(keys, "ATTACHMENT", Attachment)

    def check_of(self, attachment_id: str) -> Check:
        """Return the condition that the file is still in the library."""
        key = self._keys.configured(self._noun, attachment_id)
        return Check(key, Present(), lambda _: ConcurrentUpdate("The file was removed while the request ran."))
