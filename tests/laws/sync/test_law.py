"""Incremental equals full after any history (S4.24). A block of the torture is run alone by its name: `make torture ARGS="-k sync_from_500"`."""

import pytest

from tests.aws_in_process.aws import World
from tests.laws.sync.machine import FURTHER_FROM, run_histories, run_path
from tests.laws.sync.variants import VARIANTS

# The histories of the torture: how many there are, in blocks, and of how many steps.
BLOCK, ALL, LENGTH = 100, FURTHER_FROM + 200, 30
# One of each kind: both change what contacts match by, and have companies.
SLICE = (8, FURTHER_FROM)
# Paths on which the sync once left two copies of a person, and a copy that outlived its source (decision 0233).
ONCE_BROKEN = ("a source leads to one of its copies", "a source that nobody shares is told to nobody")
FEATURES = ("S4.5", "S4.6", "S4.7", "S4.8", "S4.11", "S4.12", "S4.21", "S4.22", "S4.24", "S4.25", "S4.26", "S4.27", "S4.28")


@pytest.mark.feature(*FEATURES)
def test_a_slice_of_histories_leaves_what_a_full_run_leaves(world: World) -> None:
    assert run_histories(world, SLICE, LENGTH) > 0
    for name in ONCE_BROKEN:
        run_path(world, 0, VARIANTS[name].path)


@pytest.mark.torture
@pytest.mark.feature(*FEATURES)
@pytest.mark.parametrize("start", [pytest.param(one, id=f"sync_from_{one}") for one in range(0, ALL, BLOCK)])
def test_every_history_leaves_what_a_full_run_leaves(world: World, start: int) -> None:
    assert run_histories(world, range(start, start + BLOCK), LENGTH) > 0
