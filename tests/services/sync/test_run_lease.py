"""A run of several slices: its progress, and who may write for it."""

from datetime import timedelta

import pytest

from contactbook.domain.sync.messages import TenantSyncMessage
from contactbook.domain.sync.runs import SyncRunDraft
from contactbook.services.sync import job
from contactbook.services.sync.job import run_tenant_sync
from contactbook.services.sync.requests import administration
from contactbook.services.sync.run_lease import LeaseLost
from contactbook.services.sync.run_start import take_lease
from tests.aws_in_process.http import LambdaContext
from tests.builders.contacts import a_caller
from tests.builders.sync import TOP, add_shared_persons


class NoTime(LambdaContext):
    remaining = 1


class TestSlices:
    def test_a_run_goes_on_where_its_time_was_over(self, group, monkeypatch):
        monkeypatch.setattr("contactbook.services.sync.full_run.steps._PAGE", 2)
        add_shared_persons(group, 5)
        group.follow_stream()
        run = administration.request_run(group.store(TOP), SyncRunDraft(), by=a_caller(), now=group.now)
        group.work(NoTime())
        done = administration.read_run(group.store(TOP), run.sync_run_id)
        assert (done.state, done.contacts_tagged, done.contacts_seen, done.tags_added) == ("finished", 10, 10, 20)
        assert all(len(tags) == 2 for tags in group.every_tag().values())

    def test_progress_shows_while_it_runs(self, group, monkeypatch):
        monkeypatch.setattr("contactbook.services.sync.full_run.steps._PAGE", 2)
        add_shared_persons(group, 5)
        group.follow_stream()
        run = administration.request_run(group.store(TOP), SyncRunDraft(), by=a_caller(), now=group.now)
        seen = []
        while records := group.world.take_messages("tenant_sync"):
            run_tenant_sync(TenantSyncMessage.model_validate_json(records[0]["body"]), group.now, lambda: False)
            now = administration.read_run(group.store(TOP), run.sync_run_id)
            seen.append((now.state, now.contacts_seen))
        assert {("running", 0), ("running", 2), ("running", 7), ("running", 10), ("finished", 10)} <= set(seen)

    def test_a_message_delivered_twice_does_nothing_twice(self, group):
        add_shared_persons(group, 2)
        group.follow_stream()
        run = administration.request_run(group.store(TOP), SyncRunDraft(), by=a_caller(), now=group.now)
        message = TenantSyncMessage.model_validate_json(group.world.take_messages("tenant_sync")[0]["body"])
        for _ in range(2):
            run_tenant_sync(message, group.now, lambda: True)
        done = administration.read_run(group.store(TOP), run.sync_run_id)
        assert (done.contacts_tagged, done.tags_added) == (4, 8)

    def test_a_later_run_takes_over_and_the_late_worker_writes_nothing_more(self, group):
        add_shared_persons(group, 1)
        group.follow_stream()
        store = group.group
        old = administration.request_run(group.store(TOP), SyncRunDraft(), by=a_caller(), now=group.now)
        late = take_lease(store, store.runs.get(old.sync_run_id), group.now)
        assert late
        group.world.take_messages("tenant_sync")
        group.now += timedelta(days=1)
        new = administration.request_run(group.store(TOP), SyncRunDraft(), by=a_caller(), now=group.now)
        group.work()
        tags = group.every_tag()
        with pytest.raises(LeaseLost):
            job._work(late, lambda: True)
        assert group.every_tag() == tags
        runs = {run.sync_run_id: run for run in administration.page_of_runs(group.store(TOP), limit=10, after=None)[0]}
        assert (runs[old.sync_run_id].state, runs[new.sync_run_id].state) == ("superseded", "finished")
        # The run that was taken over was a full one, so the one that took over is.
        assert runs[new.sync_run_id].full

    def test_a_full_run_that_was_taken_over_stays_owed(self, group):
        group.sync()
        old = administration.request_run(group.store(TOP), SyncRunDraft(full=True), by=a_caller(), now=group.now)
        group.world.take_messages("tenant_sync")

        take_lease(group.group, group.group.runs.get(old.sync_run_id), group.now)
        assert group.sync().full_because == ("owed",)
        assert not group.sync().full
