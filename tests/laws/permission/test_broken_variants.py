"""The machine finds what is broken: each variant of the product loses a no in one way, and histories must show it."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pkgutil import resolve_name
from unittest.mock import patch

import pytest

from tests.aws_in_process.aws import World
from tests.laws.permission.history import Step
from tests.laws.permission.machine import LawBrokenError, prepared, run_history
from tests.laws.permission.variants import VARIANTS, Variant

# Short histories of a few kinds of steps, for `make test`. If the steps change, another seed finds it: one of these must.
STEPS, SEEDS = 16, range(60)
# Histories of all steps, for `make torture`.
ALL_SEEDS = range(1_000)


@contextmanager
def broken(variant: Variant) -> Iterator[None]:
    """Break the product in this way while the body runs."""
    with ExitStack() as patches:
        for target, breaks in variant.broken.items():
            full = target.removeprefix("functions:") if target.startswith("functions:") else f"contactbook.{target}"
            patches.enter_context(patch(full, breaks(resolve_name(full))))
        yield


def run_all(world: World, seeds: Iterable[int | None], steps: int, among: Collection[Step] = ()) -> None:
    tenant = prepared(world)
    for seed in seeds:
        if seed is not None:
            run_history(world, tenant, seed, steps, among=among)


@pytest.mark.feature("S5.3", "S5.4")
@pytest.mark.parametrize("name", VARIANTS)
def test_a_short_history_shows_every_broken_variant(world: World, name: str) -> None:
    variant = VARIANTS[name]
    with broken(variant), pytest.raises(LawBrokenError):
        run_all(world, (variant.seed, *SEEDS), STEPS, variant.among)


@pytest.mark.torture
@pytest.mark.feature("S5.3", "S5.4")
@pytest.mark.parametrize("name", VARIANTS)
def test_the_machine_finds_every_broken_variant(world: World, name: str) -> None:
    variant = VARIANTS[name]
    with broken(variant), pytest.raises(LawBrokenError):
        run_all(world, (variant.found_by, *ALL_SEEDS), 50)
