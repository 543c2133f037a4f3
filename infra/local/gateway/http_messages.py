"""HTTP requests and responses, independent of the wire format."""

import json
from dataclasses import dataclass, field
from http import HTTPStatus

from infra.local.template.json_values import Json

PROBLEM = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request. `target` is the undecoded path with its query; header names are in lower case."""

    method: str
    target: str
    headers: list[tuple[str, str]]
    body: bytes
    source_ip: str

    @property
    def path(self) -> str:
        """Return the undecoded path."""
        return self.target.partition("?")[0]

    def header(self, name: str) -> str | None:
        """Return the first header with this name, or None."""
        return next((value for key, value in self.headers if key == name), None)


@dataclass(frozen=True, slots=True)
class Response:
    """One HTTP response. The server adds its length and date."""

    status: int
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""

    @classmethod
    def of_json(cls, status: int, value: Json, content_type: str = "application/json") -> "Response":
        """Return a response with a JSON body."""
        return cls(status, [("content-type", content_type)], json.dumps(value).encode("utf-8"))

    @classmethod
    def problem(cls, status: int, code: str, detail: str, instance: str = "/") -> "Response":
        """Return an error response in the API's own format."""
        body = {
            "type": "about:blank",
            "title": HTTPStatus(status).phrase,
            "status": int(status),
            "detail": detail,
            "instance": instance,
            "code": code,
            "errors": [],
        }
        return cls.of_json(status, body, PROBLEM)
