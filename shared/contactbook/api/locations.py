"""Headers of answers: ETag and Location."""

from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import ApiGatewayResolver
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware


def add_headers(app: ApiGatewayResolver, next_middleware: NextMiddleware) -> Response:  # type: ignore[type-arg]  # Of any body.
    """Middleware: add the version of the answered record as ETag, and the address of a created one as Location."""
    response = next_middleware(app)
    body = response.body
    if response.status_code == HTTPStatus.NO_CONTENT.value:
        response.body, response.content_type = "", None
    if isinstance(body, dict):
        if isinstance(body.get("version"), int):
            response.headers.setdefault("ETag", f'"{body["version"]}"')
        path, location = app.current_event.path, None
        if response.status_code == HTTPStatus.CREATED.value:
            location = location_of_created(path, body)
        elif response.status_code == HTTPStatus.ACCEPTED.value:
            location = location_of_work(path, body)
        if location:
            response.headers.setdefault("Location", location)
    return response


# Records that have an address of their own although they are created under a contact, or under all of them.
_OWN_ADDRESS = {
    "account_id": "/v1/accounts/",
    "bulk_change_id": "/v1/bulk-changes/",
    "communication_id": "/v1/communications/",
}


def location_of_created(path: str, body: dict[str, Any]) -> str | None:
    """Return the address of a created record: its list, and the id named after the list, else its first id."""
    noun = _noun_of(path)
    ids = [name for name in body if name.endswith("_id")]
    name = next((name for name in ids if name.removesuffix("_id") in (noun, noun.removesuffix("e"))), next(iter(ids), None))
    if name is None:
        return None
    return _address(path, name, body)


def location_of_work(path: str, body: dict[str, Any]) -> str | None:
    """Return the address of work in the background: its list of runs, exports, ..., and the id named after the list."""
    noun = _noun_of(path)
    name = next((name for name in body if name.endswith("_id") and noun.endswith(name.removesuffix("_id"))), None)
    return _address(path, name, body) if name else None


def _address(path: str, name: str, body: dict[str, Any]) -> str:
    return f"{_OWN_ADDRESS.get(name, path.rstrip('/') + '/')}{quote(str(body[name]), safe='')}"


def _noun_of(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2].replace("-", "_").removesuffix("s")
