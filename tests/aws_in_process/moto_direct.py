"""Passes requests about items straight to moto's DynamoDB. The answers stay the same.

For every request of any service, moto makes a WSGI request, tries the addresses of all of AWS, and walks through the shapes of
the service's model, in and out. DynamoDB's JSON needs none of that: only its bytes are encoded. Signatures are not checked, so
requests to AWS's own addresses get none, and a client's address is found once.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache, wraps
from typing import Any
from unittest.mock import patch
from weakref import WeakKeyDictionary

from botocore.awsrequest import AWSPreparedRequest, AWSRequest
from botocore.regions import EndpointRulesetResolver
from botocore.signers import RequestSigner
from moto.core import responses
from moto.core.botocore_stubber import BotocoreStubber
from moto.core.common_types import TYPE_RESPONSE
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.core.responses import ActionResult
from moto.core.utils import get_service_model
from moto.dynamodb.responses import DynamoHandler

# Operations whose answer holds no time, which moto's own serializer writes.
OF_ITEMS = frozenset(
    {
        "BatchGetItem",
        "BatchWriteItem",
        "DeleteItem",
        "GetItem",
        "PutItem",
        "Query",
        "Scan",
        "TransactGetItems",
        "TransactWriteItems",
        "UpdateItem",
    }
)
# The start of AWS's own addresses of DynamoDB.
DYNAMODB = "https://dynamodb."
_END = ".amazonaws.com/"
_JSON = "application/x-amz-json-1.0"

# A request or answer as DynamoDB's JSON.
Json = dict[str, Any]
Process = Callable[[BotocoreStubber, AWSPreparedRequest], TYPE_RESPONSE | None]


@contextmanager
def direct() -> Iterator[None]:
    """Run moto with this way to its DynamoDB."""
    with ExitStack() as patches:
        patches.enter_context(
            patch.object(BotocoreStubber, "process_request", _past_the_address(BotocoreStubber.process_request))
        )
        patches.enter_context(patch.object(RequestSigner, "handler", _for_dynamodb_unsigned(RequestSigner.handler)))
        patches.enter_context(
            patch.object(EndpointRulesetResolver, "construct_endpoint", _found_once(EndpointRulesetResolver.construct_endpoint))
        )
        patches.enter_context(patch.object(responses, "gen_amzn_requestid_long", _same_request_id))
        yield


class _ItemHandler(DynamoHandler):
    """Moto's handler of one request, made of what it needs."""

    def __init__(self, operation: str, region: str, body: bytes) -> None:
        super().__init__()
        self.operation = operation
        self.region = region
        self.current_account = DEFAULT_ACCOUNT_ID
        self.params: Json = json.loads(body, object_hook=_with_bytes)
        self.headers = {"x-amz-target": operation, "Content-Type": _JSON}
        self.response_headers = {}
        self.querystring = {}

    def _get_action(self) -> str:
        return self.operation

    def serialized(self, action_result: ActionResult) -> TYPE_RESPONSE:
        result = action_result.result
        if not isinstance(result, dict):
            return super().serialized(action_result)
        said = {name: result[name] for name in members_of(self.operation) if result.get(name) is not None}
        return 200, {"Content-Type": _JSON}, json.dumps(said, default=_text)


def _past_the_address(process: Process) -> Process:
    @wraps(process)
    def processed(stubber: BotocoreStubber, request: AWSPreparedRequest) -> TYPE_RESPONSE | None:
        target = _text_of(request.headers.get("X-Amz-Target", "")).rpartition(".")[2]
        url = str(request.url)
        if target not in OF_ITEMS or not (url.startswith(DYNAMODB) and url.endswith(_END)):
            return process(stubber, request)
        answer: TYPE_RESPONSE = _ItemHandler(target, url[len(DYNAMODB) : -len(_END)], request.body).call_action()
        return answer

    return processed


def _found_once(find: Callable[..., Any]) -> Callable[..., Any]:
    found: WeakKeyDictionary[EndpointRulesetResolver, Any] = WeakKeyDictionary()

    @wraps(find)
    def construct_endpoint(resolver: EndpointRulesetResolver, operation_model: Any, call_args: Any, request_context: Any) -> Any:
        if operation_model.service_model.service_name != "dynamodb":
            return find(resolver, operation_model, call_args, request_context)
        if resolver not in found:
            found[resolver] = find(resolver, operation_model, call_args, request_context)
        return found[resolver]

    return construct_endpoint


def _for_dynamodb_unsigned(sign: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(sign)
    def handler(signer: RequestSigner, operation_name: str, request: AWSRequest, **kwargs: Any) -> Any:
        return None if str(request.url).startswith(DYNAMODB) else sign(signer, operation_name, request, **kwargs)

    return handler


@cache
def members_of(operation: str) -> tuple[str, ...]:
    """Return the names of what the operation's answer may hold, because moto's handler leaves more in it."""
    return tuple(get_service_model("dynamodb").operation_model(operation).output_shape.members)


def _with_bytes(value: Json) -> Json:
    """Decode an attribute of bytes, which has no other member and whose value is text."""
    if len(value) != 1:
        return value
    if isinstance(found := value.get("B"), str):
        return {"B": b64decode(found)}
    return {"BS": [b64decode(one) for one in value["BS"]]} if isinstance(value.get("BS"), list) else value


def _text(value: bytes) -> str:
    return b64encode(value).decode()


def _text_of(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value


def _same_request_id(headers: dict[str, str]) -> str:
    headers["x-amzn-requestid"] = "0" * 52
    return headers["x-amzn-requestid"]
