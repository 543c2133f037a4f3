"""Reads each function's role from template.yaml and enforces it on the calls of the function's code.

Moto and MiniStack allow everything to everybody. Inside `acting_as("links_api")`, a call that this function's role does not
grant fails the test. Pre-signed addresses make no call, so they are not checked here.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from email import message_from_bytes
from email.utils import parseaddr
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import pytest
from moto.core.models import DEFAULT_ACCOUNT_ID

from infra.local.template.intrinsics import Resolver, load_yaml
from tests.aws_in_process.aws import ENVIRONMENT, REGION
from tests.faults.calls import Answer, Call, Json
from tests.faults.taps import Tap

TEMPLATE = Path(__file__).resolve().parent.parent.parent / "template.yaml"
# An action, and the ARN of the resource.
Deed = tuple[str, str]

_acting: ContextVar[str] = ContextVar("acting_as", default="")
# Parameters of the template that have not their default.
_given: dict[str, str] = {}


@contextmanager
def acting_as(package: str) -> Iterator[None]:
    """Restrict the calls made inside to the role of this package's function."""
    token = _acting.set(package)
    try:
        yield
    finally:
        _acting.reset(token)


def acting_package() -> str:
    """Return the package whose role the calls have at present, or an empty text."""
    return _acting.get()


@contextmanager
def deployed_with(**parameters: str) -> Iterator[None]:
    """Let the roles be those of a stack with these parameters."""
    _given.update(parameters)
    grants_of.cache_clear()
    try:
        yield
    finally:
        _given.clear()
        grants_of.cache_clear()


class Permissions(Tap):
    """Fails the test at the first call that the function's role does not grant."""

    # Nearest to the code, so that a refused call is neither counted nor made to fail.
    place: ClassVar[int] = -1

    def call(self, call: Call, proceed: Callable[[Json], Answer]) -> Answer:
        """Pass the call on, or fail the test."""
        if package := acting_package():
            for action, resource in deeds_of(call):
                if not allows(package, action, resource):
                    # No exception that the code could translate: the test has failed, whatever the code does with it.
                    pytest.fail(f"the role of {package} does not allow {action} on {resource}")
        return proceed(call.params)


def allows(package: str, action: str, resource: str) -> bool:
    """True if the role of this package's function grants the action on the resource."""
    return any(
        action in actions and any(fnmatchcase(resource, one) for one in resources) for actions, resources in grants_of(package)
    )


def deeds_of(call: Call) -> list[Deed]:
    """Return what IAM would check for this call. Fail for a call that is not listed yet."""
    deeds = _DEEDS.get(call.service)
    found = list(deeds(call.operation, call.params)) if deeds else []
    if not found:
        pytest.fail(f"tests/checks/permissions.py does not know what {call.name} needs")
    return found


# --- What the template grants --------------------------------------------------------------------------------------------


@cache
def grants_of(package: str) -> tuple[tuple[frozenset[str], tuple[str, ...]], ...]:
    """Return the actions and resources that the function's role grants, with the names of the tests' resources."""
    document = _template()
    resources = document["Resources"]
    function = next(
        one["Properties"]
        for one in resources.values()
        if one["Type"] == "AWS::Serverless::Function" and one["Properties"]["Handler"].startswith(f"{package}.")
    )
    role = resources[function["Role"]["Fn::GetAtt"][0]]["Properties"]
    policies = [policy["PolicyDocument"] for policy in role["Policies"]]
    policies += [resources[one["Ref"]]["Properties"]["PolicyDocument"] for one in role["ManagedPolicyArns"]]
    parameters = {name: one["Default"] for name, one in document["Parameters"].items() if "Default" in one} | _given
    parameters |= {"AWS::Region": REGION, "AWS::AccountId": DEFAULT_ACCOUNT_ID, "AWS::Partition": "aws"}
    resolver = Resolver(document, parameters, lambda name: _arn(resources, name), lambda name, _: _arn(resources, name))
    return tuple(
        (frozenset(_many(statement["Action"])), tuple(str(one) for one in _many(resolver.resolve(statement["Resource"]))))
        for policy in policies
        for statement in policy["Statement"]
    )


@cache
def _template() -> Any:
    return load_yaml(TEMPLATE.read_text())


def _arn(resources: Mapping[str, Any], name: str) -> str:
    kind = resources[name]["Type"]
    if kind == "AWS::SQS::Queue":
        return _queue(re.sub(r"(?<!^)(?=[A-Z])", "_", name.removesuffix("Queue")).lower())
    known = {
        "AWS::DynamoDB::Table": _table(ENVIRONMENT["TABLE_NAME"]),
        "AWS::S3::Bucket": f"arn:aws:s3:::{ENVIRONMENT['BUCKET_NAME' if name == 'Bucket' else 'REGISTER_BUCKET_NAME']}",
        "AWS::Events::EventBus": _bus(ENVIRONMENT["EVENT_BUS_NAME"]),
        "AWS::SecretsManager::Secret": ENVIRONMENT["REFUSAL_SECRET_ID" if name.startswith("Refusal") else "SECRET_ID"],
        "AWS::SES::ConfigurationSet": ENVIRONMENT["SES_CONFIGURATION_SET"],
    }
    return known.get(kind, f"arn:aws:other:{REGION}:{DEFAULT_ACCOUNT_ID}:{name}")


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


