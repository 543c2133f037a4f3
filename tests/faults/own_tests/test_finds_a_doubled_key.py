"""The races find a doubled unique key: two workers find an email free, and both register it."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from botocore.exceptions import BotoCoreError, ClientError

from tests.aws_in_process.aws import World
from tests.faults.exploring import RaceFailedError, Scenario, Schedule, explore, explore_all
from tests.faults.faults import every_injection

EMAIL = "eleni@example.com"
Register = Callable[[Any, str], None]


class TakenError(Exception):
    """Another contact has this email."""


def register_after_a_look(dynamodb: Any, contact: str) -> None:
    """Register after a query. This is broken: another worker may register in between."""
    found = dynamodb.query(
        TableName="contactbook",
        IndexName="gsi1",
        KeyConditionExpression="gsi1pk = :email",
        ExpressionAttributeValues={":email": {"S": EMAIL}},
    )
    if found["Items"]:
        raise TakenError
    item = {"pk": {"S": contact}, "sk": {"S": "PROFILE"}, "gsi1pk": {"S": EMAIL}, "gsi1sk": {"S": contact}}
    dynamodb.put_item(TableName="contactbook", Item=item)


def register_with_a_claim(dynamodb: Any, contact: str) -> None:
    """Register the contact and a claim on the email in one transaction. This is correct."""
    claim = {"pk": {"S": f"UNIQUE#{EMAIL}"}, "sk": {"S": "CLAIM"}, "owner": {"S": contact}}
    profile = {"pk": {"S": contact}, "sk": {"S": "PROFILE"}, "gsi1pk": {"S": EMAIL}, "gsi1sk": {"S": contact}}
    actions = [
        {"Put": {"TableName": "contactbook", "Item": item, "ConditionExpression": "attribute_not_exists(pk)"}}
        for item in (claim, profile)
    ]
    try:
        dynamodb.transact_write_items(TransactItems=actions)
    except dynamodb.exceptions.TransactionCanceledException as cancelled:
        if "ConditionalCheckFailed" in {reason["Code"] for reason in cancelled.response["CancellationReasons"]}:
            raise TakenError from cancelled
        raise


def registered(world: World) -> list[str]:
    return [item["pk"]["S"] for item in world.items() if item["sk"] == {"S": "PROFILE"}]


def race_of(world: World, register: Register) -> Scenario:
    def scenario(schedule: Schedule) -> None:
        world.reset()
        workers = {name: partial(register, world.client("dynamodb"), name) for name in ("first", "second", "third")}
        outcome = schedule.run(workers, may_raise=[TakenError])
        assert len(registered(world)) == 1
        assert len(outcome.errors) == 2

    return scenario


def test_a_query_before_the_write_registers_one_email_twice(world: World) -> None:
    with pytest.raises(RaceFailedError, match="seed"):
        explore(race_of(world, register_after_a_look), seeds=range(20))


def test_a_claim_in_the_transaction_keeps_an_email_unique(world: World) -> None:
    assert explore_all(race_of(world, register_with_a_claim)).complete


def test_a_claim_keeps_an_email_unique_under_every_fault_and_always_has_an_owner(world: World) -> None:
    register = partial(register_with_a_claim, world.client("dynamodb"))
    workers = {"first": partial(register, "first"), "second": partial(register, "second")}
    clean = Schedule(0).run(workers, may_raise=[TakenError])

    for injection in every_injection(clean.calls_of("first"), worker="first"):

        def scenario(schedule: Schedule) -> None:
            world.reset()
            schedule.run(workers, injection, may_raise=[TakenError, ClientError, BotoCoreError])  # noqa: B023 - runs within this round
            owners = [item["owner"]["S"] for item in world.items(f"UNIQUE#{EMAIL}")]
            assert owners == registered(world)
            assert len(owners) == 1

        assert explore_all(scenario).complete
