"""The contacts of a tenant that were deleted, each due until its traces are removed."""

from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.erasure.deleted import DeletedContact
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Put, Row


class DeletedContactRepository:
    """The deleted contacts of one tenant."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def find(self, contact_id: str) -> DeletedContact | None:
        """Return the deleted contact, or None if there never was one or the stream has not told of it yet."""
        row = table.get(self._key(contact_id))
        return row.read(DeletedContact) if row else None

    def save_due(self, deleted: Sequence[DeletedContact], *, now: datetime) -> None:
        """Save them as due: the job removes their traces, and the daily round if the job did not. Idempotent."""
        due_at = f"ERASURE#{now.isoformat(timespec='milliseconds')}"
        table.put_many([self._row(one, Key(self._keys.due(), f"{due_at}#{one.contact_id}")) for one in deleted])

    def put_of(self, erased: DeletedContact) -> Put:
        """Return the write that saves one whose traces are removed."""
        return Put(self._row(erased))

    def _key(self, contact_id: str) -> Key:
        return self._keys.beside_profile(contact_id, "CERTIFICATE", "DELETED")

    def _row(self, deleted: DeletedContact, due: Key | None = None) -> Row:
        return Row(self._key(deleted.contact_id), "deleted_contact", deleted.model_dump_json(exclude_defaults=True), gsi2=due)
