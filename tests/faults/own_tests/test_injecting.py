"""Faults occur where and when they are planned, in the words of the service."""

from collections.abc import Callable
from typing import Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectionClosedError, ReadTimeoutError

from tests.aws_in_process.aws import World
from tests.faults.counting import count_calls
from tests.faults.faults import Fault, Injection, Level, Moment, WorkerDied, every_injection, to
from tests.faults.injecting import RandomFaults, inject
from tests.faults.waiting import waits_skipped

KEY = {"pk": {"S": "a"}, "sk": {"S": "x"}}
UNCERTAIN = (Fault.TIMED_OUT, Fault.DROPPED, Fault.SERVER_ERROR)


@pytest.fixture(params=["legacy", "standard"])
def dynamodb(world: World, request: pytest.FixtureRequest) -> Any:
    return boto3.client("dynamodb", config=Config(retries={"mode": request.param}))


def add_one(dynamodb: Any) -> None:
    dynamodb.update_item(
        TableName="contactbook", Key=KEY, UpdateExpression="ADD v :one", ExpressionAttributeValues={":one": {"N": "1"}}
    )


def added(world: World) -> int:
    return sum(int(item["v"]["N"]) for item in world.items("a"))


@pytest.mark.parametrize("fault", [Fault.THROTTLED, *UNCERTAIN])
def test_a_fault_below_the_retries_is_retried(world: World, dynamodb: Any, fault: Fault) -> None:
    with count_calls() as calls, inject(Injection(0, fault, level=Level.BELOW)) as injected:
        add_one(dynamodb)
    assert len(injected.fired) == 1
    assert (len(calls), calls.attempts, added(world)) == (1, 2, 1)


@pytest.mark.parametrize("fault", UNCERTAIN)
def test_an_answer_lost_below_the_retries_makes_botocore_act_twice(world: World, dynamodb: Any, fault: Fault) -> None:
    with inject(Injection(0, fault, Moment.AFTER, Level.BELOW)):
        add_one(dynamodb)
    assert added(world) == 2


@pytest.mark.parametrize("fault", UNCERTAIN)
def test_a_transaction_whose_answer_is_lost_acts_once_by_its_token(world: World, dynamodb: Any, fault: Fault) -> None:
    action = {
        "Update": {
            "TableName": "contactbook",
            "Key": KEY,
            "UpdateExpression": "ADD v :one",
            "ExpressionAttributeValues": {":one": {"N": "1"}},
        }
    }
    with count_calls() as calls, inject(Injection(0, fault, Moment.AFTER, Level.BELOW)):
        dynamodb.transact_write_items(TransactItems=[action])
    assert (calls.attempts, added(world)) == (2, 1)


def test_a_fault_at_every_sending_reaches_the_code(world: World, dynamodb: Any) -> None:
    with (
        count_calls() as calls,
        inject(Injection(0, Fault.TIMED_OUT, level=Level.BELOW, times=99)),
        pytest.raises(ReadTimeoutError),
    ):
        add_one(dynamodb)
    assert calls.attempts > 2
    assert added(world) == 0


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault.THROTTLED, "ProvisionedThroughputExceededException"),
        (Fault.CONFLICT, "TransactionConflictException"),
        (Fault.SERVER_ERROR, "InternalServerError"),
    ],
)
def test_a_fault_above_the_retries_reaches_the_code_as_the_clients_own_error(
    world: World, dynamodb: Any, fault: Fault, expected: str
) -> None:
    with inject(Injection(0, fault)), pytest.raises(getattr(dynamodb.exceptions, expected)) as refused:
        add_one(dynamodb)
    assert refused.value.response["Error"]["Code"] == expected
    assert added(world) == 0


@pytest.mark.parametrize(("fault", "error"), [(Fault.TIMED_OUT, ReadTimeoutError), (Fault.DROPPED, ConnectionClosedError)])
@pytest.mark.parametrize("moment", list(Moment))
def test_a_lost_answer_looks_the_same_whether_or_not_it_was_done(
    world: World, dynamodb: Any, fault: Fault, error: type[Exception], moment: Moment
) -> None:
    with inject(Injection(0, fault, moment)), pytest.raises(error):
        add_one(dynamodb)
    assert added(world) == (1 if moment is Moment.AFTER else 0)


