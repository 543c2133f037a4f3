"""Runs of the sync: what they show, how they share the work, and what they never need."""

import json
from datetime import timedelta
from typing import Any

import pytest

from contactbook.config import config
from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.sync.messages import TenantSyncMessage
from contactbook.domain.sync.runs import SyncRunDraft
from contactbook.domain.sync.settings import SyncSettingsDraft
from contactbook.domain.sync.tags import PRIMARY, SECONDARY
from contactbook.gateways import queues, secrets
from contactbook.services.sync import administration, job
from contactbook.services.sync.job import run_tenant_sync
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key
from tests.aws_in_process.aws import SECRET
from tests.aws_in_process.http import LambdaContext
from tests.builders.contacts import a_caller
from tests.builders.sync import TOP, Group
from tests.faults.counting import count_calls

EMAIL = "eleni@example.com"
PHONE = "+35799123456"


@pytest.fixture
def group(world, now) -> Group:
    made = Group(world, now)
    made.configure()
    return made


def shared_persons(group: Group, how_many: int) -> None:
    for number in range(how_many):
        group.add("acme-corp", f"person{number}@example.com")
        group.add("acme2", f"person{number}@example.com")


class NoTime(LambdaContext):
    remaining = 1


class TestWhoRuns:
    @pytest.mark.feature("S4.2")
    @pytest.mark.parametrize("tenant_id", ["acme-corp", "acme2"])
    def test_a_child_account_is_refused(self, group, tenant_id):
        store = group.store(tenant_id)
        for attempt in (
            lambda: administration.read_settings(store),
            lambda: administration.save_settings(store, SyncSettingsDraft(), by=a_caller(), now=group.now),
            lambda: administration.request_run(store, SyncRunDraft(), by=a_caller(), now=group.now),
            lambda: administration.page_of_shared_persons(store, limit=1, after=None),
        ):
            with pytest.raises(RuleBroken) as refused:
                attempt()
            assert refused.value.code == "not_top_account"

    @pytest.mark.feature("S4.4")
    def test_the_schedule_runs_each_top_account_once(self, group):
        group.add("acme-corp", EMAIL)
        group.add("acme2", EMAIL)
        group.follow_stream()
        queues.send(config().tenant_sync_queue_url, [TenantSyncMessage(every_tenant=True)])
        group.work()
        runs = administration.page_of_runs(group.store(TOP), limit=10, after=None)[0]
        assert [(run.state, run.contacts_tagged, run.requested_by.id) for run in runs] == [("finished", 2, "tenant-sync")]

    @pytest.mark.feature("S4.4")
    def test_while_it_is_off_nothing_runs(self, group):
        first = group.add("acme-corp", EMAIL)
        group.add("acme2", EMAIL)
        group.configure(enabled=False)
        queues.send(config().tenant_sync_queue_url, [TenantSyncMessage(every_tenant=True)])
        group.work()
        assert group.tags("acme-corp", first) == set()
        with pytest.raises(RuleBroken) as refused:
            administration.request_run(group.store(TOP), SyncRunDraft(), by=a_caller(), now=group.now)
        assert refused.value.code == "sync_disabled"

    @pytest.mark.feature("S4.4")
    def test_while_it_is_off_the_stream_keeps_nothing(self, group):
        group.configure(enabled=False)
        group.add("acme-corp", EMAIL)
        group.follow_stream()
        assert not [item for item in group.world.items() if item["kind"]["S"].startswith("match_")]

    @pytest.mark.feature("S4.5")
    def test_switching_it_on_again_finds_what_happened_meanwhile(self, group):
        group.sync()
        group.configure(enabled=False)
        first = group.add("acme-corp", EMAIL)
        group.add("acme2", EMAIL)
        group.follow_stream()
        group.configure(enabled=True)
        assert group.sync().full
        assert PRIMARY in group.tags("acme-corp", first)

    @pytest.mark.feature("S4.3", "S4.13")
    @pytest.mark.parametrize(
        ("mode", "account", "opportunity"), [("senior_living", "community", "prospect"), ("b2b_b2c", "child account", "deal")]
    )
    def test_a_mode_changes_the_words_and_nothing_else(self, group, mode, account, opportunity):
        group.configure(mode=mode)
        view = administration.read_settings(group.store(TOP))
        assert (view.vocabulary.account, view.vocabulary.opportunity) == (account, opportunity)
        first, second = group.add("acme-corp", EMAIL), group.add("acme2", EMAIL)
        group.deal("acme2", second, "tour")
        group.sync()
        assert group.tags("acme-corp", first) == {"multi", SECONDARY}


