"""The machine finds what is broken: each variant of the product goes wrong in one way, and histories must show it."""

import pytest

from tests.aws_in_process.aws import World
from tests.laws.permission.broken.breaking import broken
from tests.laws.sync.machine import LawBrokenError, run_histories, run_path
from tests.laws.sync.test_law import LENGTH
from tests.laws.sync.variants import VARIANTS

# Short histories, for `make test`. If the steps change, another seed finds it: one of these must.
SEEDS = range(40)
# Histories of all steps, for `make torture`.
ALL_SEEDS = range(400)


@pytest.mark.feature("S4.6", "S4.24")
@pytest.mark.parametrize("name", VARIANTS)
def test_a_short_history_shows_every_broken_variant(world: World, name: str) -> None:
    variant = VARIANTS[name]

    def look_for_it() -> None:
        for seed in (variant.seed, *SEEDS):
            run_path(world, seed, variant.path)

    with broken(variant.broken), pytest.raises(LawBrokenError):
        look_for_it()


@pytest.mark.torture
@pytest.mark.feature("S4.6", "S4.24")
@pytest.mark.parametrize("name", VARIANTS)
def test_the_machine_finds_every_broken_variant(world: World, name: str) -> None:
    with broken(VARIANTS[name].broken), pytest.raises(LawBrokenError):
        run_histories(world, ALL_SEEDS, LENGTH)
