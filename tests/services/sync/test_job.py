"""The daily sync of shared contacts, day by day."""

from datetime import timedelta

import pytest

from contactbook.domain.base.callers import job
from contactbook.domain.sync.tags import PRIMARY, SECONDARY
from tests.builders.sync import TOP, Group

EMAIL = "eleni@example.com"
PHONE = "+35799123456"


class TestDetecting:
    @pytest.mark.feature("S4.1", "S4.5", "S4.10", "S4.11", "S4.12")
    def test_a_person_in_two_accounts_is_tagged_in_both_and_primary_in_one(self, group):
        first = group.add("acme-corp", EMAIL)
        second = group.add("acme2", EMAIL.upper())
        run = group.sync()
        assert group.tags("acme-corp", first) == {"multi", PRIMARY}
        assert group.tags("acme2", second) == {"multi", SECONDARY}
        assert (run.state, run.contacts_tagged, run.tags_added, run.tags_removed) == ("finished", 2, 4, 0)
        assert run.accounts["acme2"].tags_added == 2

    @pytest.mark.feature("S4.6")
    def test_a_phone_alone_is_enough(self, group):
        first = group.add("acme-corp", "a@example.com", "99123456")
        group.add("acme2", "b@example.com", PHONE)
        group.sync()
        assert PRIMARY in group.tags("acme-corp", first)

    @pytest.mark.feature("S4.7")
    def test_a_chain_of_an_email_and_a_phone_is_one_person(self, group):
        one = group.add("acme-corp", EMAIL)
        group.add("acme2", EMAIL, PHONE)
        three = group.add("other", None, PHONE)
        group.sync()
        assert group.tags("acme-corp", one) == {"multi", PRIMARY}
        assert group.tags("other", three) == {"multi", SECONDARY}
        assert len(group.shared()) == 1

    @pytest.mark.feature("S4.8")
    def test_two_records_of_one_account_are_not_shared(self, group):
        first, second = group.add("acme2", EMAIL), group.add("acme2", EMAIL)
        group.sync()
        assert group.tags("acme2", first) == group.tags("acme2", second) == set()

    @pytest.mark.feature("S4.8", "S4.11")
    def test_two_records_of_one_account_have_the_same_tags_once_another_account_has_the_person(self, group):
        first, second = group.add("acme2", EMAIL), group.add("acme2", EMAIL)
        group.add("other", EMAIL)
        group.sync()
        assert group.tags("acme2", first) == group.tags("acme2", second) == {"multi", PRIMARY}

    @pytest.mark.feature("S4.9")
    def test_blanks_match_nobody(self, group):
        first, second = group.add("acme-corp"), group.add("acme2")
        group.sync()
        assert group.tags("acme-corp", first) == group.tags("acme2", second) == set()

    @pytest.mark.feature("S4.9")
    def test_the_top_accounts_contact_is_no_second_account(self, group):
        group.add(TOP, EMAIL)
        child = group.add("acme2", EMAIL)
        group.sync()
        assert group.tags("acme2", child) == set()

    @pytest.mark.feature("S4.9")
    def test_the_top_accounts_contact_links_nobody(self, group):
        group.add(TOP, EMAIL, PHONE)
        first, second = group.add("acme-corp", EMAIL), group.add("acme2", None, PHONE)
        group.sync()
        assert group.tags("acme-corp", first) == group.tags("acme2", second) == set()


