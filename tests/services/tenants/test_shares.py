"""Shares of requests over several environments, and places for jobs that are left, lost and taken over (S8.4)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from benchmarks.shares import Installation, served_of_others, simulated
from contactbook.domain.base.errors import StorageUnavailable, TenantBusy
from contactbook.services.base.stores import open_store
from contactbook.services.tenants.shares import RequestShares, job_slot
from contactbook.storage.tenants.use import UseRepository
from tests.aws_in_process.aws import World
from tests.faults.exploring import Schedule, explore, many_seeds

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
UNTIL = NOW + timedelta(minutes=15)
BEGINNING = 1_000_000.0


def served(shares: RequestShares, count: int, *, tenant_id: str = "acme", seconds: float = BEGINNING) -> int:
    """Ask so many times; return how many were allowed."""
    allowed = 0
    for _ in range(count):
        try:
            shares.use_one(open_store(tenant_id), seconds=seconds)
        except TenantBusy:
            continue
        allowed += 1
    return allowed


@pytest.mark.feature("S8.4")
def test_a_busy_tenant_is_refused_until_the_window_ends_and_others_are_not(world: World) -> None:
    shares = RequestShares(per_second=4)
    # One lot of 2 is free; the window has 40.
    assert served(shares, 100) == 42
    with pytest.raises(TenantBusy) as refused:
        shares.use_one(open_store("acme"), seconds=BEGINNING + 3)
    assert (refused.value.code, refused.value.retry_after) == ("tenant_busy", 7)
    assert served(shares, 40, tenant_id="other") == 40
    assert served(shares, 100, seconds=BEGINNING + 10) == 40


def test_environments_share_one_count(world: World) -> None:
    environments = [RequestShares(per_second=4) for _ in range(5)]
    assert sum(served(environment, 100) for environment in environments) == 40 + 5 * 2


def test_a_quiet_tenant_costs_no_request_to_the_store(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(UseRepository, "take_requests", None)
    assert served(RequestShares(per_second=40), 20) == 20


def test_a_store_that_does_not_answer_refuses_nobody(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def unavailable(*_: Any) -> int:
        raise StorageUnavailable("The database did not answer.")

    monkeypatch.setattr(UseRepository, "take_requests", unavailable)
    assert served(RequestShares(per_second=4), 100) == 100


def test_an_environment_forgets_tenants_of_earlier_windows(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contactbook.services.tenants.shares._REMEMBERED", 3)
    shares = RequestShares(per_second=4)
    for number in range(10):
        served(shares, 1, tenant_id=f"tenant-{number}", seconds=BEGINNING + 20 * number)
    assert len(shares._known) <= 3


@pytest.mark.feature("S8.4")
def test_a_busy_tenant_at_a_hundred_times_its_share_takes_little_from_the_others() -> None:
    def after(share: int | None) -> float:
        begun = Installation(share, gateway_rate=500, concurrency=10, tokens=500)
        return served_of_others(simulated(begun, others=10, other_rate=2, busy_rate=400, seconds=15, seed=3))

    assert after(4) > 0.95
    # Without the limit the same load takes most of the environments.
    assert after(None) < 0.8


@pytest.mark.feature("S8.4")
def test_a_tenant_holds_as_many_places_as_it_may_and_leaves_them(world: World) -> None:
    store = open_store("acme")
    with (
        job_slot(store, "imports", most=2, now=NOW, until=UNTIL) as first,
        job_slot(store, "imports", most=2, now=NOW, until=UNTIL) as second,
    ):
        assert (first, second) == (True, True)
        with job_slot(store, "imports", most=2, now=NOW, until=UNTIL) as third:
            assert not third
        with job_slot(open_store("other"), "imports", most=2, now=NOW, until=UNTIL) as of_another:
            assert of_another
        with job_slot(store, "merges", most=2, now=NOW, until=UNTIL) as of_another_kind:
            assert of_another_kind
    with job_slot(store, "imports", most=1, now=NOW, until=UNTIL) as again:
        assert again


def test_a_job_that_fails_leaves_its_place(world: World) -> None:
    store = open_store("acme")
    with pytest.raises(ZeroDivisionError), job_slot(store, "imports", most=1, now=NOW, until=UNTIL):
        raise ZeroDivisionError
    with job_slot(store, "imports", most=1, now=NOW, until=UNTIL) as held:
        assert held


def test_a_place_of_an_environment_that_died_is_free_at_its_time(world: World) -> None:
    store = open_store("acme")
    died = job_slot(store, "imports", most=1, now=NOW, until=UNTIL)
    assert died.__enter__()
    with job_slot(store, "imports", most=1, now=UNTIL, until=UNTIL + timedelta(minutes=15)) as held:
        assert held
        # It was not dead, only late. The place is another's now.
        died.__exit__(None, None, None)
        with job_slot(store, "imports", most=1, now=UNTIL, until=UNTIL + timedelta(minutes=15)) as third:
            assert not third


@pytest.mark.feature("S8.4")
@many_seeds(10, torture=300)
def test_of_two_jobs_in_the_same_millisecond_one_has_the_only_place(world: World, seeds: range) -> None:
    def scenario(schedule: Schedule) -> None:
        running: list[str] = []

        def work() -> None:
            with job_slot(open_store("acme"), f"imports-{schedule.seed}", most=1, now=NOW, until=UNTIL) as has_place:
                if has_place:
                    running.append("one")
                    assert len(running) == 1
                    # The other one goes on meanwhile.
                    open_store("acme").use.slots("imports")
                    running.pop()

        schedule.run({"one": work, "other": work})

    explore(scenario, seeds)
