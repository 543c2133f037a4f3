"""Name-day runs and the daily progress in the table."""

from datetime import date

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.name_days.runs import NameDayProgress, NameDayRun
from contactbook.services.base.stores import open_store
from contactbook.storage.base import table
from tests.builders.contacts import NOW

RUN = NameDayRun(run_id="ndr_1", apply_to="all", started_at=NOW)


def test_a_run_is_saved_on_its_previous_version(world):
    runs = open_store("acme").name_day_runs
    table.transact([runs.add_of(RUN)])
    runs.save(next_version(RUN, contacts=3))
    with pytest.raises(ConcurrentUpdate):
        runs.save(next_version(RUN, contacts=5))
    assert runs.get("ndr_1").contacts == 3


def test_a_run_that_does_not_exist_is_not_found(world):
    with pytest.raises(NotFound):
        open_store("acme").name_day_runs.get("ndr_1")


def test_progress_begins_empty_and_is_saved_on_its_previous_version(world):
    runs = open_store("acme").name_day_runs
    assert runs.progress() == NameDayProgress()
    done = next_version(NameDayProgress(), celebrated_on=date(2026, 3, 2))
    runs.save_progress(done)
    with pytest.raises(ConcurrentUpdate):
        runs.save_progress(with_fields(done, rules_ran_on=date(2026, 3, 2)))
    assert runs.progress() == done
