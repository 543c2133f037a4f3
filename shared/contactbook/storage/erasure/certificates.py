"""Erasure certificates: what was erased of an anonymized or a deleted contact."""

from contactbook.domain.base.errors import NotFound
from contactbook.domain.erasure.anonymization import ErasureCertificate
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key, TenantKeys
from contactbook.storage.base.rows import Absent, Anything, Put, Row


class ErasureCertificateRepository:
    """The erasure certificates of one tenant's contacts."""

    def __init__(self, keys: TenantKeys) -> None:
        self._keys = keys

    def find(self, contact_id: str) -> ErasureCertificate | None:
        """Return the certificate of the contact, or None."""
        row = table.get(self._key(contact_id))
        return ErasureCertificate.model_validate_json(row.document) if row else None

    def get(self, contact_id: str) -> ErasureCertificate:
        """Return the certificate of the contact. Raises NotFound if its erasure never began."""
        found = self.find(contact_id)
        if found is None:
            raise NotFound("The contact was not anonymized.")
        return found

    def put_of(self, certificate: ErasureCertificate, *, is_new: bool = False) -> Put:
        """Return the write that saves the certificate."""
        row = Row(self._key(certificate.contact_id), "erasure_certificate", certificate.model_dump_json())
        return Put(row, Absent() if is_new else Anything())

    def save(self, certificate: ErasureCertificate) -> None:
        """Replace the certificate."""
        table.put(self.put_of(certificate))

    def _key(self, contact_id: str) -> Key:
        return self._keys.beside_profile(contact_id, "CERTIFICATE", "ERASURE")
