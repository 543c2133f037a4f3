"""Notes in the table; the other records under a contact are stored in the same way."""

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.paging import every
from contactbook.domain.base.versions import next_version
from contactbook.storage.base import table
from contactbook.storage.tenant_store import TenantStore
from tests.builders.children import a_note


def _add(store: TenantStore, *note_ids: str, contact_id: str = "con_1") -> None:
    for note_id in note_ids:
        note = a_note(note_id, contact_id=contact_id)
        table.transact(store.notes.add_writes(contact_id, note_id, note))


def test_a_note_is_read_back_as_it_was_added(store: TenantStore) -> None:
    _add(store, "nte_1")
    assert store.notes.get("con_1", "nte_1") == a_note()


def test_an_unknown_note_is_not_found(store: TenantStore) -> None:
    _add(store, "nte_1")
    assert store.notes.find("con_2", "nte_1") is None
    with pytest.raises(NotFound):
        store.notes.get("con_1", "nte_2")


def test_pages_show_the_newest_first_and_reach_every_note(store: TenantStore) -> None:
    _add(store, "nte_1", "nte_2", "nte_3")
    first, after = store.notes.page("con_1", limit=2, after=None)
    assert [note.note_id for note in first] == ["nte_3", "nte_2"]
    assert after is not None
    found = every(lambda start: store.notes.page("con_1", limit=2, after=start))
    assert [note.note_id for note in found] == ["nte_3", "nte_2", "nte_1"]


def test_saving_on_an_old_version_is_refused(store: TenantStore) -> None:
    _add(store, "nte_1")
    changed = next_version(a_note(), text="Called again.")
    table.transact(store.notes.save_writes("con_1", "nte_1", changed, replacing=1))
    with pytest.raises(ConcurrentUpdate):
        table.transact(store.notes.save_writes("con_1", "nte_1", changed, replacing=1))
    assert store.notes.get("con_1", "nte_1").text == "Called again."


def test_a_removed_note_is_gone(store: TenantStore) -> None:
    _add(store, "nte_1", "nte_2")
    table.transact(store.notes.remove_writes("con_1", "nte_1"))
    assert [note.note_id for note in store.notes.all_of("con_1")] == ["nte_2"]


def test_a_tenant_sees_no_note_of_another_whose_id_begins_the_same(store: TenantStore, other_store: TenantStore) -> None:
    _add(other_store, "nte_1")
    assert store.notes.all_of("con_1") == []
