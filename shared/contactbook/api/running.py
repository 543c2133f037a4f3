"""Running a route that Powertools has found: its arguments, its dependencies and its answer (decision 0222).

Powertools reads the types of a route and of its dependencies anew for each request, and describes each middleware in a text. Here a
route is looked at once, and its middlewares are called one after another. What an argument or an answer means is Powertools' own code.
"""

from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from functools import partial
from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import ApiGatewayResolver, Route
from aws_lambda_powertools.event_handler.middlewares.openapi_validation import (
    OpenAPIRequestValidationMiddleware,
    OpenAPIResponseValidationMiddleware,
    _get_multi_value_query_params,
    _normalize_multi_params,
    _request_body_to_args,
    _request_params_to_args,
)
from aws_lambda_powertools.event_handler.openapi.compat import ModelField, _normalize_errors
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError
from pydantic import JsonValue

from contactbook.api.dependencies import solved
from contactbook.api.looks import ARGUMENTS, ROUTE
from contactbook.api.sent_back import BODY, body_to_validate, present_answer, takes_back, without_sent_back
from contactbook.domain.base.unknown import has_unknown, unknown_fields, without_unknown

Middleware = Callable[..., Response[Any]]
# The context keys of the running route's arguments, as Powertools has them.
_ARGUMENTS = "_route_args"


class _Requests(OpenAPIRequestValidationMiddleware):
    """Validates a request, without the unchanged fields that only answers have."""

    def validate(self, app: ApiGatewayResolver, routes: Callable[[], Sequence[Route]]) -> None:
        """Put the validated arguments into the context. Raises ValidationFailed `read_only`, and as Powertools."""
        present: list[JsonValue] = []
        while True:
            try:
                app.context[_ARGUMENTS] = self._arguments(app)
            except RequestValidationError as error:
                if not takes_back(app):
                    raise
                present = present or [present_answer(app, routes())]
                # Each round leaves out one field at least: an error inside a field shows once the fields beside it are known.
                app.context[BODY] = without_sent_back(self._get_body(app), error, present[0], app)
            else:
                return

    def _arguments(self, app: ApiGatewayResolver) -> dict[str, Any]:
        """Return the values of the path, the query and the body, by parameter. No route reads a header or a cookie this way."""
        event, dependant = app.current_event, app.context[ROUTE].dependant
        if dependant.header_params or dependant.cookie_params:
            raise TypeError("a route reads headers in a dependency")
        query: MutableMapping[str, Any] = event.resolved_query_string_parameters
        if query:
            several = _get_multi_value_query_params(event)
            query = _normalize_multi_params(query, dependant.query_params, multi_value_params=several)
        found = [
            _request_params_to_args(dependant.path_params, app.context[ARGUMENTS]),
            _request_params_to_args(dependant.query_params, query),
        ]
        if dependant.body_params:
            found.append(_request_body_to_args(required_params=dependant.body_params, received_body=self._get_body(app)))
        errors = [error for _, wrong in found for error in wrong]
        if errors:
            raise RequestValidationError(_normalize_errors(errors))
        values = {name: value for values, _ in found for name, value in values.items()}
        _refuse_unknown_fields([values.get(one.name) for one in dependant.body_params])
        return values

    def _get_body(self, app: ApiGatewayResolver) -> dict[str, Any]:
        kept = body_to_validate(app)
        return super()._get_body(app) if kept is None else kept


def _refuse_unknown_fields(sent: Iterable[object]) -> None:
    """Raises RequestValidationError: what is also stored keeps unknown fields, but a request may bring none."""
    unknown = [
        {"type": "extra_forbidden", "loc": ("body", *place), "msg": "unknown", "input": content}
        for value in sent
        if has_unknown(value)
        for place, content in unknown_fields(value)
    ]
    if unknown:
        raise RequestValidationError(unknown)


class _Answers(OpenAPIResponseValidationMiddleware):
    """Writes answers without the fields that this version does not know (S8.5)."""

    def written(self, route: Route, response: Response[Any]) -> Response[Any]:
        """Return the response with its body as JSON values."""
        found: Response[Any] = self._handle_response(route=route, response=response)
        return found

    def _serialize_response_with_validation(self, *, field: ModelField, response_content: object, **options: Any) -> Any:  # noqa: ANN401 - as in Powertools
        # A model of the declared type is taken as it is. Anything else is validated.
        value, errors = field.validate(response_content, loc=("response",))
        if errors:
            # Powertools reports them.
            return super()._serialize_response_with_validation(field=field, response_content=response_content, **options)
        return field.serialize(without_unknown(value))


_requests = _Requests()  # type: ignore[no-untyped-call]  # Powertools' own has no types.
_answers = _Answers()


def stack_of(
    route: Route, middlewares: Sequence[Middleware], routes: Callable[[], Sequence[Route]]
) -> Callable[[ApiGatewayResolver], Response[Any]]:
    """Return what runs a route: the request is validated, then the middlewares are called around the route."""
    stack: Callable[[ApiGatewayResolver], Response[Any]] = partial(_answered, route)
    for middleware in reversed(middlewares):
        stack = partial(_called, middleware, stack)
    return partial(_validated, stack, routes)


def _validated(
    stack: Callable[[ApiGatewayResolver], Response[Any]], routes: Callable[[], Sequence[Route]], app: ApiGatewayResolver
) -> Response[Any]:
    _requests.validate(app, routes)
    return stack(app)


def _called(
    middleware: Middleware, following: Callable[[ApiGatewayResolver], Response[Any]], app: ApiGatewayResolver
) -> Response[Any]:
    return middleware(app, following)


def _answered(route: Route, app: ApiGatewayResolver) -> Response[Any]:
    arguments: Mapping[str, Any] = app.context[_ARGUMENTS]
    found = route.func(**arguments, **solved(route.func, app.request))
    response: Response[Any] = app._to_response(found)  # type: ignore[assignment]  # noqa: SLF001 - as Powertools' own last step
    return _answers.written(route, response)
