"""The faults find a false 409: the answer to a write is lost, botocore sends again, and the write's own item refuses it."""

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import BotoCoreError, ClientError
from pynamodb.attributes import UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.exceptions import PutError, TransactWriteError
from pynamodb.models import Model
from pynamodb.transactions import TransactWrite

from tests.aws_in_process.aws import REGION, World
from tests.faults.counting import count_calls
from tests.faults.exploring import Schedule
from tests.faults.faults import Fault, Injection, Level, Moment, WorkerDied, every_injection
from tests.faults.injecting import inject


class Contact(Model):
    class Meta:
        table_name = "contactbook"
        region = REGION

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)


class TakenError(Exception):
    """What the caller gets as a 409: another item has this id."""


@pytest.fixture
def connection(world: World) -> Connection:
    connection = Connection(region=REGION)
    assert connection.describe_table("contactbook")
    return connection


def add_by_put(connection: Connection) -> None:
    """Add by a conditional put. This is broken: its own retry contradicts it."""
    try:
        Contact("contact", "PROFILE").save(Contact.pk.does_not_exist())
    except PutError as refused:
        # PynamoDB's own `cause_response_code` fails after a time-out, whose `response` is None.
        if isinstance(refused.cause, ClientError) and refused.cause_response_code == "ConditionalCheckFailedException":
            raise TakenError from refused
        raise


def add_by_transaction(connection: Connection) -> None:
    """Add by a transaction. This is correct: botocore sends it again with the same token."""
    try:
        with TransactWrite(connection=connection) as transaction:
            transaction.save(Contact("contact", "PROFILE"), Contact.pk.does_not_exist())
    except TransactWriteError as refused:
        if any(reason is not None and reason.code == "ConditionalCheckFailed" for reason in refused.cancellation_reasons):
            raise TakenError from refused
        raise


Add = Callable[[Connection], None]


def injections(connection: Connection, add: Add) -> list[Injection]:
    with count_calls() as calls:
        add(connection)
    assert len(calls) == 1
    return list(every_injection(calls.made))


def test_a_put_whose_answer_is_lost_is_refused_by_its_own_item(world: World, connection: Connection) -> None:
    found = []
    for injection in injections(connection, add_by_put):
        world.reset()
        with inject(injection):
            try:
                add_by_put(connection)
            except TakenError:
                found.append((injection.fault, injection.moment, injection.level))
            except (PutError, WorkerDied):
                continue
    assert set(found) == {(fault, Moment.AFTER, Level.BELOW) for fault in (Fault.TIMED_OUT, Fault.DROPPED, Fault.SERVER_ERROR)}


def test_a_transaction_is_never_refused_by_its_own_items(world: World, connection: Connection) -> None:
    outcomes: dict[str, int] = {}
    for injection in injections(connection, add_by_transaction):
        world.reset()
        with inject(injection):
            try:
                add_by_transaction(connection)
                said = "done"
            except (TransactWriteError, WorkerDied):
                said = "unknown"
        outcomes[said] = outcomes.get(said, 0) + 1
        assert said == "unknown" or len(world.items()) == 1, injection
        assert said == "done" or injection.level is Level.ABOVE, injection
    assert outcomes == {"done": 7, "unknown": 11}


def test_a_transaction_still_reports_an_earlier_item_of_another_worker(world: World, connection: Connection) -> None:
    add_by_transaction(connection)
    for injection in injections_of_a_refusal(connection):
        with inject(injection), pytest.raises((TakenError, TransactWriteError, ClientError, BotoCoreError, WorkerDied)):
            add_by_transaction(connection)
        with pytest.raises(TakenError):
            add_by_transaction(connection)
    assert len(world.items()) == 1


def injections_of_a_refusal(connection: Connection) -> list[Injection]:
    with count_calls() as calls, pytest.raises(TakenError):
        add_by_transaction(connection)
    return list(every_injection(calls.made))


def test_exactly_one_of_two_workers_adding_a_contact_gets_a_conflict(world: World, connection: Connection) -> None:
    workers: dict[str, Any] = {name: lambda: add_by_transaction(connection) for name in ("first", "second")}
    for injection in every_injection(1, levels=[Level.BELOW], worker="first"):
        for seed in range(10):
            world.reset()
            outcome = Schedule(seed).run(workers, injection, may_raise=[TakenError])
            assert len(outcome.errors) == 1, injection
