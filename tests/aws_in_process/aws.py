"""AWS for tests: moto in this process with the guard over it, with the stores of template.yaml.

Import this module before anything that makes an AWS client, because moto sees only clients made after its own import.
"""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from typing import Any
from unittest.mock import patch

import boto3
from moto import mock_aws
from moto.core.models import DEFAULT_ACCOUNT_ID

from tests.aws_in_process.environment import ENVIRONMENT, QUEUES, REGION, queue_url
from tests.aws_in_process.moto_guard import Guard, moto_guard
from tests.aws_in_process.moto_senders import Kept as KeptSenders
from tests.aws_in_process.moto_state import Kept as KeptState
from tests.aws_in_process.moto_state import State
from tests.checks.template import RESOURCES

# Key material that protects nothing outside of tests.
SECRET = json.dumps({"current": "1", "1": "0123456789abcdef" * 4})

# What `keep` saves.
Kept = tuple[KeptSenders, KeptState]
# A line of DynamoDB's or Lambda's own JSON. Its depth is not declared.
Json = dict[str, Any]


_OF_LOOKS_AND_USE = frozenset({"look", "look_page", "look_export", "job_slot", "tenant_requests"})


class World:
    """The running mock of AWS: its content, and ways to restore it. Nothing here counts as an AWS call."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard
        self.senders = guard.senders
        self.state = State(DEFAULT_ACCOUNT_ID, REGION)
        self.table_name = ENVIRONMENT["TABLE_NAME"]
        self.bucket_name = ENVIRONMENT["BUCKET_NAME"]
        self.queue_urls = {queue: queue_url(queue) for queue in QUEUES}
        self.client = cache(boto3.client)

    def reset(self) -> None:
        """Empty the table, its stream, the queues, the bucket, the outbox and SES. This takes microseconds."""
        self.guard.forget()
        self.senders.empty()
        self.state.empty()

    def keep(self) -> Kept:
        """Save the content of table, stream, queues and SES as the state to which `restore` returns. Return it."""
        return self.senders.keep(), self.state.keep()

    def take_up(self, kept: Kept) -> None:
        """Let `restore` return to what `keep` returned once, also after a `reset`."""
        self.senders.take_up(kept[0])
        self.state.take_up(kept[1])

    def restore(self) -> None:
        """Return to the state that `keep` saved. Later files and every sent message are deleted."""
        self.guard.forget()
        self.senders.restore()
        self.state.restore()

    def items(self, pk: str | None = None, *, looks: bool = False) -> list[Json]:
        """Return every item, or those of one partition, as DynamoDB's JSON in key order.

        Records of reads, and of how many requests and jobs a tenant has at once, only with `looks`.
        """
        found = self.state.items(self.table_name, pk)
        return found if looks else [item for item in found if item.get("kind", {}).get("S") not in _OF_LOOKS_AND_USE]

    def documents(self, kind: str, tenant_id: str | None = None) -> Iterator[Json]:
        """Yield the documents of all items of a kind, of one tenant if it is named, in no order. This is fast among very many items."""
        start = "" if tenant_id is None else f"TENANT#{tenant_id}#"
        return (json.loads(document) for document in self.state.documents(self.table_name, kind, start))

    def without_stream(self) -> AbstractContextManager[None]:
        """Keep no stream records while the body runs. Each write would otherwise keep two images."""
        return self.state.without_stream(self.table_name)

    def messages(self, queue: str) -> list[str]:
        """Return the bodies of a queue's messages, oldest first, whether or not they are being processed."""
        return [record["body"] for record in self.state.messages(queue)]

    def take_messages(self, queue: str) -> list[Json]:
        """Empty a queue and return its messages as Lambda gets them: the `Records` of its event."""
        records = self.state.messages(queue)
        self.state.empty_queue(queue)
        return records

    def take_stream_records(self) -> list[Json]:
        """Return the stream records since the last call as Lambda gets them: the `Records` of its event."""
        return self.state.take_stream_records(self.table_name)

    def sent_emails(self) -> Sequence[Any]:
        """Return the emails that SES accepted, oldest first, as moto keeps them (`source`, `destinations`, `raw_data`)."""
        return self.state.sent_emails()

    def put_secret(self, value: str) -> None:
        """Give SECRET_ID this value."""
        self.client("secretsmanager").put_secret_value(SecretId=ENVIRONMENT["SECRET_ID"], SecretString=value)


