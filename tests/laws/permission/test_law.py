"""Permission is what a person said: over random histories nothing raises a permission but a yes of the person (S5.3, S5.4)."""

import pytest

from tests.aws_in_process.aws import World
from tests.laws.permission.machine import run_histories


@pytest.mark.feature("S5.1", "S5.3", "S5.4", "S5.9", "S2.46", "S2.52")
@pytest.mark.parametrize(
    ("seeds", "steps"),
    [
        pytest.param(range(3), 30, id="a slice"),
        *(
            pytest.param(range(start, start + 500), 50, id=f"500 histories from {start}", marks=pytest.mark.torture)
            for start in range(0, 10_000, 500)
        ),
    ],
)
def test_no_history_loses_a_no(world: World, seeds: range, steps: int) -> None:
    assert run_histories(world, seeds, steps) > 0, "histories that send nothing show nothing"
