"""The resources of a template: the types that run on this machine, and the values that describe them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from infra.local.template.json_values import Json

FUNCTION = "AWS::Serverless::Function"
HTTP_API = "AWS::Serverless::HttpApi"
LAYER = "AWS::Serverless::LayerVersion"
TABLE = "AWS::DynamoDB::Table"
QUEUE = "AWS::SQS::Queue"
BUCKET = "AWS::S3::Bucket"
EVENT_BUS = "AWS::Events::EventBus"
EVENT_RULE = "AWS::Events::Rule"
SCHEDULE = "AWS::Scheduler::Schedule"
SECRET = "AWS::SecretsManager::Secret"  # noqa: S105 - a resource type
TOPIC = "AWS::SNS::Topic"
SUPPORTED = {FUNCTION, HTTP_API, LAYER, TABLE, QUEUE, BUCKET, EVENT_BUS, EVENT_RULE, SCHEDULE, SECRET, TOPIC}
NAME_PROPERTIES = {
    FUNCTION: "FunctionName",
    TABLE: "TableName",
    QUEUE: "QueueName",
    BUCKET: "BucketName",
    EVENT_BUS: "Name",
    EVENT_RULE: "Name",
    SCHEDULE: "Name",
    SECRET: "Name",
    TOPIC: "TopicName",
}
ARNS = {
    FUNCTION: ("lambda", "function:{}"),
    TABLE: ("dynamodb", "table/{}"),
    QUEUE: ("sqs", "{}"),
    BUCKET: ("s3", "{}"),
    EVENT_BUS: ("events", "event-bus/{}"),
    TOPIC: ("sns", "{}"),
}


@dataclass(frozen=True, slots=True)
class Resource:
    """One resource as the template writes it, with its name on this machine."""

    logical: str
    kind: str
    name: str
    properties: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Function:
    """A Lambda function. It imports from the directories `roots`; `timeout` is in seconds, `memory` in MB."""

    logical: str
    name: str
    handler: str
    roots: tuple[Path, ...]
    environment: Mapping[str, str]
    timeout: int
    memory: int


@dataclass(frozen=True, slots=True)
class EventSource:
    """One entry of a function's `Events`, resolved."""

    name: str
    function: str
    kind: str
    properties: Mapping[str, Json] = field(repr=False)


def as_text(value: Json) -> str:
    """Return a property as CloudFormation passes it on where text is expected."""
    return str(value).lower() if isinstance(value, bool) else str(value)
