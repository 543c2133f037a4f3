"""The stored audit entries of contacts."""

import pytest

from contactbook.domain.audit.entries import AuditKind, Change, Entry, EntryValues, sealed
from contactbook.domain.base.callers import Actor
from contactbook.domain.base.ulids import ulid_before
from contactbook.domain.base.versions import with_fields
from contactbook.services.base.ids import new_id
from contactbook.services.base.stores import open_store
from contactbook.storage.base import audit_index, table
from contactbook.storage.base.keys import TenantKeys
from tests.builders.contacts import NOW, USER

CHANGES = (Change(field="last_name", to="Georgiou"),)


@pytest.fixture
def history(world):
    return open_store("acme").history


def add(history, sequence: int, changes: tuple[Change, ...] = CHANGES, actor: Actor = USER) -> Entry:
    """Save an entry of contact con_1."""
    entry_id = new_id("his", NOW.replace(minute=sequence))
    entry = sealed(
        Entry(
            entry_id=entry_id,
            at=NOW.replace(minute=sequence),
            actor=actor,
            action="contact.changed",
            sequence=sequence,
            previous="",
        )
    )
    table.transact([history.put_of("con_1", entry, EntryValues(entry_id=entry_id, salt="s", changes=changes))])
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
        table.remove_many([history.put_of("con_1", entry, EntryValues(entry_id="x", salt="", changes=())).row.key])


def test_the_chain_has_every_entry_under_the_id_it_is_stored_as(history):
    entries = [add(history, number) for number in (1, 2)]
    placed, values, is_last = history.piece("con_1", after_id="", limit=10)
    assert is_last
    assert [(one.stored_as, one.entry) for one in placed] == [(entry.entry_id, entry) for entry in entries]
    assert values.keys() == {entry.entry_id for entry in entries}


def test_the_chain_comes_in_pieces(history):
    entries = [add(history, number) for number in (1, 2, 3)]
    first, _, is_last = history.piece("con_1", after_id="", limit=2)
    assert ([one.entry for one in first], is_last) == (entries[:2], False)
    second, _, is_last = history.piece("con_1", after_id=first[-1].stored_as, limit=2)
    assert ([one.entry for one in second], is_last) == (entries[2:], True)


def test_a_month_is_paged_by_user(history):
    entries = [add(history, number) for number in (1, 2)]
    found, last = history.page_of_month(AuditKind.CHANGES, "202603", user_id=USER.id, between=("0", "Z"), limit=1)
    assert [(one.contact_id, one.entry) for one in found] == [("con_1", entries[1])]
    assert last is not None
    assert entries[1].entry_id.endswith(last)
    assert history.page_of_month(AuditKind.CHANGES, "202603", user_id="nobody", between=("0", "Z"), limit=10) == ([], None)
    assert history.page_of_month(AuditKind.CHANGES, "202602", user_id=None, between=("0", "Z"), limit=10) == ([], None)


def test_a_report_about_everybody_merges_the_buckets_newest_first(history):
    entries = [add(history, number, actor=with_fields(USER, id=f"user-{number}")) for number in range(1, 41)]
    assert (
        len({audit_index.place_of(TenantKeys("acme"), AuditKind.CHANGES, one.entry_id, one.at, one.actor).pk for one in entries})
        == 16
    )
    told, upto = [], "Z"
    while upto:
        found, upto = history.page_of_month(AuditKind.CHANGES, "202603", user_id=None, between=("0", before(upto)), limit=7)
        assert len(found) <= 7
        told += [one.entry for one in found]
    assert told == entries[::-1]


def test_a_report_about_a_user_leaves_out_who_shares_the_bucket(history, monkeypatch):
    monkeypatch.setattr(audit_index, "_SCANNED", 3)
    others = sharing_a_bucket_with(USER)
    own = []
    for number in range(1, 31):
        is_own = number % 7 == 0
        entry = add(history, number, actor=USER if is_own else others[number % len(others)])
        own += [entry] * is_own
    told, upto = [], "Z"
    while upto:
        found, upto = history.page_of_month(AuditKind.CHANGES, "202603", user_id=USER.id, between=("0", before(upto)), limit=2)
        assert len(found) <= 2
        told += [one.entry for one in found]
    assert told == own[::-1]


def test_two_users_with_the_same_hash_in_the_index_are_told_apart(history, monkeypatch):
    monkeypatch.setattr(audit_index, "_bucket_of", lambda _: ("0", "same"))
    entry = add(history, 1)
    add(history, 2, actor=with_fields(USER, id="user-2"))
    found, _ = history.page_of_month(AuditKind.CHANGES, "202603", user_id=USER.id, between=("0", "Z"), limit=10)
    assert [one.entry for one in found] == [entry]


def before(part: str) -> str:
    """Return the last time part before this one; `Z` stands for the end."""
    return part if part == "Z" else ulid_before(part)


def sharing_a_bucket_with(actor: Actor) -> list[Actor]:
    """Return other users of the same bucket."""
    keys, at = TenantKeys("acme"), NOW
    bucket = audit_index.place_of(keys, AuditKind.CHANGES, "his_1", at, actor).pk
    others = [with_fields(actor, id=f"other-{number}") for number in range(100)]
    return [one for one in others if audit_index.place_of(keys, AuditKind.CHANGES, "his_1", at, one).pk == bucket]
