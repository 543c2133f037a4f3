"""DynamoDB below botocore for warm requests: it keeps one contact, and records the calls so that raw boto3 can make the same."""

import json
import re
from base64 import b64decode
from typing import Any

from botocore.awsrequest import AWSResponse

_JSON: Any = {"Content-Type": "application/x-amz-json-1.0"}
# Key material that protects nothing outside of a benchmark.
_KEYS = json.dumps({"SecretString": json.dumps({"current": "1", "1": "11" * 32, "key": "refusals"})}).encode()
_NOTHING = b'{"Items": [], "Count": 0, "ScannedCount": 0}'
_OPERATION = re.compile(r"(?<=[a-z])(?=[A-Z])")


class _Body:
    """The body of a stubbed HTTP response."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def stream(self, **_: Any) -> list[bytes]:
        """Return the body in one piece."""
        return [self._body]


class RecordedCalls:
    """A table with the contact that was created first, whatever is written later."""

    def __init__(self) -> None:
        self.made: list[tuple[str, dict[str, Any]]] = []
        self.is_recording = True
        self._answers: dict[str, bytes] = {}

    def answer(self, request: Any) -> AWSResponse:
        """Answer a request as botocore sends it. One for settings, which a function caches for seconds, is not recorded."""
        operation = request.headers["X-Amz-Target"].decode().rpartition(".")[2]
        if operation == "GetSecretValue":
            return AWSResponse(request.url, 200, _JSON, _Body(_KEYS))
        is_of_settings = b"SETTINGS" in request.body
        if self.is_recording and not is_of_settings:
            self._record(operation, json.loads(request.body))
        answered = _NOTHING if is_of_settings else self._answers.get(operation, _NOTHING)
        return AWSResponse(request.url, 200, _JSON, _Body(answered))

    def _record(self, operation: str, asked: dict[str, Any]) -> None:
        self.made.append((_OPERATION.sub("_", operation).lower(), _with_bytes(asked)))
        if operation == "TransactWriteItems" and "GetItem" not in self._answers:
            puts = [item["Put"]["Item"] for item in asked["TransactItems"] if "Put" in item]
            contact = next(put for put in puts if put["sk"]["S"] == "PROFILE")
            self._answers["GetItem"] = json.dumps({"Item": contact}).encode()
            self._answers["Query"] = json.dumps({"Items": [contact], "Count": 1, "ScannedCount": 1}).encode()


def _with_bytes(asked: Any) -> Any:
    """Return the parameters as boto3 takes them: binary attributes are bytes."""
    if isinstance(asked, list):
        return [_with_bytes(one) for one in asked]
    if not isinstance(asked, dict):
        return asked
    if asked.keys() == {"B"}:
        return {"B": b64decode(asked["B"])}
    return {name: _with_bytes(value) for name, value in asked.items()}
