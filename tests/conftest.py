"""The common fixtures: AWS in process (moto with the guard), emptied before each test, and a fixed time."""

import gc
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.aws_in_process.aws import ENVIRONMENT, World, moto_world
from tests.aws_in_process.moto_inline import inline_way
from tests.checks.isolation import Isolation, watching_functions
from tests.checks.permissions import Permissions
from tests.checks.published_events import PublishedEvents
from tests.faults.taps import short_way, tapped
from tests.repeatable import begin, begin_test, draw_from_the_seed, draw_the_same_examples, stop_the_machines_clock

# Collecting the tests imports modules of the product, which read their environment on import.
os.environ.update(ENVIRONMENT)

# The same examples in every run, and no failure because the machine is busy. `make torture` draws others each time, with
# `--hypothesis-profile random`.
settings.register_profile("same", derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("random", derandomize=False, deadline=None, max_examples=500)
settings.load_profile("same")

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
# What a test leaves is collected less often than Python would, because most of it is freed without that.
gc.set_threshold(20_000, 20, 20)


def pytest_sessionstart() -> None:
    """Leave nothing of a test to chance or to the machine."""
    draw_from_the_seed()
    stop_the_machines_clock()
    if settings.get_current_profile_name() == "same":
        draw_the_same_examples()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    begin_test(item.nodeid)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call(item: pytest.Item) -> None:
    begin(item.nodeid)


def pytest_collection_finish() -> None:
    """Keep every module, which lives to the end of the run, out of the garbage collector's sight."""
    # A process that was forked from one which did so has nothing to keep (`make mutants`).
    if not gc.get_freeze_count():
        gc.collect()
        gc.freeze()


@pytest.fixture(scope="session")
def _world() -> Iterator[World]:
    with (
        moto_world() as world,
        short_way(inline_way(world.guard.lock)),
        tapped(Permissions()),
        tapped(Isolation()),
        tapped(PublishedEvents()),
        watching_functions(),
    ):
        yield world


@pytest.fixture
def world(_world: World) -> World:
    """Return an empty AWS."""
    from contactbook.storage.settings.sections import forget_cached

    _world.reset()
    forget_cached()
    return _world


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def api(world: World) -> Any:
    """Return a user of tenant acme with every scope."""
    from tests.aws_in_process.http import Api

    return Api()
