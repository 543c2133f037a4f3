"""The repository of runs and their slices."""

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.versions import next_version
from contactbook.storage.base import table
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.runs.runs import RunRepository, SliceExists
from tests.aws_in_process.aws import World
from tests.builders.communications import RUN, a_run, a_slice

LATER = "run_01KJPWD6M1FJM1VKSF48MW5Z9B"


@pytest.fixture
def runs(world: World) -> RunRepository:
    return RunRepository(TenantKeys("acme"))


def test_a_saved_run_is_read_again(runs: RunRepository) -> None:
    table.transact([runs.add_of(a_run())])

    assert runs.get(RUN) == a_run()
    with pytest.raises(NotFound):
        runs.get(LATER)
    assert RunRepository(TenantKeys("acme-corp")).find(RUN) is None


def test_pages_are_newest_first(runs: RunRepository) -> None:
    table.transact([runs.add_of(a_run()), runs.add_of(a_run(LATER))])

    first, after = runs.page(limit=1, after=None)
    second, _ = runs.page(limit=1, after=after)

    assert [found.run_id for found in (*first, *second)] == [LATER, RUN]


def test_only_the_previous_version_of_a_run_is_replaced(runs: RunRepository) -> None:
    table.transact([runs.add_of(a_run())])
    runs.save(next_version(a_run(), paused_because="quota"))

    with pytest.raises(ConcurrentUpdate):
        runs.save(next_version(a_run(), paused_because="other"))


def test_a_slice_is_added_once(runs: RunRepository) -> None:
    runs.add_slice(a_slice(3))

    with pytest.raises(SliceExists) as refused:
        runs.add_slice(a_slice(3, after={"pk": "p"}))
    assert refused.value.stored == runs.find_slice(RUN, 3) == a_slice(3)
    assert runs.find_slice(RUN, 4) is None


def test_only_the_previous_version_of_a_slice_is_replaced(runs: RunRepository) -> None:
    runs.add_slice(a_slice())
    runs.save_slice(next_version(a_slice(), after={"pk": "p"}))

    with pytest.raises(ConcurrentUpdate):
        runs.save_slice(next_version(a_slice(), after={"pk": "q"}))


def test_a_key_names_its_run_or_its_slice(runs: RunRepository) -> None:
    keys = TenantKeys("acme")
    of_run, of_slice = keys.item("NOTIFICATION-RUNS", "ALL", RUN), keys.item("NOTIFICATION-RUN", RUN, "SLICE#00000012")

    assert (runs.run_id_in(of_run), runs.slice_in(of_run)) == (RUN, None)
    assert (runs.run_id_in(of_slice), runs.slice_in(of_slice)) == (None, (RUN, 12))
