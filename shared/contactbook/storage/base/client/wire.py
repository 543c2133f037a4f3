"""Requests and answers about items as they are on the wire (decision 0222).

Our parameters are DynamoDB's JSON already. Botocore walks each of them, and each answer, by its model of the service, to encode bytes:
that is a quarter of a large transaction. Here bytes are encoded while the JSON is written, and `row_of` decodes those that it reads.
A test compares the bodies with botocore's own.
"""

import json
from base64 import b64encode
from typing import Any

from botocore.model import OperationModel, Shape
from botocore.parsers import JSONParser, ResponseParser, ResponseParserFactory
from botocore.serialize import JSONSerializer

# What these operations answer holds nothing but JSON, and bytes in base64. Any other answer is read by botocore's model.
_OF_ITEMS = frozenset(
    f"{operation}Output"
    for operation in ("BatchGetItem", "BatchWriteItem", "DeleteItem", "GetItem", "PutItem", "Query", "TransactWriteItems")
)


class Serializer(JSONSerializer):
    """Writes parameters as they are, with bytes in base64."""

    def serialize_to_request(self, parameters: Any, operation_model: OperationModel) -> dict[str, Any]:  # noqa: ANN401 - DynamoDB's JSON
        """Return botocore's request, with the parameters as its body."""
        request: dict[str, Any] = super().serialize_to_request({}, operation_model)
        request["body"] = _encode(parameters).encode()
        return request


class Parser(JSONParser):
    """Reads answers about items as they are. Bytes stay in base64. Errors and every other answer are read by botocore."""

    def parse(self, response: Any, shape: Shape) -> Any:  # noqa: ANN401 - DynamoDB's JSON
        """Return the answer with the status code of its response."""
        if response["status_code"] != 200 or shape is None or shape.name not in _OF_ITEMS:
            return super().parse(response, shape)
        try:
            found = json.loads(response["body"])
        except ValueError:
            return super().parse(response, shape)
        if not isinstance(found, dict):
            return super().parse(response, shape)
        return {**found, "ResponseMetadata": {"HTTPStatusCode": response["status_code"]}}


class Parsers(ResponseParserFactory):
    """Makes parsers: the one of this module for DynamoDB's protocol."""

    def create_parser(self, protocol_name: str) -> ResponseParser:
        """Return the parser of a protocol."""
        return Parser() if protocol_name == "json" else super().create_parser(protocol_name)


def _base64(value: object) -> str:
    if isinstance(value, bytes | bytearray):
        return b64encode(value).decode()
    raise TypeError(f"DynamoDB's JSON has no {type(value).__name__}.")


_encode = json.JSONEncoder(default=_base64).encode
