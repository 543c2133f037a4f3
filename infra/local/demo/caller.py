"""A caller of the API over HTTP, as the demo is one: whatever the demo has, anybody could have made."""

import http.client
import json
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self


class StepFailedError(Exception):
    """The stack answered a step of the demo with an error, or not with what the step needs."""


class Caller:
    """Calls the API and the stack's own routes for one tenant over one connection."""

    def __init__(self, connection: http.client.HTTPConnection, tenant_id: str, **claims: str) -> None:
        self._connection = connection
        self._headers = {"content-type": "application/json"}
        asked = {"tenant_id": tenant_id, "user_id": "demo-admin", "super_user": True} | claims
        token = self.send("POST", "/_local/token", asked)
        self._headers["authorization"] = f"Bearer {token['access_token']}"

    @classmethod
    @contextmanager
    def of(cls, base_url: str, tenant_id: str, **claims: str) -> Iterator[Self]:
        """Yield a caller, and close its connection at the end."""
        address = urllib.parse.urlsplit(base_url)
        connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=60)
        try:
            yield cls(connection, tenant_id, **claims)
        finally:
            connection.close()

    def send(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Send a request and return the response body. Raise StepFailedError if the response is an error."""
        payload = None if body is None else json.dumps(body).encode("utf-8")
        self._connection.request(method, path, payload, self._headers)
        answer = self._connection.getresponse()
        text = answer.read().decode("utf-8")
        if answer.status >= http.client.BAD_REQUEST:
            raise StepFailedError(f"{method} {path} answered {answer.status} {text[:300]}")
        value = json.loads(text) if text else {}
        return value if isinstance(value, dict) else {}

    def made(self, path: str, body: dict[str, Any], field: str) -> str:
        """Send a POST and return this field of the response, an id. Raise StepFailedError if it has none."""
        answer = self.send("POST", path, body)
        if not isinstance(answer.get(field), str):
            raise StepFailedError(f"POST {path} answered without {field}")
        return str(answer[field])
