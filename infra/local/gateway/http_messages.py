"""Requests and answers, before and after the wire."""

import json
from dataclasses import dataclass, field
from http import HTTPStatus

from infra.local.stack.json_values import Json

PROBLEM = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came: `target` is the undecoded path with its query, header names are in lower case."""

    method: str
    target: str
    headers: list[tuple[str, str]]
    body: bytes
    source_ip: str

    @property
    def path(self) -> str:
        """The undecoded path."""
        return self.target.partition("?")[0]

    def header(self, name: str) -> str | None:
        """The first header of this name."""
        return next((value for key, value in self.headers if key == name), None)


@dataclass(frozen=True, slots=True)
class Response:
    """One answer; the server adds its length and date."""

    status: int
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""

    @classmethod
    def of_json(cls, status: int, value: Json, content_type: str = "application/json") -> "Response":
        """An answer in JSON."""
        return cls(status, [("content-type", content_type)], json.dumps(value).encode("utf-8"))

    @classmethod
    def problem(cls, status: int, code: str, detail: str, instance: str = "/") -> "Response":
        """An error in the API's own form."""
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
