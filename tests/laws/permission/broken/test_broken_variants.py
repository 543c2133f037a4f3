"""The machine finds what is broken: each variant of the product loses a no in one way, and histories must show it."""

import pytest

from tests.aws_in_process.aws import World
from tests.laws.permission.broken.breaking import broken
from tests.laws.permission.broken.seeds import FOUND_BY
from tests.laws.permission.broken.variants import VARIANTS
from tests.laws.permission.machine import LawBrokenError, prepared, run_histories, run_path

# Short histories, for `make test`. If the steps change, another seed finds it: one of these must.
SEEDS = range(60)
# Histories of all steps, for `make torture`.
ALL_SEEDS = range(1_000)


@pytest.mark.feature("S5.3", "S5.4")
@pytest.mark.parametrize("name", [name for name, variant in VARIANTS.items() if variant.seed is not None])
def test_a_short_history_shows_every_broken_variant(world: World, name: str) -> None:
    variant = VARIANTS[name]
    tenant = prepared(world)

    def look_for_it() -> None:
        for seed in (variant.seed or 0, *SEEDS):
            run_path(world, tenant, seed, variant.path)

    with broken(variant.broken), pytest.raises(LawBrokenError):
        look_for_it()


@pytest.mark.torture
@pytest.mark.feature("S5.3", "S5.4")
@pytest.mark.parametrize("name", VARIANTS)
def test_the_machine_finds_every_broken_variant(world: World, name: str) -> None:
    variant = VARIANTS[name]
    known = (FOUND_BY[name],) if name in FOUND_BY else ()
    with broken(variant.broken), pytest.raises(LawBrokenError):
        run_histories(world, (*known, *ALL_SEEDS))
