"""The races find a lost update: two workers read a counter, both add to what they read, and one addition is lost."""

from functools import partial
from typing import Any

import pytest
from botocore.exceptions import BotoCoreError, ClientError

from tests.aws_in_process.aws import World
from tests.faults.exploring import RaceFailedError, Scenario, Schedule, explore, explore_all, many_seeds
from tests.faults.faults import Fault, every_injection

KEY = {"pk": {"S": "counter"}, "sk": {"S": "x"}}
ADDITIONS = 3


class Counter:
    """A toy counter. The careful version writes only over the value it read, and reads again after a failure."""

    def __init__(self, dynamodb: Any, *, careful: bool) -> None:
        self.dynamodb, self.careful = dynamodb, careful

    def value(self) -> int:
        item = self.dynamodb.get_item(TableName="contactbook", Key=KEY, ConsistentRead=True).get("Item")
        return int(item["value"]["N"]) if item else 0

    def add(self) -> None:
        while True:
            value = self.value()
            try:
                self._write(value, value + 1)
            except self.dynamodb.exceptions.ConditionalCheckFailedException:
                continue
            return

    def add_all(self, times: int = ADDITIONS) -> None:
        for _ in range(times):
            self.add()

    def _write(self, old: int, new: int) -> None:
        condition: dict[str, Any] = {"ConditionExpression": "attribute_not_exists(pk)"}
        if old:
            condition = {"ConditionExpression": "#v = :old", "ExpressionAttributeValues": {":old": {"N": str(old)}}}
            condition["ExpressionAttributeNames"] = {"#v": "value"}
        item = {**KEY, "value": {"N": str(new)}}
        self.dynamodb.put_item(TableName="contactbook", Item=item, **(condition if self.careful else {}))


def race_of(world: World, *, careful: bool, times: int = ADDITIONS) -> Scenario:
    counter = Counter(world.client("dynamodb"), careful=careful)

    def scenario(schedule: Schedule) -> None:
        world.reset()
        schedule.run({name: partial(counter.add_all, times) for name in ("first", "second")})
        assert counter.value() == 2 * times

    return scenario


def test_a_write_without_a_condition_loses_an_update(world: World) -> None:
    with pytest.raises(RaceFailedError, match=r"first: dynamodb.GetItem\n(.*\n)*  second: dynamodb.PutItem"):
        explore(race_of(world, careful=False), seeds=range(20))


@many_seeds(200, torture=10_000)
def test_a_conditional_write_loses_no_update_under_any_seed(world: World, seeds: range) -> None:
    assert len(explore(race_of(world, careful=True), seeds).orders) > 100


def test_a_conditional_write_loses_no_update_in_any_interleaving(world: World) -> None:
    explored = explore_all(race_of(world, careful=True, times=1))
    assert explored.complete
    assert len(explored.orders) == explored.runs


@many_seeds(100, torture=2000)
def test_a_worker_that_dies_loses_nothing_of_the_others(world: World, seeds: range) -> None:
    counter = Counter(world.client("dynamodb"), careful=True)

    def scenario(schedule: Schedule) -> None:
        injection = schedule.random.choice(list(every_injection(2 * ADDITIONS, faults=[Fault.DEATH], worker="first")))
        world.reset()
        outcome = schedule.run(
            {"first": counter.add_all, "second": counter.add_all}, injection, may_raise=[ClientError, BotoCoreError]
        )
        assert outcome.died <= {"first"}
        assert ADDITIONS <= counter.value() <= 2 * ADDITIONS

    explore(scenario, seeds)
