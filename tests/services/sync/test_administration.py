"""The sync's settings and runs, for the top account."""

import pytest

from contactbook.config import config
from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.sync.messages import TenantSyncMessage
from contactbook.domain.sync.runs import SyncRunDraft
from contactbook.domain.sync.settings import SyncSettingsDraft
from contactbook.domain.sync.tags import PRIMARY, SECONDARY
from contactbook.gateways import queues
from contactbook.services.sync.requests import administration
from tests.builders.contacts import a_caller
from tests.builders.sync import TOP, add_shared_persons

EMAIL = "eleni@example.com"


class TestWhoRuns:
    @pytest.mark.feature("S4.2")
    @pytest.mark.parametrize("tenant_id", ["acme-corp", "acme2"])
    def test_a_child_account_is_refused(self, group, tenant_id):
        store = group.store(tenant_id)
        for attempt in (
            lambda: administration.read_settings(store),
            lambda: administration.save_settings(store, SyncSettingsDraft(), by=a_caller(), now=group.now),
            lambda: administration.request_run(store, SyncRunDraft(), by=a_caller(), now=group.now),
            lambda: administration.page_of_shared_persons(store, limit=1, after=None, by=a_caller(), now=group.now),
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
        changes = administration.page_of_run_changes(
            group.store(TOP), run.sync_run_id, limit=100, after=None, by=a_caller(), now=group.now
        )[0]
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
        add_shared_persons(group, 3)
        planned = group.sync(dry_run=True)
        done = group.sync()
        assert not planned.full
        assert (planned.contacts_tagged, planned.tags_added, planned.accounts) == (6, 12, done.accounts)
