"""Why the job could not anonymize a contact, where no blocker of the contact says so (S2.140)."""

from contactbook.domain.base.values import Value
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Anything, Put, Row


class JobRefusal(Value):
    """The code of the error that stopped the job."""

    code: str


class JobRefusalRepository:
    """The last refusal of each contact of one tenant. The erasure itself removes it."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def find(self, contact_id: str) -> str | None:
        """Return the code of the last refusal, or None. One read."""
        row = table.get(self._key(contact_id))
        return row.read(JobRefusal).code if row else None

    def save(self, contact_id: str, code: str) -> None:
        """Replace the contact's last refusal."""
        table.put(Put(Row(self._key(contact_id), "anonymization_refusal", JobRefusal(code=code).model_dump_json()), Anything()))

    def _key(self, contact_id: str) -> Key:
        return self._keys.beside_profile(contact_id, "ANONYMIZATION", "REFUSAL")
