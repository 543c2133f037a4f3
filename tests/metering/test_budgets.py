"""What an operation costs stays within its budget, exactly; a cheaper one lowers its budget."""

import tomllib
from pathlib import Path

import pytest

from benchmarks import month
from benchmarks.month import MONTH
from benchmarks.units import SES_PRICE, price_of
from tests.metering.catalogue import OPERATIONS
from tests.metering.operations import Cost

BUDGETS = tomllib.loads((Path(__file__).resolve().parents[2] / "benchmarks" / "budgets.toml").read_text())


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_costs_no_more_than_its_budget(world, name):
    cost, budget = OPERATIONS[name](world), BUDGETS[name]
    spent = {part: getattr(cost, part) for part in budget}
    assert all(spent[part] <= most for part, most in budget.items()), f"{spent} is more than {budget}"


@pytest.mark.feature("S3.4")
def test_a_recipient_with_its_feedback_costs_less_than_a_twentieth_of_what_ses_takes():
    shares = {"recipient_of_a_run": 1.0} | {
        name: one.count / MONTH["recipient_of_a_run"].count for name, one in MONTH.items() if "message" in name
    }
    assert list(shares)[1:] == ["delivery_of_a_message", "bounce_of_a_message", "complaint_of_a_message"]
    spent = sum(share * price_of(Cost(**({"index_writes": 0} | BUDGETS[name]))) for name, share in shares.items())
    assert spent <= 0.05 * SES_PRICE


def test_the_first_month_of_a_million_contacts_costs_no_more_than_its_budget():
    assert MONTH.keys() <= BUDGETS.keys()
    assert month.MOST - 1 < month.total() <= month.MOST


def test_a_dearer_operation_makes_the_month_fail(monkeypatch):
    dearer = {**BUDGETS, "recipient_of_a_run": {**BUDGETS["recipient_of_a_run"], "writes": 6.12}}
    monkeypatch.setattr("benchmarks.month.tomllib.loads", lambda _: dearer)
    with pytest.raises(AssertionError, match="may cost"):
        month.run()


def test_every_operation_has_a_budget_and_every_budget_its_operation():
    assert list(BUDGETS) == list(OPERATIONS)
