"""Answers requests about items without botocore: no bytes are written, signed or parsed. For tests of very many histories.

Neither the taps of `tests/faults` nor those of `tests/checks` see these calls: rights and isolation are for the tests that every other
route has. A request that moto refuses changes nothing, so it is sent again the usual way, and fails as it does there.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from botocore.client import BaseClient
from moto.core.exceptions import ServiceException
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.core.utils import camelcase_to_underscores
from moto.dynamodb.responses import DynamoHandler
from werkzeug.exceptions import HTTPException

from tests.aws_in_process.moto_direct import OF_ITEMS, members_of

Json = dict[str, Any]
_METHODS = {operation: camelcase_to_underscores(operation) for operation in OF_ITEMS}
_METADATA = {"RequestId": "0" * 52, "HTTPStatusCode": 200, "HTTPHeaders": {}, "RetryAttempts": 0}


@contextmanager
def inline() -> Iterator[None]:
    """Answer requests about items inline while the body runs. One thread only: moto's lock is not taken."""
    usual = BaseClient._make_api_call  # type: ignore[attr-defined]  # a private method of botocore

    def make_api_call(client: BaseClient, operation: str, params: Json) -> Any:
        if operation not in OF_ITEMS or client.meta.service_model.service_name != "dynamodb":
            return usual(client, operation, params)
        try:
            result = getattr(_InlineHandler(client.meta.region_name, params), _METHODS[operation])().result
        except (ServiceException, HTTPException):
            return usual(client, operation, params)
        said = {name: _copied(result[name]) for name in members_of(operation) if result.get(name) is not None}
        return said | {"ResponseMetadata": _METADATA}

    with patch.object(BaseClient, "_make_api_call", make_api_call):
        yield


class _InlineHandler(DynamoHandler):
    """Moto's handler of one request, made of what it needs."""

    def __init__(self, region: str, params: Json) -> None:
        super().__init__()
        self.region = region
        self.current_account = DEFAULT_ACCOUNT_ID
        self.params: Json = _copied(params)
        self.body = self.params


def _copied(value: Any) -> Any:
    if type(value) is dict:
        return {name: _copied(one) for name, one in value.items()}
    if type(value) is list:
        return [_copied(one) for one in value]
    return value
