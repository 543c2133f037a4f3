"""The repository of suppression entries."""

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.decisions.skip_reasons import SkipReason
from contactbook.domain.decisions.suppression_lists import SuppressionEntry
from contactbook.domain.decisions.suppressions import Target, contact_target, email_target
from contactbook.storage.base import table
from contactbook.storage.decisions.suppression_entries import SuppressionEntryRepository
from tests.aws_in_process.aws import World
from tests.builders.communications import THEN
from tests.builders.sending import store

EMAIL = email_target("eleni@example.com")
CONTACT = contact_target("con_1")


@pytest.fixture
def entries(world: World) -> SuppressionEntryRepository:
    found: SuppressionEntryRepository = store().suppression_entries
    return found


def add(entries: SuppressionEntryRepository, list_id: str, *targets: Target) -> None:
    added = [
        SuppressionEntry(entry_id=entries.entry_id(list_id, target), kind=target.kind, value=target.value, added_at=THEN)
        for target in targets
    ]
    table.transact([entries.put_of(list_id, entry) for entry in added])


def test_an_entry_is_found_in_its_own_list_only(entries: SuppressionEntryRepository) -> None:
    add(entries, "sup_1", EMAIL)

    assert entries.look_up([("sup_1", EMAIL), ("sup_2", EMAIL), ("sup_1", CONTACT)]) == [(EMAIL, SkipReason.SUPPRESSED)]
    assert entries.find("sup_2", entries.entry_id("sup_2", EMAIL)) is None
    assert entries.entry_id("sup_1", EMAIL) != entries.entry_id("sup_2", EMAIL)


def test_an_entry_that_is_added_twice_exists_once(entries: SuppressionEntryRepository) -> None:
    add(entries, "sup_1", EMAIL)
    add(entries, "sup_1", EMAIL)

    found, _ = entries.page("sup_1", limit=10, after=None)
    assert [entry.value for entry in found] == [EMAIL.value]


def test_no_key_holds_a_plain_address(entries: SuppressionEntryRepository, world: World) -> None:
    add(entries, "sup_1", EMAIL)

    assert not any(EMAIL.value in str((item["pk"], item["sk"])) for item in world.items())


def test_the_check_of_absence_refuses_once_there_is_an_entry(entries: SuppressionEntryRepository) -> None:
    table.transact([entries.check_absent("sup_1", EMAIL)])
    add(entries, "sup_1", EMAIL)

    with pytest.raises(ConcurrentUpdate):
        table.transact([entries.check_absent("sup_1", EMAIL)])


def test_a_deleted_entry_is_gone_and_a_missing_one_is_ignored(entries: SuppressionEntryRepository) -> None:
    add(entries, "sup_1", EMAIL)
    entry_id = entries.entry_id("sup_1", EMAIL)

    table.transact([entries.remove_of("sup_1", one) for one in (entry_id, entries.entry_id("sup_1", CONTACT))])

    assert entries.find("sup_1", entry_id) is None


def test_an_erased_entry_still_applies(entries: SuppressionEntryRepository) -> None:
    add(entries, "sup_1", EMAIL)

    entries.erase_values(["sup_1"], [EMAIL])

    found = entries.find("sup_1", entries.entry_id("sup_1", EMAIL))
    assert found is not None
    assert found.value is None
    assert entries.look_up([("sup_1", EMAIL)]) == [(EMAIL, SkipReason.SUPPRESSED)]
