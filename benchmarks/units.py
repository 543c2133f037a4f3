"""What operations cost in DynamoDB's units, measured exactly, and what a month of one million contacts comes to.

The month is a model: so many operations of each kind, at the measured units and AWS's on-demand prices. SES, storage, Lambda and
alarms are not part of it.
"""

import os
from collections.abc import Mapping

from tests.aws_in_process.aws import ENVIRONMENT, moto_world
from tests.metering.catalogue import OPERATIONS
from tests.metering.operations import Cost

# US dollars a million units, on demand, in November 2026.
WRITE_PRICE, READ_PRICE = 0.625, 0.125
# What SES takes for one message.
SES_PRICE = 0.0001
# How often each operation happens in a month with one million contacts.
MONTH: Mapping[str, int] = {
    "create_a_person_under_1_rule": 20_000,
    "stream_of_a_create": 20_000,
    "change_of_a_field": 300_000,
    "read_of_a_profile": 600_000,
    "merge_of_two": 2_000,
    "save_of_lists": 20_000,
    "recipient_of_a_run": 4_000_000,
    "delivery_of_a_message": 3_920_000,
    "bounce_of_a_message": 80_000,
    "complaint_of_a_message": 4_000,
    "look_at_a_run": 50_000,
    "row_of_an_import": 100_000,
}


def run() -> list[str]:
    """Return the lines to print: each operation's cost, then the month."""
    os.environ.update(ENVIRONMENT)
    with moto_world() as world:
        costs = {name: operation(world) for name, operation in OPERATIONS.items()}
    lines = [_line(name, cost) for name, cost in costs.items()]
    return [*lines, *month_of(costs)]


def month_of(costs: Mapping[str, Cost]) -> list[str]:
    """Return what a month costs, by operation and in all."""
    dollars = {name: count * price_of(costs[name]) for name, count in MONTH.items()}
    lines = [f"month: {MONTH[name]:>9,} x {name}: ${spent:.2f}" for name, spent in dollars.items()]
    return [*lines, f"month of one million contacts, 4 million emails, beside SES: ${sum(dollars.values()):.2f}"]


def price_of(cost: Cost) -> float:
    """Return the price of one operation in US dollars."""
    return ((cost.writes + cost.index_writes) * WRITE_PRICE + cost.reads * READ_PRICE) / 1_000_000


def _line(name: str, cost: Cost) -> str:
    return f"{name}: {cost.requests} requests, {cost.writes} + {cost.index_writes} write units, {cost.reads} read units"