@pytest.mark.parametrize(
    ("fault", "reason"), [(Fault.CONFLICT, "TransactionConflict"), (Fault.CANCELLED_BY_THROTTLING, "ThrottlingError")]
)
def test_a_cancelled_transaction_names_the_failed_action(world: World, dynamodb: Any, fault: Fault, reason: str) -> None:
    check = {"ConditionCheck": {"TableName": "contactbook", "Key": KEY, "ConditionExpression": "attribute_not_exists(pk)"}}
    other = {"Delete": {"TableName": "contactbook", "Key": {**KEY, "sk": {"S": "y"}}}}
    with count_calls() as calls, inject(Injection(0, fault)), pytest.raises(ClientError) as refused:
        dynamodb.transact_write_items(TransactItems=[check, other])
    assert refused.value.response["Error"]["Code"] == "TransactionCanceledException"
    assert [given["Code"] for given in refused.value.response["CancellationReasons"]] == ["None", reason]
    assert (calls[0].error, calls.attempts) == ("TransactionCanceledException", 0)


@pytest.mark.parametrize("moment", list(Moment))
def test_a_dead_worker_makes_no_calls(world: World, dynamodb: Any, moment: Moment) -> None:
    def work() -> None:
        try:
            add_one(dynamodb)
        finally:
            add_one(dynamodb)

    with inject(Injection(0, Fault.DEATH, moment)), pytest.raises(WorkerDied):
        work()
    assert added(world) == (1 if moment is Moment.AFTER else 0)
    add_one(dynamodb)
    assert added(world) == (2 if moment is Moment.AFTER else 1)


def test_no_exception_handler_keeps_a_dying_worker_alive(world: World, dynamodb: Any) -> None:
    def work() -> None:
        try:
            add_one(dynamodb)
        except Exception:  # noqa: BLE001 - the test shows that catching does not help
            pytest.fail("caught")

    with inject(Injection(0, Fault.DEATH)), pytest.raises(WorkerDied):
        work()


OTHER_SERVICES: dict[str, Callable[[World], Any]] = {
    "s3": lambda world: world.client("s3").put_object(Bucket=world.bucket_name, Key="k", Body=b"1"),
    "sqs": lambda world: world.client("sqs").send_message(QueueUrl=world.queue_urls["merges"], MessageBody="1"),
    "sns": lambda world: world.client("sns").list_topics(),
    "events": lambda world: world.client("events").list_event_buses(),
    "secretsmanager": lambda world: world.client("secretsmanager").list_secrets(),
    "sesv2": lambda world: world.client("sesv2").list_email_identities(),
}


@pytest.mark.parametrize("service", OTHER_SERVICES)
@pytest.mark.parametrize("fault", [Fault.THROTTLED, Fault.SERVER_ERROR])
def test_every_service_refuses_in_its_own_protocol(world: World, service: str, fault: Fault) -> None:
    call = OTHER_SERVICES[service]
    with count_calls() as calls, inject(Injection(0, fault, level=Level.BELOW)):
        call(world)
    assert calls.attempts == 2
    with inject(Injection(0, fault, level=Level.BELOW, times=99)), pytest.raises(ClientError) as below:
        call(world)
    with inject(Injection(0, fault)), pytest.raises(ClientError) as above:
        call(world)
    seen = [(error.value.response["Error"]["Code"], error.value.response["Error"]["Message"]) for error in (below, above)]
    assert seen[0] == seen[1]
    assert type(below.value) is type(above.value)


def test_an_index_counts_only_the_selected_calls(world: World, dynamodb: Any) -> None:
    with inject(Injection(1, Fault.THROTTLED, which=to("UpdateItem"))) as injected:
        add_one(dynamodb)
        dynamodb.get_item(TableName="contactbook", Key=KEY)
        with pytest.raises(ClientError):
            add_one(dynamodb)
    assert [call.operation for _, call in injected.fired] == ["UpdateItem"]
    assert added(world) == 1


