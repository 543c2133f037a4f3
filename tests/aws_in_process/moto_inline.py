"""Answers requests about items without botocore: no bytes are written, signed or parsed.

A request that moto refuses changes nothing, so it is sent again the usual way, and fails as it does there. So is one to another
address than AWS's own.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from unittest.mock import patch

from botocore.client import BaseClient
from moto.core.exceptions import ServiceException
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.core.utils import camelcase_to_underscores
from moto.dynamodb.responses import DynamoHandler
from werkzeug.exceptions import HTTPException

from tests.aws_in_process.moto_direct import DYNAMODB, OF_ITEMS, members_of

Json = dict[str, Any]
_METHODS = {operation: camelcase_to_underscores(operation) for operation in OF_ITEMS}
_METADATA = {"RequestId": "0" * 52, "HTTPStatusCode": 200, "HTTPHeaders": {}, "RetryAttempts": 0}


@contextmanager
def inline() -> Iterator[None]:
    """Answer requests about items inline while the body runs, above every tap. For tests of very many histories.

    Rights and isolation, which taps check, are for the tests that every other route has. One thread only: moto's lock is not taken.
    """
    usual = BaseClient._make_api_call  # type: ignore[attr-defined]  # a private method of botocore

    def make_api_call(client: BaseClient, operation: str, params: Json) -> Any:
        answer = _answered(client, operation, params)
        return usual(client, operation, params) if answer is None else answer

    with patch.object(BaseClient, "_make_api_call", make_api_call):
        yield


def inline_way(lock: AbstractContextManager[bool]) -> Callable[[BaseClient, str, Json], Json | None]:
    """Return the way as `short_way` of `tests/faults/taps.py` takes it: below the taps, one call at a time."""

    def answered(client: BaseClient, operation: str, params: Json) -> Json | None:
        with lock:
            return _answered(client, operation, params)

    return answered


def _answered(client: BaseClient, operation: str, params: Json) -> Json | None:
    """Return moto's answer, or None for what the usual way must answer."""
    if operation not in OF_ITEMS or not client.meta.endpoint_url.startswith(DYNAMODB):
        return None
    try:
        result = getattr(_InlineHandler(client.meta.region_name, params), _METHODS[operation])().result
    except (ServiceException, HTTPException):
        return None
    said = {name: _copied(result[name]) for name in members_of(operation) if result.get(name) is not None}
    return said | {"ResponseMetadata": _METADATA}


class _InlineHandler(DynamoHandler):
    """Moto's handler of one request, made of what it needs."""

    def __init__(self, region: str, params: Json) -> None:
        super().__init__()
        self.region = region
        self.current_account = DEFAULT_ACCOUNT_ID
        self.params: Json = _received(params)
        self.body = self.params


def _received(value: Any) -> Any:
    """Copy a request. Bytes may be given as text: `{"B": "text"}` has no other member."""
    if type(value) is dict:
        if len(value) == 1:
            ((name, one),) = value.items()
            if name == "B" and type(one) is str:
                return {name: one.encode()}
            if name == "BS":
                return {name: [part.encode() if type(part) is str else part for part in one]}
            return {name: _received(one)}
        return {name: _received(one) for name, one in value.items()}
    if type(value) is list:
        return [_received(one) for one in value]
    return value


def _copied(value: Any) -> Any:
    if type(value) is dict:
        return {name: _copied(one) for name, one in value.items()}
    if type(value) is list:
        return [_copied(one) for one in value]
    return value
