"""Re-consent runs in the table."""

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.versions import next_version
from contactbook.domain.consent.reconsent import ReconsentRun
from contactbook.services.base.stores import open_store
from contactbook.storage.base import table
from tests.builders.contacts import NOW, USER


def a_run(run_id: str) -> ReconsentRun:
    return ReconsentRun(run_id=run_id, form_attachment_id="att_1", started_at=NOW, started_by=USER)


def started(*run_ids: str):
    store = open_store("acme")
    for version, run_id in enumerate(run_ids):
        table.transact(store.reconsents.start_writes(a_run(run_id), replacing=version))
    return store


def test_a_tenant_without_runs_has_no_latest_run(world):
    assert started().reconsents.latest() == (None, 0)


def test_the_run_that_was_started_last_is_the_latest(world):
    store = started("run_1", "run_2")
    assert store.reconsents.latest() == (a_run("run_2"), 2)
    assert store.reconsents.get("run_1") == a_run("run_1")


def test_only_one_of_two_runs_that_start_at_the_same_time_starts(world):
    store = started("run_1")
    with pytest.raises(ConcurrentUpdate):
        table.transact(store.reconsents.start_writes(a_run("run_2"), replacing=0))
    with pytest.raises(NotFound):
        store.reconsents.get("run_2")


def test_progress_is_saved_on_the_version_that_was_read(world):
    store = started("run_1")
    store.reconsents.save(next_version(a_run("run_1"), asked=3), replacing=1)
    with pytest.raises(ConcurrentUpdate):
        store.reconsents.save(next_version(a_run("run_1"), asked=5), replacing=1)
    assert store.reconsents.get("run_1").asked == 3