class TestDryRuns:
    @pytest.mark.feature("S4.10", "S4.20")
    @pytest.mark.parametrize("full", [False, True])
    def test_a_dry_run_lists_what_would_change_and_changes_nothing(self, group, full):
        group.configure(copy_to_top_account=True)
        first, second = group.add("acme-corp", EMAIL), group.add("acme2", EMAIL)
        run = group.sync(dry_run=True, full=full)
        changes = administration.page_of_run_changes(group.store(TOP), run.sync_run_id, limit=100, after=None)[0]
        planned = {(change.tenant_id, change.contact_id): set(change.add) for change in changes}
        assert planned == {
            ("acme-corp", first.contact_id): {"multi", PRIMARY},
            ("acme2", second.contact_id): {"multi", SECONDARY},
            (TOP, None): {"multi", "engaging-in-North-primary", "engaging-in-South"},
        }
        assert (run.contacts_tagged, run.tags_added, run.copied) == (3, 7, 1)
        assert set(group.every_tag().values()) == {()}

    @pytest.mark.feature("S4.24")
    def test_after_a_dry_run_the_real_one_does_it_all(self, group):
        group.sync()
        shared_persons(group, 3)
        planned = group.sync(dry_run=True)
        done = group.sync()
        assert not planned.full
        assert (planned.contacts_tagged, planned.tags_added, planned.accounts) == (6, 12, done.accounts)


class TestSlices:
    def test_a_run_goes_on_where_its_time_was_over(self, group, monkeypatch):
        monkeypatch.setattr("contactbook.services.sync.full_run._PAGE", 2)
        shared_persons(group, 5)
        group.follow_stream()
        run = administration.request_run(group.store(TOP), SyncRunDraft(), by=a_caller(), now=group.now)
        group.work(NoTime())
        done = administration.read_run(group.store(TOP), run.sync_run_id)
        assert (done.state, done.contacts_tagged, done.contacts_seen, done.tags_added) == ("finished", 10, 10, 20)
        assert all(len(tags) == 2 for tags in group.every_tag().values())

    def test_progress_shows_while_it_runs(self, group, monkeypatch):
        monkeypatch.setattr("contactbook.services.sync.full_run._PAGE", 2)
        shared_persons(group, 5)
        group.follow_stream()
        run = administration.request_run(group.store(TOP), SyncRunDraft(), by=a_caller(), now=group.now)
        seen = []
        while records := group.world.take_messages("tenant_sync"):
            run_tenant_sync(TenantSyncMessage.model_validate_json(records[0]["body"]), group.now, lambda: False)
            now = administration.read_run(group.store(TOP), run.sync_run_id)
            seen.append((now.state, now.contacts_seen))
        assert {("running", 0), ("running", 2), ("running", 7), ("running", 10), ("finished", 10)} <= set(seen)

    def test_a_message_delivered_twice_does_nothing_twice(self, group):
        shared_persons(group, 2)
        group.follow_stream()
        run = administration.request_run(group.store(TOP), SyncRunDraft(), by=a_caller(), now=group.now)
        message = TenantSyncMessage.model_validate_json(group.world.take_messages("tenant_sync")[0]["body"])
        for _ in range(2):
            run_tenant_sync(message, group.now, lambda: True)
        done = administration.read_run(group.store(TOP), run.sync_run_id)
        assert (done.contacts_tagged, done.tags_added) == (4, 8)

    def test_a_later_run_takes_over_and_the_late_worker_writes_nothing_more(self, group):
        from contactbook.services.sync.baton import BatonLost

        shared_persons(group, 1)
        group.follow_stream()
        store = group.group
        old = administration.request_run(group.store(TOP), SyncRunDraft(), by=a_caller(), now=group.now)
        begun = job._take_up(store, store.get_run(old.sync_run_id), group.now)
        assert begun
        group.world.take_messages("tenant_sync")
        group.now += timedelta(days=1)
        new = administration.request_run(group.store(TOP), SyncRunDraft(), by=a_caller(), now=group.now)
        group.work()
        tags = group.every_tag()
        with pytest.raises(BatonLost):
            job._work(*begun, group.now, lambda: True)
        assert group.every_tag() == tags
        runs = {run.sync_run_id: run for run in administration.page_of_runs(group.store(TOP), limit=10, after=None)[0]}
        assert (runs[old.sync_run_id].state, runs[new.sync_run_id].state) == ("superseded", "finished")
        # The run that was taken over was a full one, so the one that took over is.
        assert runs[new.sync_run_id].full

    def test_a_full_run_that_was_taken_over_stays_owed(self, group):
        group.sync()
        old = administration.request_run(group.store(TOP), SyncRunDraft(full=True), by=a_caller(), now=group.now)
        group.world.take_messages("tenant_sync")

        job._take_up(group.group, group.group.get_run(old.sync_run_id), group.now)
        assert group.sync().full_because == ("owed",)
        assert not group.sync().full


class TestRebuilding:
    @pytest.mark.feature("S4.24")
    def test_what_the_stream_derives_a_full_run_derives_again_from_the_contacts(self, group, now):
        first = group.add("acme-corp", EMAIL, PHONE)
        second = group.add("acme2", EMAIL)
        group.deal("acme2", second, "tour")
        group.convert("acme-corp", first, now)
        group.sync()
        derived = derived_items(group)
        table.remove_many([Key(item["pk"]["S"], item["sk"]["S"]) for item in derived])
        group.sync(full=True)
        assert derived_items(group) == derived

    def test_a_contact_that_went_unnoticed_is_found_gone_by_a_full_run(self, group):
        first, second = group.add("acme-corp", EMAIL), group.add("acme2", EMAIL)
        group.sync()
        group.delete("acme2", second)
        group.world.take_stream_records()
        group.sync(full=True)
        assert group.tags("acme-corp", first) == set()
        assert second.contact_id not in str(derived_items(group))


