"""What operations cost in DynamoDB's units, measured exactly. `month.py` adds up a month from them."""

import os

from benchmarks.month import PRICES
from tests.aws_in_process.aws import ENVIRONMENT, moto_world
from tests.metering.catalogue import OPERATIONS
from tests.metering.operations import Cost

# What SES takes for one message.
SES_PRICE = 0.0001


def run() -> list[str]:
    """Return the lines to print: each operation's cost."""
    os.environ.update(ENVIRONMENT)
    with moto_world() as world:
        costs = {name: operation(world) for name, operation in OPERATIONS.items()}
    return [_line(name, cost) for name, cost in costs.items()]


def price_of(cost: Cost) -> float:
    """Return the price of one operation in US dollars."""
    return (cost.writes + cost.index_writes) * PRICES["write unit"] + cost.reads * PRICES["read unit"]


def _line(name: str, cost: Cost) -> str:
    return f"{name}: {cost.requests} requests, {cost.writes} + {cost.index_writes} write units, {cost.reads} read units"
