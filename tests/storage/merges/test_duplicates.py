"""The keys that likely duplicates share, and the pairs that are marked as different."""

from itertools import groupby

import pytest

from contactbook.domain.merges.duplicates import DuplicateKey
from contactbook.domain.search.words import SearchTerms
from contactbook.services.base.stores import open_store
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key
from contactbook.storage.merges.duplicates import DuplicateRepository
from tests.aws_in_process.aws import World


@pytest.fixture
def duplicates(world: World) -> DuplicateRepository:
    return open_store("acme").duplicates


KEYS: list[DuplicateKey] = [("person", "birth", str(number), "ag") for number in range(20)]
KEYS += [("person", "place", "cy", "ag", str(number)) for number in range(20)]


def test_contacts_that_share_a_key_lie_in_one_group(duplicates: DuplicateRepository) -> None:
    for contact_id, keys in (("con_1", KEYS[:2]), ("con_2", KEYS[1:3])):
        table.put_many(duplicates.rows_of(contact_id, keys))
    found = [duplicates.contacts_in(duplicates.group_of(key), limit=9) for key in KEYS[:4]]
    assert found == [["con_1"], ["con_1", "con_2"], ["con_2"], []]


def test_the_search_writes_the_rows_of_values(duplicates: DuplicateRepository) -> None:
    assert duplicates.rows_of("con_1", [("person", "value", "e@example.com")]) == []
    store = open_store("acme")
    table.put_many(store.search.rows_of("con_1", SearchTerms(values=frozenset({"e@example.com", "e@example.com#1"}))))
    group = duplicates.group_of(("person", "value", "e@example.com"))
    assert duplicates.contacts_in(group, limit=9) == ["con_1"]


def test_pages_return_every_group_once_with_its_contacts_together(duplicates: DuplicateRepository) -> None:
    for contact_id in ("con_1", "con_2"):
        table.put_many(duplicates.rows_of(contact_id, KEYS))
    found: list[tuple[Key, str]] = []
    after = None
    while True:
        page = duplicates.page_of_members(limit=3, after=after)
        found += [(Key(page.partition, group), contact_id) for group, contact_id in page.members]
        after = page.after
        if after is None:
            break
    assert len(found) == 80
    assert {group for group, _ in found} == {duplicates.group_of(key) for key in KEYS}
    assert len(list(groupby(found, key=lambda one: one[0]))) == 40


def test_two_contacts_are_marked_as_different_on_both(duplicates: DuplicateRepository) -> None:
    table.transact(duplicates.not_duplicate_writes("con_1", "con_2"))
    assert duplicates.not_duplicates(["con_1"]) == {"con_2"}
    assert duplicates.not_duplicates(["con_2"]) == {"con_1"}
    assert duplicates.marked([("con_1", "con_2"), ("con_3", "con_1")]) == {("con_1", "con_2")}