def derived_items(group: Group) -> list[Any]:
    kinds = ("match_member", "match_entry")
    return [item for item in group.world.items() if item["kind"]["S"] in kinds]


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

    @pytest.mark.feature("S4.21")
    def test_a_contact_that_is_full_of_tags_is_counted_and_left(self, group):
        full = group.add("acme-corp", EMAIL, tags=[f"tag {number}" for number in range(100)])
        second = group.add("acme2", EMAIL)
        run = group.sync()
        assert len(group.tags("acme-corp", full)) == 100
        assert PRIMARY not in group.tags("acme-corp", full)
        assert group.tags("acme2", second) == {"multi", SECONDARY}
        assert run.refused == 1

    @pytest.mark.feature("S4.20")
    def test_a_copy_that_the_top_account_refuses_is_counted_and_left(self, group):
        from contactbook.services.settings.sections import save_section

        group.configure(copy_to_top_account=True)
        save_section(group.store(TOP), "mandatory_fields", {"person": ["title"]}, by=a_caller(), now=group.now)
        group.add("acme-corp", EMAIL)
        second = group.add("acme2", EMAIL)
        run = group.sync()
        assert (run.copied, run.refused, group.all(TOP)) == (0, 1, [])
        assert group.tags("acme2", second) == {"multi", SECONDARY}


class TestKeys:
    @pytest.mark.feature("S4.29")
    def test_nothing_that_the_group_keeps_holds_a_plain_value(self, group):
        group.configure(copy_to_top_account=True)
        group.add("acme-corp", EMAIL, PHONE, first_name="Eleni")
        group.add("acme2", EMAIL, PHONE, first_name="Eleni")
        group.sync()
        kept = json.dumps([item for item in group.world.items() if item["pk"]["S"].startswith("GROUP#")])
        assert "match_entry" in kept
        assert not [value for value in (EMAIL, PHONE, "Eleni", "eleni", "Georgiou") if value in kept]

    @pytest.mark.feature("S4.29")
    def test_finding_persons_opens_no_contact(self, group):
        from contactbook.services.sync.surroundings import surroundings_of

        first = group.add("acme-corp", EMAIL)
        group.add("acme2", EMAIL)
        group.follow_stream()
        settings, state = group.group.settings_and_state()
        changes, _ = group.group.page_of_changes(limit=10)
        with count_calls() as calls:
            found = surroundings_of(
                group.group, settings, keys=changes[0].keys, members=[], key_id=state.key_id, crowded_before={}
            )
        assert len(found.children) == 2
        assert first.contact_id in {member.contact_id for member in found.children}
        assert {key[0].split("#")[0] for key in calls.keys} == {"GROUP"}

    @pytest.mark.feature("S4.29")
    def test_a_run_without_the_secrets_gives_the_same_tags(self, group):
        first, second = group.add("acme-corp", EMAIL), group.add("acme2", EMAIL)
        group.sync()
        group.deal("acme2", second, "tour")
        group.follow_stream()
        without_secrets(group, {"current": "1", "1": "another secret altogether" * 2})
        try:
            run = group.sync()
        finally:
            without_secrets(group, json.loads(SECRET))
        assert (run.full, run.contacts_tagged) == (False, 2)
        assert group.tags("acme-corp", first) == {"multi", SECONDARY}

    def test_two_groups_hash_the_same_value_differently(self, group):
        from contactbook.services.base.stores import open_group

        one, other = group.group, open_group("zenith")
        assert one.match_keys(["email:a@example.com"], ["1"]) != other.match_keys(["email:a@example.com"], ["1"])

    def test_a_new_secret_is_taken_up_by_the_next_run_and_the_old_one_goes(self, group):
        first, second = group.add("acme-corp", EMAIL), group.add("acme2", EMAIL)
        group.sync()
        rotated = {**json.loads(SECRET), "current": "2", "2": "fedcba9876543210" * 4}
        without_secrets(group, rotated)
        try:
            third = group.add("other", EMAIL)
            run = group.sync()
            assert run.full_because == ("keys_rotated",)
            assert group.tags("other", third) == {"multi", SECONDARY}
            assert group.tags("acme-corp", first) == {"multi", PRIMARY}
            entries = [item["pk"]["S"] for item in group.world.items() if item["kind"]["S"] == "match_entry"]
            assert {entry.split("#MATCH#")[1].split(".")[0] for entry in entries} == {"2"}
            group.delete("acme2", second)
            group.delete("other", third)
            assert not group.sync().full
            assert group.tags("acme-corp", first) == set()
        finally:
            without_secrets(group, json.loads(SECRET))


def without_secrets(group: Group, instead: dict[str, str]) -> None:
    """Give the running functions other key material."""
    group.world.put_secret(json.dumps(instead))
    secrets.key_ring.cache_clear()
