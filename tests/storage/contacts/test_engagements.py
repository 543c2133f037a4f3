"""Engagements in the table."""

from contactbook.domain.base.versions import next_version
from contactbook.domain.contacts.engagements import EngagementStatus
from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore
from tests.builders.children import a_note, an_engagement


def test_an_engagement_is_read_back_with_its_new_status(store: TenantStore) -> None:
    table.transact(store.engagements.add_writes("con_1", "eng_1", an_engagement()))
    closed = next_version(an_engagement(), status=EngagementStatus.CLOSED)
    table.transact(store.engagements.save_writes("con_1", "eng_1", closed, replacing=1))
    assert store.engagements.get("con_1", "eng_1") == closed


def test_engagements_do_not_mix_with_other_records_of_the_contact(store: TenantStore) -> None:
    table.transact(store.engagements.add_writes("con_1", "eng_1", an_engagement()))
    table.transact(store.notes.add_writes("con_1", "nte_1", a_note()))
    assert [found.engagement_id for found in store.engagements.all_of("con_1")] == ["eng_1"]
