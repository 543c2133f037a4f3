"""The HTTP application that every API function builds its routes into."""

import base64
import binascii
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.api_gateway import ApiGatewayResolver, ResponseBuilder, Route, Router
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestUnsupportedContentType, RequestValidationError
from aws_lambda_powertools.utilities.typing import LambdaContext

from contactbook.api.bodies import read_json_object
from contactbook.api.dependencies import needed_callers
from contactbook.api.errors import answer, of_request_validation, problem, problem_body
from contactbook.api.idempotency import answer_once
from contactbook.api.looks import refuse_look, write_looks_down
from contactbook.domain.base.errors import (
    BodyTooLarge,
    ContactbookError,
    FieldError,
    MalformedBody,
    MissingScope,
    NotFound,
    StorageUnavailable,
    UnsupportedMediaType,
    ValidationFailed,
)
from contactbook.domain.base.field_errors import pointer_to

LARGEST_BODY = 1_000_000
_JSON_TYPES = ("application/json", "application/merge-patch+json")
# Where the reason waits for which a body is not read.
_REFUSED = "contactbook_refused"
_Handler = Callable[[dict[str, Any], LambdaContext], dict[str, Any]]


class Application(APIGatewayHttpResolver):
    """A resolver that asks who may call before it looks at what was sent: without the right, nothing of it is judged."""

    def _call_route(self, route: Route, route_arguments: dict[str, str]) -> ResponseBuilder:  # type: ignore[type-arg]
        try:
            for needed in needed_callers(route):
                needed(self.request)
                _refuse_unknown_parameters(route, self.current_event.resolved_query_string_parameters)
            refusal = self.context.get(_REFUSED)
            if refusal and route in (*self._static_routes, *self._dynamic_routes):
                raise refusal
        except ContactbookError as error:
            error = _after_the_look(self, route, route_arguments, error)
            answered = self._call_exception_handler(error, route)
            if answered:
                return answered
            raise
        return super()._call_route(route, route_arguments)


def _after_the_look(
    app: ApiGatewayResolver, route: Route, arguments: Mapping[str, str], error: ContactbookError
) -> ContactbookError:
    """The error that is answered, once it is written down that somebody without the right asked for a contact (S2.127)."""
    contact_id = arguments.get("contact_id")
    if not isinstance(error, MissingScope) or not contact_id:
        return error
    try:
        refuse_look(app.current_event.raw_event, route, contact_id)
    except StorageUnavailable as failed:
        return failed
    except NotFound:
        # An id that no record can have.
        return error
    return error


def build_app(*routers: Router) -> Application:
    """An application with the house's rules for every route: strict bodies, problem+json, idempotency, ETag and Location."""
    app = Application(enable_validation=True, json_body_deserializer=read_json_object)
    app.use(middlewares=[write_looks_down, answer_once, name_what_was_answered])

    @app.exception_handler(ContactbookError)
    def refuse(error: ContactbookError) -> Response[str]:
        return problem(error, app.current_event.path)

    @app.exception_handler(RequestValidationError)
    def refuse_request(error: RequestValidationError) -> Response[str]:
        return problem(of_request_validation(error), app.current_event.path)

    @app.exception_handler(RequestUnsupportedContentType)
    def refuse_content_type(_: RequestUnsupportedContentType) -> Response[str]:
        return problem(UnsupportedMediaType("A body must be application/json."), app.current_event.path)

    @app.not_found
    def refuse_unknown_route(_: NotFoundError) -> Response[str]:
        return _unknown_route(app)

    for router in routers:
        app.include_router(router)
    return app


def handler_of(app: Application, *, largest_body: int = LARGEST_BODY, forms: bool = False) -> _Handler:
    """The Lambda handler of an application. With `forms`, bodies of HTML forms are let through as well."""

    def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
        try:
            accepted = _accepted(event, largest_body, forms=forms)
        except ContactbookError as error:
            accepted = {**event, "body": None, "isBase64Encoded": False}
            app.append_context(**{_REFUSED: error})
        return app.resolve(accepted, context)

    return handler


