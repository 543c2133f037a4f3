"""Which contacts are connected with a changed one, and updates of contacts that a limit or a rule of their account refuses."""

from datetime import timedelta

import pytest

from contactbook.domain.sync.tags import PRIMARY, SECONDARY
from contactbook.services.settings.sections import save_section
from contactbook.services.sync.connected_contacts import find_connected
from tests.builders.contacts import a_caller
from tests.builders.sync import TOP
from tests.faults.counting import count_calls

EMAIL = "eleni@example.com"


@pytest.mark.feature("S4.29")
def test_finding_connected_contacts_reads_no_contact(group):
    first = group.add("acme-corp", EMAIL)
    group.add("acme2", EMAIL)
    group.follow_stream()
    settings, state = group.group.settings_and_state()
    changes, _ = group.group.members.page_of_changes(limit=10)
    with count_calls() as calls:
        found = find_connected(
            group.group, settings, keys=changes[0].keys, key_id=state.key_id, common_before={}, is_account=lambda _: True
        )
    assert len(found.child_contacts) == 2
    assert first.contact_id in {member.contact_id for member in found.child_contacts}
    assert {key[0].split("#")[0] for key in calls.keys} == {"GROUP"}


class TestLargeGroups:
    @pytest.mark.feature("S4.5", "S4.6")
    def test_an_address_of_too_many_contacts_identifies_nobody(self, group):
        group.configure(largest_person=3)
        for _ in range(2):
            group.add("acme-corp", "info@example.com")
            group.add("acme2", "info@example.com")
        run = group.sync()
        assert set(group.every_tag().values()) == {()}
        assert (run.too_large, len(run.large_groups)) == (1, 1)

    @pytest.mark.feature("S4.25")
    def test_a_group_that_becomes_too_large_loses_its_tags_and_gets_them_back_when_it_shrinks(self, group):
        group.configure(largest_person=3)
        first = group.add("acme-corp", "info@example.com")
        second = group.add("acme2", "info@example.com")
        group.sync()
        more = [group.add("other", "info@example.com") for _ in range(2)]
        assert group.sync().too_large == 1
        assert set(group.every_tag().values()) == {()}
        assert group.shared() == []
        group.delete("other", more[0])
        assert group.sync().too_large == 0
        assert group.tags("acme-corp", first) == {"multi", PRIMARY}
        assert group.tags("acme2", second) == {"multi", SECONDARY}

    @pytest.mark.feature("S4.7")
    def test_a_chain_longer_than_a_person_is_none(self, group):
        group.configure(largest_person=3)
        for number in range(3):
            group.add("acme-corp", f"a{number}@example.com", f"+3579900000{number}")
            group.add("acme2", f"a{number}@example.com", f"+3579900000{number + 1}")
        run = group.sync()
        assert set(group.every_tag().values()) == {()}
        assert run.too_large == 1

    @pytest.mark.feature("S4.12", "S4.21")
    def test_a_contact_that_is_full_of_tags_is_counted_and_left_and_the_other_is_primary(self, group):
        full = group.add("acme-corp", EMAIL, tags=[f"tag {number}" for number in range(100)])
        second = group.add("acme2", EMAIL)
        run = group.sync()
        assert len(group.tags("acme-corp", full)) == 100
        assert PRIMARY not in group.tags("acme-corp", full)
        assert group.tags("acme2", second) == {"multi", PRIMARY}
        assert run.refused == 1

    @pytest.mark.feature("S4.20")
    def test_a_copy_that_the_top_account_refuses_is_counted_and_left(self, group):
        group.configure(copy_to_top_account=True)
        save_section(group.store(TOP), "mandatory_fields", {"person": ["title"]}, by=a_caller(), now=group.now)
        group.add("acme-corp", EMAIL)
        second = group.add("acme2", EMAIL)
        run = group.sync()
        assert (run.copied, run.refused, group.all(TOP)) == (0, 1, [])
        assert group.tags("acme2", second) == {"multi", SECONDARY}

    @pytest.mark.feature("S4.5", "S4.6", "S4.25")
    def test_a_key_of_very_many_contacts_keeps_none_of_them_until_a_full_run_finds_few(self, group):
        group.configure(largest_person=2)
        first, second = group.add("acme-corp", EMAIL), group.add("acme2", EMAIL)
        group.sync()
        assert group.tags("acme-corp", first) == {"multi", PRIMARY}
        more = [group.add("other", EMAIL) for _ in range(30)]
        assert group.sync().too_large == 1
        assert set(group.every_tag().values()) == {()}
        keys = [item for item in group.world.items() if item["kind"]["S"] == "match_entry"]
        assert len(str(keys)) < 1000
        for contact in more:
            group.delete("other", contact)
        group.follow_stream()
        group.now += timedelta(days=1)
        assert group.sync(full=True).too_large == 0
        assert group.tags("acme2", second) == {"multi", SECONDARY}
