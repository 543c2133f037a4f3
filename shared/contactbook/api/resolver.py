"""The HTTP application of every API function. Only this module and `running` use private parts of Powertools."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from http import HTTPStatus
from typing import Any, get_type_hints

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.api_gateway import ApiGatewayResolver, ResponseBuilder, Route, Router
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestUnsupportedContentType, RequestValidationError
from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic_core import to_json

from contactbook.api.bodies import JSON, LARGEST_BODY, accepted_event, read_json_object
from contactbook.api.closing import require_open_tenant
from contactbook.api.conditional import answer_unchanged
from contactbook.api.dependencies import needed_callers
from contactbook.api.errors import answer, of_request_validation, problem, problem_body
from contactbook.api.idempotency import answer_once
from contactbook.api.locations import add_headers
from contactbook.api.looks import ARGUMENTS, ROUTE, record_reads, record_refusal
from contactbook.api.running import stack_of
from contactbook.api.sent_back import body_to_validate
from contactbook.api.shares import use_request_share
from contactbook.domain.base.errors import (
    ContactbookError,
    FieldError,
    MissingScope,
    NotFound,
    StorageUnavailable,
    UnsupportedMediaType,
    ValidationFailed,
)
from contactbook.domain.base.field_errors import pointer_to

# The context key of the error for which the body is not read.
_REFUSED = "contactbook_refused"
_Handler = Callable[[dict[str, Any], LambdaContext], dict[str, Any]]


def _as_json(body: object) -> str:
    # In ASCII, as it always was: the signature of a consent receipt is about its bytes.
    return to_json(body, ensure_ascii=True).decode()


# What is called around every route, the outermost first.
_AROUND = (answer_unchanged, record_reads, answer_once, add_headers)


class Application(APIGatewayHttpResolver):
    """Checks authorization before validating the request."""

    def __init__(self) -> None:
        super().__init__(enable_validation=True, json_body_deserializer=read_json_object, serializer=_as_json)

    def _call_route(self, route: Route, route_arguments: dict[str, str]) -> ResponseBuilder:  # type: ignore[type-arg]  # Of any body.
        self.context.update({ROUTE: route, ARGUMENTS: route_arguments})
        try:
            use_request_share(self.current_event.raw_event)
            for needed in needed_callers(route):
                needed(self.request)
                _refuse_unknown_parameters(route, self.current_event.resolved_query_string_parameters)
            require_open_tenant(self.current_event.raw_event, route)
            refusal = self.context.get(_REFUSED)
            if refusal and route in routes_of(self):
                raise refusal
            _refuse_unread_body(self, route)
        except ContactbookError as error:
            error = _after_recording(self, route, route_arguments, error)
            answered = self._call_exception_handler(error, route)
            if answered:
                return answered
            raise
        return super()._call_route(route, route_arguments)


def _after_recording(
    app: ApiGatewayResolver, route: Route, arguments: Mapping[str, str], error: ContactbookError
) -> ContactbookError:
    """Record that a caller without the right asked for a contact (S2.127), and return the error to answer."""
    contact_id = arguments.get("contact_id")
    if not isinstance(error, MissingScope) or not contact_id:
        return error
    try:
        record_refusal(app, route, contact_id)
    except StorageUnavailable as failed:
        return failed
    except NotFound:
        # No record can have such an id.
        return error
    return error


def build_app(*routers: Router) -> Application:
    """Return an application with the rules of every route: strict bodies, problem+json, idempotency, ETag, Location and conditional GET."""
    app = Application()
    app.use(middlewares=list(_AROUND))

    @app.exception_handler(ContactbookError)
    def refuse(error: ContactbookError) -> Response[str]:
        return problem(error, app.current_event.path)

    @app.exception_handler(RequestValidationError)
    def refuse_request(error: RequestValidationError) -> Response[str]:
        of_body = app.current_event.body and all(one["loc"][:1] == ("body",) for one in error.errors())
        sent = (body_to_validate(app) or read_json_object(app.current_event.body or "")) if of_body else None
        return problem(of_request_validation(error, sent), app.current_event.path)

    @app.exception_handler(RequestUnsupportedContentType)
    def refuse_content_type(_: RequestUnsupportedContentType) -> Response[str]:
        return problem(UnsupportedMediaType("The body must be `application/json`."), app.current_event.path)

    @app.not_found
    def refuse_unknown_route(_: NotFoundError) -> Response[str]:
        return _unknown_route(app)

    for router in routers:
        app.include_router(router)
    for route in routes_of(app):
        # What Powertools builds at a route's first request.
        route._middleware_stack = stack_of(route, _AROUND, partial(routes_of, app))  # noqa: SLF001 - Powertools has no public way
        route._middleware_stack_built = True  # noqa: SLF001 - as above
    return app


def handler_of(app: Application, *, largest_body: int = LARGEST_BODY, forms: bool = False) -> _Handler:
    """Return the Lambda handler of an application. With `forms`, bodies of HTML forms are accepted as well."""

    def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
        try:
            accepted = accepted_event(event, largest_body, forms=forms)
        except ContactbookError as error:
            accepted = {**event, "body": None, "isBase64Encoded": False}
            app.append_context(**{_REFUSED: error})
        answered = app.resolve(accepted, context)
        # The gateway adds headers for the origin that asks, so no cache may show the answer to another one.
        answered["headers"]["Vary"] = "Origin"
        return answered

    return handler


# Ends the name of a parameter that stands for several.
FAMILY = "<name>"
# Every list takes these, also a list that always fits on one page.
_PAGING = {"limit", "cursor"}


def _refuse_unknown_parameters(route: Route, given: Mapping[str, object]) -> None:
    """Raises ValidationFailed for unknown query parameters: a misspelled filter must not answer an unfiltered list."""
    if not given:
        return
    known = {field.alias for field in route.dependant.query_params} | (_PAGING if _has_items(route) else set())
    # A parameter such as `custom.<name>` stands for all that begin so.
    families = tuple(name.removesuffix(FAMILY) for name in known if name.endswith(FAMILY))
    unknown = sorted(name for name in set(given) - known if not (families and name.startswith(families)))
    if unknown:
        errors = [
            FieldError(pointer_to([name]), "unknown_field", "This route does not have this parameter. Leave it out.")
            for name in unknown[:20]
        ]
        raise ValidationFailed("The request has unknown parameters; see `errors`.", code="unknown_field", errors=errors)


@cache
def _has_items(route: Route) -> bool:
    answer = get_type_hints(route.func).get("return")
    return route.method == "GET" and "items" in getattr(answer, "model_fields", ())


def _refuse_unread_body(app: ApiGatewayResolver, route: Route) -> None:
    """Raises ValidationFailed for fields in a body that the route does not read: `{"dry_run": true}` must not erase a person (S2.131)."""
    event = app.current_event
    if not event.body or route.dependant.body_params or event.headers.get("content-type") != JSON:
        return
    # The one that answers for an unknown path or method is none of ours: it says 404 or 405, whatever the body.
    if route not in routes_of(app):
        return
    errors = [
        FieldError(pointer_to([name]), "unknown_field", "This route reads no body. Leave it out.")
        for name in read_json_object(event.body)
    ]
    if errors:
        raise ValidationFailed("The request has unknown fields; see `errors`.", code="unknown_field", errors=errors)


def _unknown_route(app: ApiGatewayResolver) -> Response[str]:
    path = app.current_event.path
    methods = methods_at(app, path)
    if methods:
        body = problem_body(HTTPStatus.METHOD_NOT_ALLOWED, "method_not_allowed", "This route does not support the method.", path)
        return answer(HTTPStatus.METHOD_NOT_ALLOWED, body, {"Allow": ", ".join(methods)})
    return problem(NotFound("There is no such route."), path)


def routes_of(app: ApiGatewayResolver) -> list[Route]:
    """Return every route of an application."""
    return [*app._static_routes, *app._dynamic_routes]  # noqa: SLF001 - Powertools has no public list of routes


def methods_at(app: ApiGatewayResolver, path: str) -> list[str]:
    """Return the methods that the application supports at a path. A static path hides patterns that fit it as well."""
    for routes in (app._static_routes, app._dynamic_routes):  # noqa: SLF001 - as in `routes_of`
        methods = {route.method for route in routes if route.rule.match(path)}
        if methods:
            return sorted(methods)
    return []


def joined(apps: Iterable[ApiGatewayResolver]) -> APIGatewayHttpResolver:
    """Return one application with the routes of all of these, for a document that describes them together."""
    together = APIGatewayHttpResolver(enable_validation=True)
    for app in apps:
        together._static_routes.extend(routes_of(app))  # noqa: SLF001 - as in `routes_of`
    return together