def name_what_was_answered(app: ApiGatewayResolver, next_middleware: NextMiddleware) -> Response:  # type: ignore[type-arg]
    """Middleware: the version of what is answered as its ETag and, for what was made, its own address as Location."""
    response = next_middleware(app)
    body = response.body
    if response.status_code == HTTPStatus.NO_CONTENT.value:
        response.body, response.content_type = "", None
    if isinstance(body, dict):
        if isinstance(body.get("version"), int):
            response.headers.setdefault("ETag", f'"{body["version"]}"')
        path, location = app.current_event.path, None
        if response.status_code == HTTPStatus.CREATED.value:
            location = _location(path, body)
        elif response.status_code == HTTPStatus.ACCEPTED.value:
            location = _location_of_work(path, body)
        if location:
            response.headers.setdefault("Location", location)
    return response


# A thing that is addressed by its own id alone, though it is made under its contact.
_OWN_ADDRESS = {"account_id": "/v1/accounts/", "communication_id": "/v1/communications/"}


def _location(path: str, body: dict[str, Any]) -> str | None:
    """Where the thing that was made is: below its list, under the id named after the list; else under the first id it has."""
    noun = _noun_of(path)
    ids = [name for name in body if name.endswith("_id")]
    name = next((name for name in ids if name.removesuffix("_id") in (noun, noun.removesuffix("e"))), next(iter(ids), None))
    if name is None:
        return None
    return f"{_OWN_ADDRESS.get(name, path.rstrip('/') + '/')}{quote(str(body[name]), safe='')}"


def _location_of_work(path: str, body: dict[str, Any]) -> str | None:
    """Where work that goes on in the background is read: below its list of runs, exports, ..., under the id named after it."""
    noun = _noun_of(path)
    name = next((name for name in body if name.endswith("_id") and noun.endswith(name.removesuffix("_id"))), None)
    return f"{path.rstrip('/')}/{quote(str(body[name]), safe='')}" if name else None


def _noun_of(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2].replace("-", "_").removesuffix("s")


# Every list takes these, also one that always fits on a page.
_PAGING = {"limit", "cursor"}


def _refuse_unknown_parameters(route: Route, given: Mapping[str, object]) -> None:
    """A filter that is spelled wrong must not answer as if nothing had been filtered."""
    known = {field.alias for field in route.dependant.query_params} | _PAGING
    unknown = sorted(set(given) - known)
    if unknown:
        errors = [FieldError(pointer_to([name]), "unknown_field", "This route has no such parameter.") for name in unknown[:20]]
        raise ValidationFailed("The request has unknown parameters.", code="unknown_field", errors=errors)


def _accepted(event: dict[str, Any], largest_body: int, *, forms: bool) -> dict[str, Any]:
    body = event.get("body")
    if not body:
        return event
    text = _text(event, body)
    if len(text.encode("utf-8", "surrogatepass")) > largest_body:
        raise BodyTooLarge(f"A body may have {largest_body} bytes.")
    headers: Mapping[str, str] = event.get("headers") or {}
    content_type = next((value for name, value in headers.items() if name.lower() == "content-type"), "")
    media_type = content_type.partition(";")[0].strip().lower()
    if forms and media_type == "application/x-www-form-urlencoded":
        return {**event, "body": text, "isBase64Encoded": False}
    if media_type not in _JSON_TYPES:
        raise UnsupportedMediaType("A body must be application/json.")
    # Powertools reads application/json only; merge-patch is JSON as well.
    kept = {name: value for name, value in headers.items() if name.lower() != "content-type"}
    return {**event, "body": text, "isBase64Encoded": False, "headers": {**kept, "content-type": "application/json"}}


def _text(event: Mapping[str, Any], body: str) -> str:
    try:
        if event.get("isBase64Encoded"):
            return base64.b64decode(body).decode("utf-8")
        body.encode("utf-8")
    except (UnicodeError, binascii.Error) as error:
        raise MalformedBody("The body is not UTF-8.") from error
    return body


def _unknown_route(app: ApiGatewayResolver) -> Response[str]:
    path = app.current_event.path
    # What a static path has counts, not what a pattern that also fits it would make of it.
    matching = [
        {route.method for route in routes if route.rule.match(path)}
        for routes in (app._static_routes, app._dynamic_routes)  # noqa: SLF001
    ]
    methods = sorted(next(filter(None, matching), set()))
    if methods:
        body = problem_body(HTTPStatus.METHOD_NOT_ALLOWED, "method_not_allowed", "There is no such method here.", path)
        return answer(HTTPStatus.METHOD_NOT_ALLOWED, body, {"Allow": ", ".join(methods)})
    return problem(NotFound("There is no such route."), path)