# --- What a call does ----------------------------------------------------------------------------------------------------

_PARTS = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
    "Get": "GetItem",
}


def _dynamodb(operation: str, params: Json) -> Iterable[Deed]:
    if operation in ("TransactWriteItems", "TransactGetItems"):
        return [
            (f"dynamodb:{_PARTS[part]}", _table(one["TableName"]))
            for item in params["TransactItems"]
            for part, one in item.items()
        ]
    if operation in ("BatchGetItem", "BatchWriteItem"):
        return [(f"dynamodb:{operation}", _table(name)) for name in params["RequestItems"]]
    index = f"/index/{params['IndexName']}" if "IndexName" in params else ""
    return [(f"dynamodb:{operation}", _table(params["TableName"]) + index)]


def _sqs(operation: str, params: Json) -> Iterable[Deed]:
    return [(f"sqs:{operation.removesuffix('Batch')}", _queue(params["QueueUrl"].rsplit("/", 1)[-1]))]


def _s3(operation: str, params: Json) -> Iterable[Deed]:
    bucket = f"arn:aws:s3:::{params['Bucket']}"
    if operation == "DeleteObjects":
        return [("s3:DeleteObject", f"{bucket}/{one['Key']}") for one in params["Delete"]["Objects"]]
    if operation.startswith("List") and operation != "ListParts":
        other = {"ListObjectVersions": "ListBucketVersions", "ListMultipartUploads": "ListBucketMultipartUploads"}
        return [(f"s3:{other.get(operation, 'ListBucket')}", bucket)]
    if operation == "CopyObject":
        source = params["CopySource"]
        return [
            ("s3:GetObject", f"arn:aws:s3:::{source['Bucket']}/{source['Key']}"),
            ("s3:PutObject", f"{bucket}/{params['Key']}"),
        ]
    writes = dict.fromkeys(("UploadPart", "CreateMultipartUpload", "CompleteMultipartUpload"), "PutObject")
    action = {"HeadObject": "GetObject", "ListParts": "ListMultipartUploadParts", **writes}.get(operation, operation)
    return [(f"s3:{action}", f"{bucket}/{params['Key']}")]


def _secretsmanager(operation: str, params: Json) -> Iterable[Deed]:
    return [(f"secretsmanager:{operation}", params["SecretId"])]


def _events(operation: str, params: Json) -> Iterable[Deed]:
    return [(f"events:{operation}", _bus(entry.get("EventBusName", "default"))) for entry in params["Entries"]]


def _sesv2(operation: str, params: Json) -> Iterable[Deed]:
    account = f"arn:aws:ses:{REGION}:{DEFAULT_ACCOUNT_ID}"
    if operation != "SendEmail":
        # SES adds an id of its own to the ARN of a tenant.
        named = [f"{account}:tenant/{params['TenantName']}/tn-1"] if "TenantName" in params else []
        named += [f"{account}:identity/{params['EmailIdentity']}"] if "EmailIdentity" in params else []
        named += [params["ResourceArn"]] if "ResourceArn" in params else []
        actions = [operation, "TagResource"] if params.get("Tags") else [operation]
        return [(f"ses:{action}", arn) for action in actions for arn in named]
    raw = params.get("Content", {}).get("Raw")
    action = "ses:SendRawEmail" if raw else "ses:SendEmail"
    sender = params.get("FromEmailAddress") or (str(message_from_bytes(raw["Data"])["From"]) if raw else "")
    deeds = [(action, f"{account}:identity/{parseaddr(sender)[1].rpartition('@')[2]}")]
    if "ConfigurationSetName" in params:
        deeds.append((action, f"{account}:configuration-set/{params['ConfigurationSetName']}"))
    return deeds


def _sms(operation: str, params: Json) -> Iterable[Deed]:
    origin = str(params.get("OriginationIdentity", ""))
    kind = "phone-number" if origin.startswith(("+", "phone-")) or not origin else "sender-id"
    return [(f"sms-voice:{operation}", f"arn:aws:sms-voice:{REGION}:{DEFAULT_ACCOUNT_ID}:{kind}/{origin}")]


_DEEDS: Mapping[str, Callable[[str, Json], Iterable[Deed]]] = {
    "dynamodb": _dynamodb,
    "sqs": _sqs,
    "s3": _s3,
    "secretsmanager": _secretsmanager,
    "events": _events,
    "sesv2": _sesv2,
    "pinpoint-sms-voice-v2": _sms,
}


def _table(name: str) -> str:
    return f"arn:aws:dynamodb:{REGION}:{DEFAULT_ACCOUNT_ID}:table/{name.rsplit('/', 1)[-1]}"


def _queue(name: str) -> str:
    return f"arn:aws:sqs:{REGION}:{DEFAULT_ACCOUNT_ID}:{name}"


def _bus(name: str) -> str:
    return f"arn:aws:events:{REGION}:{DEFAULT_ACCOUNT_ID}:event-bus/{name}"