class TestElecting:
    @pytest.mark.feature("S4.13", "S4.17", "S4.19")
    def test_the_highest_stage_of_the_corporate_pipeline_wins(self, group):
        first, second = group.add("acme-corp", EMAIL), group.add("acme2", EMAIL)
        group.deal("acme-corp", first, "tour")
        group.deal("acme2", second, "deposit")
        group.sync()
        assert PRIMARY in group.tags("acme2", second)
        assert group.shared()[0].because == "highest_stage"

    @pytest.mark.feature("S4.17")
    def test_any_deal_beats_none(self, group):
        group.add("acme-corp", EMAIL)
        second = group.add("acme2", EMAIL)
        group.deal("acme2", second)
        group.sync()
        assert PRIMARY in group.tags("acme2", second)

    @pytest.mark.feature("S4.14", "S4.17")
    def test_then_the_most_conversions(self, group, now):
        group.add("acme-corp", EMAIL)
        second = group.add("acme2", EMAIL)
        group.convert("acme2", second, now)
        group.sync()
        assert PRIMARY in group.tags("acme2", second)
        assert group.shared()[0].because == "most_conversions"

    @pytest.mark.feature("S4.15", "S4.17")
    def test_then_the_first_conversion(self, group, now):
        first, second = group.add("acme-corp", EMAIL), group.add("acme2", EMAIL)
        group.convert("acme-corp", first, now)
        group.convert("acme2", second, now - timedelta(days=30))
        group.sync()
        assert PRIMARY in group.tags("acme2", second)
        assert group.shared()[0].because == "first_conversion"

    @pytest.mark.feature("S4.16", "S4.17")
    def test_then_the_one_created_first(self, group):
        second = group.add("acme2", EMAIL)
        group.add("acme-corp", EMAIL)
        group.sync()
        assert PRIMARY in group.tags("acme2", second)
        assert group.shared()[0].because == "created_first"

    @pytest.mark.feature("S4.25", "S4.13")
    def test_when_the_primary_moves_the_tags_are_swapped(self, group):
        first, second = group.add("acme-corp", EMAIL), group.add("acme2", EMAIL)
        group.sync()
        group.deal("acme2", second, "inquiry")
        run = group.sync()
        assert not run.full
        assert group.tags("acme-corp", first) == {"multi", SECONDARY}
        assert group.tags("acme2", second) == {"multi", PRIMARY}


class TestWhatIsNoLongerTrue:
    @pytest.mark.feature("S4.25")
    def test_whoever_is_left_in_one_account_only_loses_the_tags(self, group):
        first, second = group.add("acme-corp", EMAIL, tags=["vip"]), group.add("acme2", EMAIL)
        group.sync()
        group.delete("acme2", second)
        run = group.sync()
        assert group.tags("acme-corp", first) == {"vip"}
        assert group.shared() == []
        assert (run.full, run.tags_removed) == (False, 2)

    @pytest.mark.feature("S4.25")
    def test_a_changed_email_parts_a_person_on_both_sides(self, group):
        first, second = group.add("acme-corp", EMAIL), group.add("acme2", EMAIL)
        group.sync()
        group.change("acme-corp", first, emails=[{"address": "new@example.com"}])
        group.sync()
        assert group.tags("acme-corp", first) == group.tags("acme2", second) == set()

    @pytest.mark.feature("S4.10", "S4.28")
    def test_other_tags_of_the_options_replace_the_old_ones(self, group):
        first, _ = group.add("acme-corp", EMAIL, tags=["vip"]), group.add("acme2", EMAIL)
        group.sync()
        group.configure(tags=("shared", "family"))
        assert group.sync().full_because == ("settings_changed",)
        assert group.tags("acme-corp", first) == {"vip", "shared", "family", PRIMARY}

    @pytest.mark.feature("S4.28")
    def test_a_tag_that_a_person_had_put_before_stays(self, group):
        first, second = group.add("acme-corp", EMAIL, tags=["multi"]), group.add("acme2", EMAIL)
        group.sync()
        group.delete("acme2", second)
        group.sync()
        assert group.tags("acme-corp", first) == {"multi"}

    @pytest.mark.feature("S4.11")
    def test_a_tag_of_the_sync_that_somebody_put_or_took_is_put_right(self, group):
        first, second = group.add("acme-corp", EMAIL), group.add("acme2", EMAIL)
        alone = group.add("other", "alone@example.com")
        group.sync()
        group.change("acme-corp", first, tags=[])
        group.change("acme2", second, tags=["multi", SECONDARY, PRIMARY])
        group.change("other", alone, tags=[PRIMARY])
        group.sync()
        assert group.tags("acme-corp", first) == {"multi", PRIMARY}
        assert group.tags("acme2", second) == {"multi", SECONDARY}
        assert group.tags("other", alone) == set()

    @pytest.mark.feature("S4.24")
    def test_a_second_run_changes_nothing(self, group, world):
        group.configure(copy_to_top_account=True)
        group.add("acme-corp", EMAIL)
        group.add("acme2", EMAIL)
        group.sync()
        before = group.every_tag()
        for asked in ({}, {"full": True}):
            run = group.sync(**asked)
            assert (run.contacts_tagged, run.copied, run.changes_seen) == (0, 0, 0)
        assert group.every_tag() == before