_running: list[World] = []


@contextmanager
def moto_world(secret: str = SECRET) -> Iterator[World]:
    """Start moto, the guard and the stores of the template. Inside a running world, yield that world.

    Starting takes about half a second: start once a session and call `reset` for each test.
    """
    if _running:
        yield _running[-1]
        return
    with patch.dict(os.environ, ENVIRONMENT), mock_aws(), moto_guard() as guard:
        world = World(guard)
        _create_everything(world, secret)
        _running.append(world)
        try:
            yield world
        finally:
            world.reset()
            _running.remove(world)


def _create_everything(world: World, secret: str) -> None:
    create_table(world.table_name)
    for bucket in (world.bucket_name, ENVIRONMENT["REGISTER_BUCKET_NAME"]):
        world.client("s3").create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
    for queue in QUEUES:
        world.client("sqs").create_queue(QueueName=queue, Attributes={"VisibilityTimeout": "900"})
    world.client("events").create_event_bus(Name=ENVIRONMENT["EVENT_BUS_NAME"])
    _pass_uploads_on(world)
    world.client("sns").create_topic(Name=ENVIRONMENT["FEEDBACK_TOPIC_ARN"].rsplit(":", 1)[1])
    world.client("secretsmanager").create_secret(Name=ENVIRONMENT["SECRET_ID"], SecretString=secret)
    world.client("secretsmanager").create_secret(Name=ENVIRONMENT["REFUSAL_SECRET_ID"], SecretString='{"key": "refusals"}')
    world.client("sesv2").create_configuration_set(ConfigurationSetName=ENVIRONMENT["SES_CONFIGURATION_SET"])


def _pass_uploads_on(world: World) -> None:
    """Let the bucket tell of its files, and pass on what the template's rule selects."""
    pattern = json.dumps(RESOURCES["UploadedFiles"]["Properties"]["EventPattern"])
    named = pattern.replace('{"Ref": "Bucket"}', f'"{world.bucket_name}"')
    told: Json = {"EventBridgeConfiguration": {}}
    world.client("s3").put_bucket_notification_configuration(Bucket=world.bucket_name, NotificationConfiguration=told)
    world.client("events").put_rule(Name="uploaded-files", EventPattern=named)
    queue = f"arn:aws:sqs:{REGION}:{DEFAULT_ACCOUNT_ID}:uploads"
    world.client("events").put_targets(Rule="uploaded-files", Targets=[{"Id": "uploads", "Arn": queue}])


def create_table(name: str) -> None:
    """Create a table like the product's: pk, sk, three indexes, `expires_at` for TTL, and a stream."""
    dynamodb = boto3.client("dynamodb", region_name=REGION)
    indexes: dict[str, Any] = {"gsi1": "ALL", "gsi2": "KEYS_ONLY", "gsi3": "KEYS_ONLY"}
    keys = ["pk", "sk", *(f"{index}{key}" for index in indexes for key in ("pk", "sk"))]
    dynamodb.create_table(
        TableName=name,
        BillingMode="PAY_PER_REQUEST",
        AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in keys],
        KeySchema=_key_schema(""),
        GlobalSecondaryIndexes=[
            {"IndexName": index, "KeySchema": _key_schema(index), "Projection": {"ProjectionType": projection}}
            for index, projection in indexes.items()
        ],
        StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
    )
    dynamodb.update_time_to_live(TableName=name, TimeToLiveSpecification={"Enabled": True, "AttributeName": "expires_at"})


def _key_schema(prefix: str) -> list[Any]:
    return [
        {"AttributeName": f"{prefix}pk", "KeyType": "HASH"},
        {"AttributeName": f"{prefix}sk", "KeyType": "RANGE"},
    ]
