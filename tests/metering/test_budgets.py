"""What an operation costs stays within its budget, exactly; a cheaper one lowers its budget."""

import tomllib
from pathlib import Path

import pytest

from tests.metering.catalogue import OPERATIONS

BUDGETS = tomllib.loads((Path(__file__).resolve().parents[2] / "benchmarks" / "budgets.toml").read_text())


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_costs_no_more_than_its_budget(world, name, monkeypatch):
    # On a busy machine an operation can take longer than the settings are kept, and would read them once more.
    monkeypatch.setattr("contactbook.storage.settings.sections.CACHE_SECONDS", 3600.0)
    cost, budget = OPERATIONS[name](world), BUDGETS[name]
    spent = {part: getattr(cost, part) for part in budget}
    assert all(spent[part] <= most for part, most in budget.items()), f"{spent} is more than {budget}"


def test_every_operation_has_a_budget_and_every_budget_its_operation():
    assert list(BUDGETS) == list(OPERATIONS)
