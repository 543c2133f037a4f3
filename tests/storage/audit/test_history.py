"""The stored audit entries of contacts."""

import pytest

from contactbook.domain.audit.entries import Change, Entry, EntryValues, sealed
from contactbook.services.base.ids import new_id
from contactbook.services.base.stores import open_store
from contactbook.storage.base import table
from tests.builders.contacts import NOW, USER

CHANGES = (Change(field="last_name", to="Georgiou"),)


@pytest.fixture
def history(world):
    return open_store("acme").history


def add(history, sequence: int, changes: tuple[Change, ...] = CHANGES) -> Entry:
    """Save an entry of contact con_1."""
    entry_id = new_id("his", NOW.replace(minute=sequence))
    entry = sealed(
        Entry(
            entry_id=entry_id,
            at=NOW.replace(minute=sequence),
            actor=USER,
            action="contact.changed",
            sequence=sequence,
            previous="",
        )
    )
    table.transact(history.puts_of("con_1", entry, EntryValues(entry_id=entry_id, salt="s", changes=changes)))
    return entry


def test_entries_are_paged_newest_first_with_their_values(history):
    entries = [add(history, number) for number in (1, 2, 3)]
    first, after = history.page("con_1", limit=2)
    second, _ = history.page("con_1", limit=2, after=after)
    assert [entry for entry, _ in (*first, *second)] == entries[::-1]
    assert all(values and values.changes == CHANGES for _, values in (*first, *second))


def test_an_entry_without_changes_has_no_values(history):
    add(history, 1, changes=())
    assert [values for _, values in history.page("con_1", limit=10)[0]] == [None]


def test_an_entry_is_written_once(history):
    entry = add(history, 1)
    with pytest.raises(ValueError, match="written once"):
        table.remove_many(
            [put.row.key for put in history.puts_of("con_1", entry, EntryValues(entry_id="x", salt="", changes=()))]
        )


def test_the_chain_has_every_entry_under_the_id_it_is_stored_as(history):
    entries = [add(history, number) for number in (1, 2)]
    placed, values = history.chain("con_1")
    assert [(one.stored_as, one.entry) for one in placed] == [(entry.entry_id, entry) for entry in entries]
    assert values.keys() == {entry.entry_id for entry in entries}


def test_a_month_is_paged_by_user(history):
    entries = [add(history, number) for number in (1, 2)]
    found, last = history.page_of_month("202603", user_id=USER.id, between=("0", "Z"), limit=1)
    assert [(one.contact_id, one.entry) for one in found] == [("con_1", entries[1])]
    assert last is not None
    assert entries[1].entry_id.endswith(last)
    assert history.page_of_month("202603", user_id="nobody", between=("0", "Z"), limit=10) == ([], None)
    assert history.page_of_month("202602", user_id=None, between=("0", "Z"), limit=10) == ([], None)