class TestTheTopAccountsCopy:
    @pytest.mark.feature("S4.20", "S4.21", "S4.22")
    def test_a_shared_person_is_copied_with_a_tag_for_each_account(self, group):
        group.configure(copy_to_top_account=True)
        group.add("acme-corp", EMAIL, first_name="Eleni")
        group.add("acme2", EMAIL, PHONE)
        assert group.sync().copied == 1
        (copy,) = group.all(TOP)
        assert set(copy.tags) == {"multi", "engaging-in-North-primary", "engaging-in-South"}
        assert (copy.first_name, copy.origin, len(copy.emails), len(copy.phones)) == ("Eleni", "tenant_sync", 1, 1)

    @pytest.mark.feature("S4.23")
    def test_without_the_option_the_top_account_gets_nothing(self, group):
        mine = group.add(TOP, EMAIL)
        group.add("acme-corp", EMAIL)
        group.add("acme2", EMAIL)
        group.sync()
        assert [contact.contact_id for contact in group.all(TOP)] == [mine.contact_id]
        assert group.tags(TOP, mine) == set()

    @pytest.mark.feature("S4.23")
    def test_switching_the_option_off_takes_the_tags_back(self, group):
        group.configure(copy_to_top_account=True)
        group.add("acme-corp", EMAIL)
        group.add("acme2", EMAIL)
        group.sync()
        group.configure(copy_to_top_account=False)
        group.sync()
        (copy,) = group.all(TOP)
        assert copy.tags == ()

    @pytest.mark.feature("S4.27")
    def test_a_contact_that_the_top_account_has_is_used_and_not_copied(self, group):
        group.configure(copy_to_top_account=True)
        mine = group.add(TOP, None, PHONE, tags=["board"])
        group.add("acme-corp", EMAIL)
        group.add("acme2", EMAIL, PHONE)
        assert group.sync().copied == 0
        assert group.tags(TOP, mine) == {"board", "multi", "engaging-in-North-primary", "engaging-in-South"}

    @pytest.mark.feature("S4.26")
    def test_a_renamed_account_has_its_new_name_the_same_day(self, group, now):
        from contactbook.domain.tenants.registry import TenantChanges
        from contactbook.services.tenants.registry import rename_tenant

        group.configure(copy_to_top_account=True)
        group.add("acme-corp", EMAIL)
        group.add("acme2", EMAIL)
        group.sync()
        rename_tenant(group.store("acme2"), TenantChanges(name="Seaside"), by=job("test"), now=group.now)
        assert group.sync().full_because == ("accounts_changed",)
        (copy,) = group.all(TOP)
        assert set(copy.tags) == {"multi", "engaging-in-North-primary", "engaging-in-Seaside"}

    @pytest.mark.feature("S4.22")
    def test_two_accounts_of_one_name_have_a_tag_each_while_one_is_primary(self, world, now):
        group = Group(world, now, names={"acme-corp": "North", "acme2": "North"})
        group.configure(copy_to_top_account=True)
        group.add("acme-corp", EMAIL)
        group.add("acme2", EMAIL)
        group.sync()
        (copy,) = group.all(TOP)
        assert set(copy.tags) == {"multi", "engaging-in-North-primary", "engaging-in-North"}

    @pytest.mark.feature("S4.25")
    def test_a_copy_of_whom_no_two_accounts_have_keeps_its_own_tags_only(self, group):
        group.configure(copy_to_top_account=True)
        group.add("acme-corp", EMAIL)
        second = group.add("acme2", EMAIL)
        group.sync()
        (copy,) = group.all(TOP)
        group.change(TOP, copy, tags=[*copy.tags, "board"])
        group.delete("acme2", second)
        group.sync()
        assert group.tags(TOP, copy) == {"board"}

    @pytest.mark.feature("S4.24")
    def test_copies_do_not_hold_together_what_came_apart(self, group):
        group.configure(copy_to_top_account=True)
        first = group.add("acme-corp", EMAIL, "+35799000001")
        second = group.add("acme2", EMAIL, "+35799000002")
        group.sync()
        group.change("acme-corp", first, emails=[])
        group.sync()
        assert group.tags("acme-corp", first) == group.tags("acme2", second) == set()
