"""The keys that likely duplicates share, and the pairs that are marked as different."""

import pytest

from contactbook.services.base.stores import open_store
from contactbook.storage.base import table
from contactbook.storage.merges.duplicates import DuplicateRepository, stored_contact
from tests.aws_in_process.aws import World
from tests.builders.contacts import a_contact


@pytest.fixture
def duplicates(world: World) -> DuplicateRepository:
    return open_store("acme").duplicates


def test_a_contact_is_found_under_its_present_keys_only(duplicates: DuplicateRepository) -> None:
    old, kept, new = duplicates.hashes_of([("name", "old"), ("name", "kept"), ("name", "new")])
    duplicates.replace("con_1", (), (old, kept))
    duplicates.replace("con_1", (old, kept), (kept, new))
    duplicates.replace("con_2", (), (kept,))
    found = {name: duplicates.contacts_under(key, limit=9) for name, key in (("old", old), ("kept", kept), ("new", new))}
    assert found == {"old": [], "kept": ["con_1", "con_2"], "new": ["con_1"]}


def test_pages_of_keys_return_every_key_once_with_the_contacts_of_a_key_together(duplicates: DuplicateRepository) -> None:
    hashes = duplicates.hashes_of([("name", str(number)) for number in range(40)])
    for contact_id in ("con_1", "con_2"):
        duplicates.replace(contact_id, (), hashes)
    found: list[tuple[str, str]] = []
    after = None
    while True:
        rows, after = duplicates.page_of_keys(limit=3, after=after)
        found += rows
        if after is None:
            break
    assert found == sorted((key, contact_id) for key in hashes for contact_id in ("con_1", "con_2"))


def test_two_contacts_are_marked_as_different_on_both(duplicates: DuplicateRepository) -> None:
    table.transact(duplicates.not_duplicate_writes("con_1", "con_2"))
    assert duplicates.not_duplicates(["con_1"]) == {"con_2"}
    assert duplicates.not_duplicates(["con_2"]) == {"con_1"}


def test_only_the_row_of_a_contact_holds_a_contact(world: World) -> None:
    acme = open_store("acme")
    contact = a_contact()
    assert stored_contact(acme.contacts.row_of(contact)) == contact
    assert stored_contact(acme.contacts.replace_by_merged(contact, "con_2", "mrg_1").row) is None
    assert stored_contact(None) is None
