"""AWS below botocore, as far as an import asks for it: answers are made here, and files are kept in a folder."""

import json
import time
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from botocore.awsrequest import AWSResponse
from urllib3 import HTTPHeaderDict
from urllib3.response import HTTPResponse

# Kinds of items that the stub keeps: nothing else is read again.
_KEPT = frozenset({"import", "settings"})
# Transactions that are sent again by raw boto3.
_SAMPLED = 100


class Aws:
    """The services that the job calls. It counts requests and keeps some transactions."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.requests: Counter[str] = Counter()
        self.seconds = 0.0
        self.sampled: list[Any] = []
        self._items: dict[tuple[str, str], Any] = {}

    def send(self, request: Any) -> AWSResponse:
        """Answer a request as botocore sends it. Its own CPU is added up in `seconds`."""
        begun = time.process_time()
        try:
            return self._answer(request)
        finally:
            self.seconds += time.process_time() - begun

    def _answer(self, request: Any) -> AWSResponse:
        target = request.headers.get("X-Amz-Target")
        if target is None:
            return self._file(request)
        operation = (target.decode() if isinstance(target, bytes) else target).rpartition(".")[2]
        self.requests[operation] += 1
        body: Any = getattr(self, f"_{operation}", lambda _: {})(json.loads(request.body))
        return response(request.url, json.dumps(body).encode(), {"Content-Type": "application/x-amz-json-1.0"})

    def _TransactWriteItems(self, asked: Any) -> Any:  # noqa: N802 - the name of the operation
        if len(self.sampled) < _SAMPLED and len(asked["TransactItems"]) > 1:
            self.sampled.append(asked["TransactItems"])
        for item in (one["Put"]["Item"] for one in asked["TransactItems"] if "Put" in one):
            if item["kind"]["S"] in _KEPT:
                self._items[item["pk"]["S"], item["sk"]["S"]] = item
        return {}

    def _GetItem(self, asked: Any) -> Any:  # noqa: N802 - the name of the operation
        found = self._items.get((asked["Key"]["pk"]["S"], asked["Key"]["sk"]["S"]))
        return {"Item": found} if found else {}

    def _GetSecretValue(self, _: Any) -> Any:  # noqa: N802 - the name of the operation
        return {"SecretString": '{"key": "refusals"}'}

    def _Query(self, _: Any) -> Any:  # noqa: N802 - the name of the operation
        return {"Items": [], "Count": 0, "ScannedCount": 0}

    def _BatchGetItem(self, asked: Any) -> Any:  # noqa: N802 - the name of the operation
        return {"Responses": {name: [] for name in asked["RequestItems"]}, "UnprocessedKeys": {}}

    def _file(self, request: Any) -> AWSResponse:
        """Answer S3: an object is a file of the folder, and a part of an upload is added to it."""
        self.requests["S3"] += 1
        place = urlsplit(request.url)
        path, query = self.folder / place.path.replace("/", "_"), parse_qs(place.query, keep_blank_values=True)
        if request.method == "POST":
            text = "<R><UploadId>1</UploadId></R>" if "uploads" in query else "<R><ETag>1</ETag></R>"
            return response(request.url, text.encode(), {})
        if request.method == "PUT":
            content = request.body if isinstance(request.body, bytes) else request.body.read() if request.body else b""
            with path.open("ab" if "partNumber" in query else "wb") as file:
                file.write(content)
            return response(request.url, b"", {"ETag": '"1"'})
        if not path.exists():
            return response(request.url, b"", {}, status=404)
        stands = {"ETag": '"1"', "Last-Modified": "Mon, 02 Mar 2026 09:00:00 GMT"}
        headers = {"Content-Length": str(path.stat().st_size), **stands}
        if request.method == "HEAD":
            return response(request.url, b"", headers)
        first, last = request.headers["Range"].decode().removeprefix("bytes=").split("-")
        with path.open("rb") as file:
            file.seek(int(first))
            return response(request.url, file.read(int(last) - int(first) + 1), stands, status=206)


def response(url: str, body: bytes, headers: dict[str, str], *, status: int = 200) -> AWSResponse:
    """Return an answer as botocore gets it."""
    raw: Any = HTTPResponse(BytesIO(body), status=status, preload_content=False)
    answered: Any = HTTPHeaderDict(headers)
    return AWSResponse(url, status, answered, raw)
