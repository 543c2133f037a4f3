"""The match keys, one item each, with the contacts that carry them."""

import pytest

from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.shared_persons import MemberFacts, Ties
from contactbook.storage.base import table
from contactbook.storage.base.rows import Put
from contactbook.storage.sync.match_keys import KeyChanged
from contactbook.storage.sync.members import MemberChange
from tests.builders.contacts import NOW
from tests.faults.counting import count_calls

KEY = "1.aa"
CHANGE = MemberChange(change_id="chg_1", tenant_id="acme-corp", contact_id="con_1", keys=(KEY,))


def facts(tenant_id: str = "acme-corp", contact_id: str = "con_1", keys: tuple[str, ...] = (KEY,)) -> MemberFacts:
    return MemberFacts(tenant_id=tenant_id, contact_id=contact_id, version=1, key_ids=("1",), keys=keys, created_at=NOW)


def carriers(group, name: str = KEY) -> dict[Member, int]:
    return {member: one.version for member, one in group.key_items.get_many([name])[name].members.items()}


class TestAdding:
    def test_a_key_of_one_contact_costs_one_write_and_no_read(self, group):
        with count_calls() as calls:
            found = group.key_items.add(KEY, facts())
        assert [call.operation for call in calls.made] == ["PutItem"]
        assert list(found.members) == [Member("acme-corp", "con_1")]

    def test_whoever_adds_a_second_contact_learns_of_the_first(self, group):
        group.key_items.add(KEY, facts())
        found = group.key_items.add(KEY, facts("other"))
        assert set(found.members) == {Member("acme-corp", "con_1"), Member("other", "con_1")}
        assert carriers(group) == {Member("acme-corp", "con_1"): 1, Member("other", "con_1"): 1}

    @pytest.mark.parametrize("others", [0, 1, 2])
    def test_facts_that_come_late_or_twice_change_nothing_newer(self, group, others):
        for number in range(others):
            group.key_items.add(KEY, facts("other", f"con_{number}"))
        newer = next_version(facts(), managed="digest")
        for one in (newer, facts(), newer):
            group.key_items.add(KEY, one)
        assert group.key_items.get_many([KEY])[KEY].members[newer.member] == newer
        assert len(carriers(group)) == others + 1

    def test_ties_are_kept_apart(self, group):
        group.key_items.add(KEY, facts().with_ties(Ties(conversions=2)))
        assert group.key_items.get_many([KEY])[KEY].members == {facts().member: facts()}


class TestDropping:
    @pytest.mark.parametrize("others", [0, 1, 2])
    def test_a_contact_leaves_and_the_others_stay(self, group, others):
        group.key_items.add(KEY, facts())
        for number in range(others):
            group.key_items.add(KEY, facts("other", f"con_{number}"))
        for _ in range(2):
            found = group.key_items.drop(KEY, facts().member, 1)
            assert len(found.members) == others
        assert facts().member not in carriers(group)

    @pytest.mark.parametrize("others", [0, 1])
    def test_what_was_saved_in_a_newer_version_is_not_dropped(self, group, others):
        group.key_items.add(KEY, with_fields(facts(), version=3))
        for number in range(others):
            group.key_items.add(KEY, facts("other", f"con_{number}"))
        group.key_items.drop(KEY, facts().member, 2)
        assert carriers(group)[facts().member] == 3

    def test_a_key_that_the_last_contact_left_is_gone(self, group, world):
        group.key_items.add(KEY, facts())
        group.key_items.add(KEY, facts("other"))
        group.key_items.drop(KEY, facts().member, 1)
        group.key_items.drop(KEY, facts("other").member, 1)
        assert world.items() == []


class TestRaces:
    @pytest.mark.parametrize("others", [0, 1])
    def test_a_key_that_changed_since_it_was_read_is_not_replaced(self, group, others):
        for number in range(others + 1):
            group.key_items.add(KEY, facts("other", f"con_{number}"))
        read = group.key_items.get_many([KEY])[KEY]
        group.key_items.add(KEY, facts())
        write = group.key_items.write_of(read, read.with_facts(facts("zenith")))
        assert isinstance(write, Put)
        with pytest.raises(KeyChanged):
            table.put(write)
        assert facts().member in carriers(group)

    def test_a_key_that_passed_to_another_contact_at_the_same_version_is_not_replaced(self, group):
        group.key_items.add(KEY, facts())
        read = group.key_items.get_many([KEY])[KEY]
        group.key_items.drop(KEY, facts().member, 1)
        group.key_items.add(KEY, facts("other"))
        write = group.key_items.write_of(read, read.with_facts(facts("zenith")))
        assert isinstance(write, Put)
        with pytest.raises(KeyChanged):
            table.put(write)
        assert list(carriers(group)) == [facts("other").member]


def test_an_oversized_key_keeps_nobody_and_takes_nobody(group):
    group.key_items.add(KEY, facts())
    found = group.key_items.add(KEY, facts("other"))
    group.key_items.close(found, NOW)
    assert group.key_items.add(KEY, facts("zenith")).members == {}
    key = group.key_items.get_many([KEY])[KEY]
    assert key.oversized
    assert key.members == {}


def test_the_keys_of_a_partition_are_paged_in_order(group):
    names = [f"1.a{number}" for number in range(3)]
    for name in (*names, "1.b0"):
        group.key_items.add(name, facts(keys=(name,)))
    first, after = group.key_items.page("a", limit=2, after=None)
    second, _ = group.key_items.page("a", limit=2, after=after)
    assert [key.name for key in (*first, *second)] == names


def test_ties_are_read_until_the_contact_has_none(group):
    group.members.save_ties(facts().member, Ties(conversions=1))
    assert group.members.ties([facts().member, Member("other", "con_9")]) == {facts().member: Ties(conversions=1)}
    group.members.save_ties(facts().member, Ties())
    assert group.members.ties([facts().member]) == {}


def test_a_change_is_read_until_it_is_removed(group):
    group.members.save_changes([CHANGE])
    assert group.members.page_of_changes(limit=10) == ([CHANGE], None)
    group.members.remove_changes([CHANGE])
    assert group.members.page_of_changes(limit=10) == ([], None)
