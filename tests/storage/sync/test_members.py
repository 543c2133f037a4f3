"""The stored facts about contacts, and the contacts under each match key."""

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.shared_persons import MemberFacts
from contactbook.storage.sync.members import MemberChange
from tests.builders.contacts import NOW

CHANGE = MemberChange(change_id="chg_1", tenant_id="acme-corp", contact_id="con_1", keys=("1.aa",))


def facts(tenant_id: str = "acme-corp", contact_id: str = "con_1", keys: tuple[str, ...] = ("1.aa",)) -> MemberFacts:
    return MemberFacts(tenant_id=tenant_id, contact_id=contact_id, version=1, key_ids=("1",), keys=keys, created_at=NOW)


def members_under(group, key: str) -> list[Member]:
    return [entry.member for entry in group.members.entries(key, limit=10)[0]]


def test_saved_facts_are_read_and_found_under_each_of_their_keys(group):
    known = facts(keys=("1.aa", "1.bb"))
    group.members.save(None, known, None)
    assert group.members.find(known.member) == known
    assert group.members.get_many([known.member, Member("other", "con_9")]) == {known.member: known}
    assert members_under(group, "1.aa") == members_under(group, "1.bb") == [known.member]


def test_a_key_that_a_contact_lost_no_longer_lists_it(group):
    before = facts(keys=("1.aa",))
    group.members.save(None, before, None)
    after = next_version(before, keys=("1.bb",))
    group.members.save(before, after, None)
    assert (members_under(group, "1.aa"), members_under(group, "1.bb")) == ([], [after.member])
    group.members.save(after, None, None)
    assert members_under(group, "1.bb") == []
    assert group.members.find(after.member) is None


def test_contacts_of_the_top_account_come_last_under_a_key(group):
    for tenant_id in ("acme", "zenith", "acme-corp"):
        group.members.save(None, facts(tenant_id), None)
    assert [member.tenant_id for member in members_under(group, "1.aa")] == ["acme-corp", "zenith", "acme"]


def test_an_entry_shows_whether_the_contact_has_tags_of_the_sync(group):
    group.members.save(None, facts(), None)
    group.members.save(None, with_fields(facts(contact_id="con_2"), managed="digest"), None)
    assert [entry.is_managed for entry in group.members.entries("1.aa", limit=10)[0]] == [False, True]


def test_facts_that_changed_meanwhile_are_not_replaced(group):
    before = facts()
    group.members.save(None, before, None)
    group.members.save(before, next_version(before), None)
    with pytest.raises(ConcurrentUpdate):
        group.members.save(before, next_version(before, conversions=1), CHANGE)
    assert group.members.page_of_changes(limit=10) == ([], None)


def test_more_keys_than_a_transaction_holds_are_saved_too(group):
    before = facts(keys=tuple(f"1.{number:03}" for number in range(70)))
    group.members.save(None, before, CHANGE)
    after = next_version(before, keys=tuple(f"1.{number:03}" for number in range(60, 130)))
    group.members.save(before, after, None)
    assert group.members.find(after.member) == after
    assert [members_under(group, f"1.{number:03}") for number in (59, 60, 129)] == [[], [after.member], [after.member]]


def test_a_change_is_read_until_it_is_removed(group):
    group.members.save(None, facts(), CHANGE)
    assert group.members.page_of_changes(limit=10) == ([CHANGE], None)
    group.members.remove_changes([CHANGE])
    assert group.members.page_of_changes(limit=10) == ([], None)


def test_facts_are_paged_by_tenant(group):
    for contact_id in ("con_1", "con_2", "con_3"):
        group.members.save(None, facts(contact_id=contact_id), None)
    group.members.save(None, facts("other"), None)
    first, after = group.members.page_of_tenant("acme-corp", limit=2, after=None)
    second, _ = group.members.page_of_tenant("acme-corp", limit=2, after=after)
    assert [one.contact_id for one in (*first, *second)] == ["con_1", "con_2", "con_3"]
