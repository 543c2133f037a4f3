"""Attachments of contacts and of the library in the table."""

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore
from tests.builders.children import an_attachment


def test_a_sheet_is_found_by_its_own_id_until_it_is_removed(store: TenantStore) -> None:
    sheet = an_attachment(content_type="text/csv")
    table.transact(store.attachments.add_writes("con_1", "att_1", sheet))
    assert store.attachments.contact_of("att_1") == "con_1"
    table.transact(store.attachments.remove_writes("con_1", "att_1"))
    with pytest.raises(NotFound):
        store.attachments.contact_of("att_1")


def test_a_document_is_found_by_its_contact_only(store: TenantStore) -> None:
    table.transact(store.attachments.add_writes("con_1", "att_1", an_attachment()))
    assert store.attachments.get("con_1", "att_1") == an_attachment()
    with pytest.raises(NotFound):
        store.attachments.contact_of("att_1")


def test_a_file_of_the_library_belongs_to_no_contact(store: TenantStore) -> None:
    file = an_attachment(contact_id=None)
    table.transact([store.library.add_of("att_1", file)])
    assert store.library.get("att_1") == file
    assert store.attachments.find("con_1", "att_1") is None


def test_a_write_that_needs_a_removed_file_of_the_library_is_refused(store: TenantStore) -> None:
    table.transact([store.library.add_of("att_1", an_attachment(contact_id=None))])
    note = [store.library.add_of("att_2", an_attachment("att_2", contact_id=None))]
    table.transact([store.library.check_of("att_1"), *note])
    table.transact([store.library.remove_of("att_1", version=1)])
    with pytest.raises(ConcurrentUpdate):
        table.transact([store.library.check_of("att_1"), store.library.remove_of("att_2", version=1)])
    assert store.library.get("att_2")
