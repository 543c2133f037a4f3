"""The machine finds what is broken: each variant of the product loses a no in one way, and some of these histories must show it."""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

import pytest

from tests.aws_in_process.aws import World
from tests.laws.permission.machine import LawBrokenError, prepared, run_history
from tests.laws.permission.tenant import Tenant

CONTACTBOOK = "contactbook."
# If the steps change, another seed finds it: one of these must.
SEEDS = range(40)
Broken = dict[str, Callable[..., Any]]


def _nothing(*_: Any, **__: Any) -> None:
    return None


def _as_it_was_before(before: Any, *_: Any) -> Any:
    """The contact as it was in the merge's own records: what was said since is forgotten."""
    return before


# What is broken: each function of the product, and what it does instead. Then the seed that was the first to show it.
VARIANTS: dict[str, tuple[Broken, int]] = {
    "the save keeps no no": ({"domain.permissions.topics.with_nos_kept": lambda _, after: after}, 10),
    "a no at an address reaches no other contact": (
        {
            "services.refusals.following.mark_holders": _nothing,
            "services.sending.feedback.mark_holders": _nothing,
        },
        0,
    ),
    "the undo of a merge forgets": ({"domain.merges.undo._settled": _as_it_was_before}, 8),
    "an import's yes passes": ({"domain.permissions.standing.answers": lambda *_: True}, 10),
    "arming does not check the contact": (
        {"services.decisions.deciding.Decider.checks": lambda *_: []},
        0,
    ),
    "nobody looks up what a new contact's address refuses": (
        {"services.decisions.suppressions.refused_addresses": lambda *_: {}},
        0,
    ),
}


def run_all(world: World, tenant: Tenant, seeds: Iterable[int]) -> None:
    for seed in seeds:
        run_history(world, tenant, seed)


@pytest.mark.feature("S5.3", "S5.4")
@pytest.mark.parametrize("name", VARIANTS)
def test_the_machine_finds_every_broken_variant(world: World, name: str) -> None:
    broken, found_by = VARIANTS[name]
    tenant = prepared(world)
    with ExitStack() as patches:
        for target, instead in broken.items():
            patches.enter_context(patch(f"{CONTACTBOOK}{target}", instead))
        with pytest.raises(LawBrokenError):
            run_all(world, tenant, [found_by, *SEEDS])
