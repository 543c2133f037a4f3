"""The stored runs of a tenant group's sync."""

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.versions import next_version
from contactbook.domain.sync.runs import SyncChange, SyncRun
from contactbook.storage.base import table
from tests.builders.contacts import NOW, USER


def a_run(run_id: str = "syn_1") -> SyncRun:
    return SyncRun(sync_run_id=run_id, requested_by=USER, created_at=NOW)


def test_a_saved_run_is_read_as_it_was(group):
    table.put(group.runs.put_of(a_run()))
    assert group.runs.get("syn_1") == a_run()


def test_a_missing_run_is_none_or_not_found(group):
    assert group.runs.find("syn_9") is None
    with pytest.raises(NotFound):
        group.runs.get("syn_9")


def test_only_the_next_version_replaces_a_run(group):
    table.put(group.runs.put_of(a_run()))
    second = next_version(a_run(), changes_seen=1)
    table.put(group.runs.put_of(second))
    with pytest.raises(ConcurrentUpdate):
        table.put(group.runs.put_of(next_version(a_run(), changes_seen=2)))
    assert group.runs.get("syn_1") == second


def test_runs_are_paged_newest_first(group):
    for number in range(3):
        table.put(group.runs.put_of(a_run(f"syn_{number}")))
    first, after = group.runs.page(limit=2, after=None)
    second, _ = group.runs.page(limit=2, after=after)
    assert [run.sync_run_id for run in (*first, *second)] == ["syn_2", "syn_1", "syn_0"]


def test_changes_of_a_dry_run_are_stored_once_a_contact(group):
    changes = [SyncChange(tenant_id="acme-corp", contact_id=contact_id, add=("multi",)) for contact_id in ("con_1", "con_2")]
    group.runs.save_changes("syn_1", changes)
    group.runs.save_changes("syn_1", changes)
    assert group.runs.page_of_changes("syn_1", limit=10, after=None) == (changes, None)
