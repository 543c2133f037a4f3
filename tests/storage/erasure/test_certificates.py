"""Erasure certificates in the table."""

import pytest

from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.versions import with_fields
from contactbook.domain.erasure.anonymization import ErasureCertificate
from contactbook.services.base.stores import open_store
from contactbook.storage.base import table
from tests.builders.contacts import NOW

CERTIFICATE = ErasureCertificate(contact_id="con_1", requested_at=NOW, requested_by="user:user-1")


def test_a_contact_that_was_never_anonymized_has_no_certificate(world):
    with pytest.raises(NotFound):
        open_store("acme").erasure_certificates.get("con_1")


def test_a_certificate_is_replaced_as_the_erasure_goes_on(world):
    certificates = open_store("acme").erasure_certificates
    table.transact([certificates.put_of(CERTIFICATE, is_new=True)])
    certificates.save(with_fields(CERTIFICATE, erased={"note": 2}))
    assert certificates.get("con_1").erased == {"note": 2}
