"""Permission is what a person said: over random histories nothing raises a permission but a yes of the person (S5.3, S5.4).

The slice of `make test` is in `test_known.py`. A block that failed, or was not run yet, is run alone by its name:
`make torture ARGS="-k histories_from_4500"`.
"""

import pytest

from tests.aws_in_process.aws import World
from tests.laws.permission.machine import run_histories

BLOCK, ALL, STEPS = 250, 10_000, 50


@pytest.mark.torture
@pytest.mark.feature("S5.1", "S5.3", "S5.4", "S5.9", "S2.46", "S2.52")
@pytest.mark.parametrize("start", [pytest.param(one, id=f"histories_from_{one}") for one in range(0, ALL, BLOCK)])
def test_no_history_loses_a_no(world: World, start: int) -> None:
    assert run_histories(world, range(start, start + BLOCK), STEPS) > 0, "histories that send nothing show nothing"
