"""Creates the stores of a template: tables, queues, buckets, buses, topics and secrets. Existing stores stay as they are."""

import json
import secrets
import string

from botocore.exceptions import ClientError

from infra.local.engine.engine import Engine
from infra.local.template.account import REGION
from infra.local.template.intrinsics import TemplateError
from infra.local.template.json_values import Json
from infra.local.template.resources import BUCKET, EVENT_BUS, EVENT_RULE, QUEUE, SECRET, TABLE, TOPIC, Resource, as_text
from infra.local.template.template import Template

TABLE_PROPERTIES = (
    "AttributeDefinitions",
    "KeySchema",
    "GlobalSecondaryIndexes",
    "LocalSecondaryIndexes",
    "BillingMode",
    "ProvisionedThroughput",
)
QUEUE_PROPERTIES = (
    "VisibilityTimeout",
    "MessageRetentionPeriod",
    "DelaySeconds",
    "MaximumMessageSize",
    "ReceiveMessageWaitTimeSeconds",
    "FifoQueue",
    "ContentBasedDeduplication",
)


def make_secrets(engine: Engine, template: Template) -> dict[str, str]:
    """Create every missing secret. Return the ARN of each by its logical id."""
    client = engine.client("secretsmanager")
    arns = {}
    for resource in template.resources(SECRET):
        try:
            arns[resource.logical] = client.describe_secret(SecretId=resource.name)["ARN"]
        except ClientError as error:
            if error.response["Error"]["Code"] != "ResourceNotFoundException":
                raise
            value = _secret_value(template.properties(resource))
            arns[resource.logical] = client.create_secret(Name=resource.name, SecretString=value)["ARN"]
    return arns


def make_stores(engine: Engine, template: Template) -> None:
    """Create every table, queue, bucket, bus and topic of the template."""
    for table in template.resources(TABLE):
        _make_table(engine, table, template.properties(table))
    _make_queues(engine, template)
    _make_buckets(engine, template)
    events, topics = engine.client("events"), engine.client("sns")
    buses = {bus["Name"] for bus in events.list_event_buses()["EventBuses"]}
    for bus in template.resources(EVENT_BUS):
        if bus.name not in buses:
            events.create_event_bus(Name=bus.name)
    for topic in template.resources(TOPIC):
        topics.create_topic(Name=topic.name)
    _make_rules(engine, template)


def _make_table(engine: Engine, resource: Resource, properties: dict[str, Json]) -> None:
    """Create a table with its indexes and stream, or add the missing indexes.

    Time to live stays off: the engine would delete by the clock of this machine, but the stack's clock may be moved.
    """
    client = engine.client("dynamodb")
    wanted = {name: properties[name] for name in TABLE_PROPERTIES if name in properties}
    stream = properties.get("StreamSpecification")
    if stream:
        wanted["StreamSpecification"] = {"StreamEnabled": True, "StreamViewType": stream["StreamViewType"]}
    try:
        found = client.describe_table(TableName=resource.name)["Table"]
    except ClientError as error:
        if error.response["Error"]["Code"] != "ResourceNotFoundException":
            raise
        client.create_table(TableName=resource.name, **wanted)
        return
    if found["KeySchema"] != wanted["KeySchema"]:
        raise TemplateError(f"the stored table {resource.name} has other keys than the template: start with RESET=1")
    existing = {index["IndexName"] for index in found.get("GlobalSecondaryIndexes", [])}
    for index in wanted.get("GlobalSecondaryIndexes", []):
        if index["IndexName"] not in existing:
            client.update_table(
                TableName=resource.name,
                AttributeDefinitions=wanted["AttributeDefinitions"],
                GlobalSecondaryIndexUpdates=[{"Create": index}],
            )


def _make_queues(engine: Engine, template: Template) -> None:
    """Create all queues first and set their attributes then, because a redrive policy names another queue."""
    client = engine.client("sqs")
    queues = template.resources(QUEUE)
    urls = {queue.logical: client.create_queue(QueueName=queue.name)["QueueUrl"] for queue in queues}
    for queue in queues:
        properties = template.properties(queue)
        attributes = {name: as_text(properties[name]) for name in QUEUE_PROPERTIES if name in properties}
        if "RedrivePolicy" in properties:
            attributes["RedrivePolicy"] = json.dumps(properties["RedrivePolicy"])
        if attributes:
            client.set_queue_attributes(QueueUrl=urls[queue.logical], Attributes=attributes)


def _make_buckets(engine: Engine, template: Template) -> None:
    client = engine.client("s3")
    existing = {bucket["Name"] for bucket in client.list_buckets()["Buckets"]}
    for bucket in template.resources(BUCKET):
        if bucket.name not in existing:
            client.create_bucket(Bucket=bucket.name, CreateBucketConfiguration={"LocationConstraint": REGION})
        properties = template.properties(bucket)
        rules = properties.get("CorsConfiguration", {}).get("CorsRules", [])
        if rules:
            client.put_bucket_cors(Bucket=bucket.name, CORSConfiguration={"CORSRules": [_cors(rule) for rule in rules]})
        if "EventBridgeConfiguration" in properties.get("NotificationConfiguration", {}):
            told: Json = {"EventBridgeConfiguration": {}}
            client.put_bucket_notification_configuration(Bucket=bucket.name, NotificationConfiguration=told)


def _make_rules(engine: Engine, template: Template) -> None:
    """Create the rules that select events. A rule with a schedule is the scheduler's."""
    client = engine.client("events")
    for rule in template.resources(EVENT_RULE):
        properties = template.properties(rule)
        if "EventPattern" not in properties:
            continue
        bus = properties.get("EventBusName", "default")
        client.put_rule(Name=rule.name, EventPattern=json.dumps(properties["EventPattern"]), EventBusName=bus)
        targets = [{"Id": one["Id"], "Arn": one["Arn"]} for one in properties["Targets"]]
        client.put_targets(Rule=rule.name, Targets=targets, EventBusName=bus)


def _cors(rule: dict[str, Json]) -> dict[str, Json]:
    """Translate CloudFormation's names of a CORS rule to S3's names."""
    names = {"AllowedMethods", "AllowedOrigins", "AllowedHeaders", "ExposedHeaders", "MaxAge"}
    renamed = {"ExposedHeaders": "ExposeHeaders", "MaxAge": "MaxAgeSeconds"}
    return {renamed.get(name, name): value for name, value in rule.items() if name in names}


def _secret_value(properties: dict[str, Json]) -> str:
    if "SecretString" in properties:
        return str(properties["SecretString"])
    how = properties.get("GenerateSecretString", {})
    excluded = set(how.get("ExcludeCharacters", ""))
    alphabet = string.ascii_letters + string.digits + ("" if how.get("ExcludePunctuation") else string.punctuation)
    allowed = [letter for letter in alphabet if letter not in excluded]
    password = "".join(secrets.choice(allowed) for _ in range(int(how.get("PasswordLength", 32))))
    if "GenerateStringKey" not in how:
        return password
    return json.dumps({**json.loads(how.get("SecretStringTemplate", "{}")), how["GenerateStringKey"]: password})
