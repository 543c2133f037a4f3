"""The tests' world at the start of a test, and the ways to restore it."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from infra.local.template.intrinsics import load_yaml
from tests.aws_in_process.aws import ENVIRONMENT, QUEUES, World, moto_world

TEMPLATE: dict[str, Any] = load_yaml((Path(__file__).parents[3] / "template.yaml").read_text())
KEY = {"pk": {"S": "a"}, "sk": {"S": "x"}}


def fill(world: World) -> None:
    world.client("dynamodb").put_item(TableName=world.table_name, Item={**KEY, "v": {"N": "1"}})
    world.client("sqs").send_message(QueueUrl=world.queue_urls["sweeper"], MessageBody="first")
    world.client("s3").put_object(Bucket=world.bucket_name, Key="file", Body=b"1")
    known()
    send(world, "news@acme.example")


def known(*tenants: str) -> None:
    from contactbook.gateways.sending_identities import ensure_identity

    for tenant in tenants or ("acme",):
        ensure_identity(f"{tenant}.example", tenant_id=tenant, group_id=tenant)


def files(world: World) -> list[str]:
    return [found["Key"] for found in world.client("s3").list_objects_v2(Bucket=world.bucket_name).get("Contents", [])]


def test_a_reset_empties_everything_and_keeps_what_the_template_declares(world: World) -> None:
    fill(world)
    assert (len(world.items()), world.messages("sweeper"), files(world), len(world.sent_emails())) == (1, ["first"], ["file"], 1)
    world.reset()
    assert (world.items(), world.messages("sweeper"), files(world), list(world.sent_emails())) == ([], [], [], [])
    assert world.take_stream_records() == []
    fill(world)


def test_a_restore_returns_to_what_was_kept_however_often(world: World) -> None:
    fill(world)
    world.take_stream_records()
    world.keep()
    for _ in range(2):
        world.client("dynamodb").update_item(
            TableName=world.table_name,
            Key=KEY,
            UpdateExpression="SET v = :v",
            ExpressionAttributeValues={":v": {"N": "2"}},
        )
        world.client("s3").put_object(Bucket=world.bucket_name, Key="later", Body=b"2")
        world.take_messages("sweeper")
        world.restore()
        assert world.items("a") == [{**KEY, "v": {"N": "1"}}]
        assert (world.messages("sweeper"), files(world), world.take_stream_records()) == (["first"], ["file"], [])


def test_every_queue_takes_messages_at_the_url_the_environment_names(world: World) -> None:
    for queue in QUEUES:
        world.client("sqs").send_message(QueueUrl=os.environ[f"{queue.upper()}_QUEUE_URL"], MessageBody=queue)
        assert world.messages(queue) == [queue]


def test_taken_messages_have_the_shape_of_lambdas_event(world: World) -> None:
    world.client("sqs").send_message(QueueUrl=world.queue_urls["merges"], MessageBody=json.dumps({"a": 1}))
    (record,) = world.take_messages("merges")
    assert json.loads(record["body"]) == {"a": 1}
    assert record["eventSource"] == "aws:sqs"
    assert record["eventSourceARN"].endswith(":merges")
    assert world.messages("merges") == []


def test_stream_records_have_the_shape_of_lambdas_event_and_are_taken_once(world: World) -> None:
    fill(world)
    (record,) = world.take_stream_records()
    assert record["eventName"] == "INSERT"
    assert record["dynamodb"]["Keys"] == KEY
    assert record["dynamodb"]["NewImage"] == {**KEY, "v": {"N": "1"}}
    assert json.loads(json.dumps(record)) == record
    assert world.take_stream_records() == []


def test_the_secret_can_be_read_and_replaced(world: World) -> None:
    secrets = world.client("secretsmanager")
    assert json.loads(secrets.get_secret_value(SecretId=ENVIRONMENT["SECRET_ID"])["SecretString"])
    before = secrets.get_secret_value(SecretId=ENVIRONMENT["SECRET_ID"])["SecretString"]
    world.put_secret("other")
    assert secrets.get_secret_value(SecretId=ENVIRONMENT["SECRET_ID"])["SecretString"] == "other"
    world.put_secret(before)


def test_a_world_inside_a_world_is_the_same_world(world: World) -> None:
    with moto_world() as inner:
        assert inner is world
    fill(world)


def send(world: World, sender: str, tenant: str = "contactbook-acme") -> None:
    world.client("sesv2").send_email(
        FromEmailAddress=sender,
        Destination={"ToAddresses": ["eleni@example.com"]},
        Content={"Raw": {"Data": b"Subject: hello\r\n\r\nhello"}},
        ConfigurationSetName="contactbook",
        TenantName=tenant,
    )


def test_a_sender_is_refused_that_is_not_verified_or_not_the_tenants(world: World) -> None:
    known("acme", "other")

    send(world, "news@acme.example")
    send(world, "news@mail.acme.example")
    with pytest.raises(ClientError, match="MessageRejected"):
        send(world, "news@elsewhere.example")
    with pytest.raises(ClientError, match="not associated"):
        send(world, "news@other.example")
    with pytest.raises(ClientError, match="NotFoundException"):
        send(world, "news@acme.example", "contactbook-nobody")
    world.senders.paused.add("contactbook-acme")
    with pytest.raises(ClientError, match="SendingPausedException"):
        send(world, "news@acme.example")


def test_the_table_is_the_templates_table(world: World) -> None:
    declared = TEMPLATE["Resources"]["ContactsTable"]["Properties"]
    table = world.client("dynamodb").describe_table(TableName=world.table_name)["Table"]
    assert table["KeySchema"] == declared["KeySchema"]
    assert table["AttributeDefinitions"] == declared["AttributeDefinitions"]
    indexes = [{key: index[key] for key in ("IndexName", "KeySchema", "Projection")} for index in table["GlobalSecondaryIndexes"]]
    assert indexes == declared["GlobalSecondaryIndexes"]
    assert table["StreamSpecification"] == {"StreamEnabled": True, **declared["StreamSpecification"]}
    ttl = world.client("dynamodb").describe_time_to_live(TableName=world.table_name)["TimeToLiveDescription"]
    assert ttl["AttributeName"] == declared["TimeToLiveSpecification"]["AttributeName"]


def test_the_environment_is_the_templates_environment() -> None:
    declared = set(TEMPLATE["Globals"]["Function"]["Environment"]["Variables"])
    assert declared == {name for name in ENVIRONMENT if not name.startswith("AWS_")} | {"AWS_ACCOUNT_ID_ENDPOINT_MODE"}
    assert {name for name in declared if name.endswith("_QUEUE_URL")} == {f"{queue.upper()}_QUEUE_URL" for queue in QUEUES}


@pytest.mark.parametrize(("index", "projected"), [("gsi1", True), ("gsi2", False), ("gsi3", False)])
def test_the_indexes_project_what_the_template_says(world: World, index: str, projected: bool) -> None:
    item = {**KEY, f"{index}pk": {"S": "p"}, f"{index}sk": {"S": "s"}, "document": {"S": "{}"}}
    world.client("dynamodb").put_item(TableName=world.table_name, Item=item)
    answer = world.client("dynamodb").query(
        TableName=world.table_name,
        IndexName=index,
        KeyConditionExpression=f"{index}pk = :p",
        ExpressionAttributeValues={":p": {"S": "p"}},
    )
    assert ("document" in answer["Items"][0]) is projected