def test_every_injection_leaves_out_impossible_combinations(world: World, dynamodb: Any) -> None:
    with count_calls() as calls:
        dynamodb.get_item(TableName="contactbook", Key=KEY)
        add_one(dynamodb)
        world.client("sqs").send_message(QueueUrl=world.queue_urls["merges"], MessageBody="1")
    injections = list(every_injection(calls.made))
    # Throttled above and below; three uncertain ones above and below, before and after; death before and after.
    assert len([injection for injection in injections if injection.index == 0]) == 2 + 3 * 4 + 2
    assert [injection.index for injection in injections if injection.fault is Fault.CONFLICT] == [1]
    assert not [injection for injection in injections if injection.fault is Fault.PARTIAL]
    assert {injection.index for injection in every_injection(calls.made, which=to("sqs"))} == {2}
    assert len(set(map(str, injections))) == len(injections)


def test_every_injection_of_a_call_happens(world: World, dynamodb: Any) -> None:
    with count_calls() as calls:
        dynamodb.batch_get_item(RequestItems={"contactbook": {"Keys": [KEY]}})
        add_one(dynamodb)
    for injection in every_injection(calls.made):
        with inject(injection) as injected:
            try:
                dynamodb.batch_get_item(RequestItems={"contactbook": {"Keys": [KEY]}})
                add_one(dynamodb)
            except (ClientError, ReadTimeoutError, ConnectionClosedError, WorkerDied) as error:
                assert injection.level is Level.ABOVE, error  # noqa: PT017 - only some faults raise
        assert [fired for fired, _ in injected.fired] == [injection]


def test_a_batch_done_by_half_names_the_rest(world: World) -> None:
    dynamodb, sqs, events = (world.client(service) for service in ("dynamodb", "sqs", "events"))
    puts = [{"PutRequest": {"Item": {"pk": {"S": pk}, "sk": {"S": "x"}}}} for pk in "abc"]
    with inject(Injection(0, Fault.PARTIAL)):
        answer = dynamodb.batch_write_item(RequestItems={"contactbook": puts})
    assert answer["UnprocessedItems"] == {"contactbook": puts[1:]}
    assert [item["pk"]["S"] for item in world.items()] == ["a"]
    with inject(Injection(0, Fault.PARTIAL)):
        keys = [{"pk": {"S": pk}, "sk": {"S": "x"}} for pk in "ab"]
        read = dynamodb.batch_get_item(RequestItems={"contactbook": {"Keys": keys, "ConsistentRead": True}})
    assert read["UnprocessedKeys"] == {"contactbook": {"Keys": keys[1:], "ConsistentRead": True}}
    assert [item["pk"]["S"] for item in read["Responses"]["contactbook"]] == ["a"]
    with inject(Injection(0, Fault.PARTIAL)):
        entries = [{"Id": name, "MessageBody": name} for name in "abc"]
        sent = sqs.send_message_batch(QueueUrl=world.queue_urls["merges"], Entries=entries)
    assert ([done["Id"] for done in sent["Successful"]], [failed["Id"] for failed in sent["Failed"]]) == (["a"], ["b", "c"])
    assert world.messages("merges") == ["a"]
    with inject(Injection(0, Fault.PARTIAL)):
        put = events.put_events(Entries=[{"Source": "s", "DetailType": "d", "Detail": "{}"}])
    assert (put["FailedEntryCount"], put["Entries"][0]["ErrorCode"]) == (1, "ThrottlingException")


def test_the_same_seed_draws_the_same_faults(world: World, dynamodb: Any) -> None:
    def drawn(seed: int) -> list[str]:
        plan = RandomFaults(seed, 0.5, [Fault.TIMED_OUT, Fault.THROTTLED])
        with inject(plan=plan) as injected:
            for _ in range(20):
                try:
                    dynamodb.get_item(TableName="contactbook", Key=KEY)
                except (ClientError, ReadTimeoutError):
                    continue
        return [str(injection) for injection, _ in injected.fired]

    assert drawn(1) == drawn(1) != drawn(2)
    assert len(drawn(1)) > 4


def test_retries_do_not_wait_and_do_not_run_out(world: World, dynamodb: Any) -> None:
    def read() -> None:
        dynamodb.get_item(TableName="contactbook", Key=KEY)

    with waits_skipped() as slept:
        for _ in range(60):
            with inject(Injection(0, Fault.TIMED_OUT, level=Level.BELOW, times=99)), pytest.raises(ReadTimeoutError):
                read()
        with count_calls() as calls, inject(Injection(0, Fault.TIMED_OUT, level=Level.BELOW)):
            read()
    assert calls.attempts == 2
    assert len(slept) > 100
