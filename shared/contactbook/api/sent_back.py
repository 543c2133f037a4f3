"""Fields that only an answer has, sent back with PATCH or PUT.

A portal reads a record, edits it, and sends the whole of it back. What the answer added, such as `display_name` or the `label` beside
a type, is ignored while it is unchanged; a changed one is refused (`read_only`). The present values are those that GET answers on the
same path, to the same caller. It is asked only if a body has such fields, so other requests cost nothing more.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, cast, get_type_hints

from aws_lambda_powertools.event_handler import Request, Response
from aws_lambda_powertools.event_handler.api_gateway import ApiGatewayResolver, Route
from aws_lambda_powertools.event_handler.depends import (
    DependencyResolutionError,
    Depends,
    build_dependency_tree,
    solve_dependencies,
)
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware
from aws_lambda_powertools.event_handler.middlewares.openapi_validation import OpenAPIRequestValidationMiddleware
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError
from pydantic import BaseModel, JsonValue

from contactbook.api.errors import of_request_validation
from contactbook.api.identity import claims_of, tenant_of
from contactbook.domain.base.errors import ContactbookError, FieldError, ValidationFailed
from contactbook.domain.base.field_errors import pointer_to
from contactbook.domain.base.unknown import without_unknown
from contactbook.services.base.stores import open_store
from contactbook.services.changes.looks import looking

_TAKES_BACK = frozenset({"PATCH", "PUT"})
# The context key of the body without the fields that were sent back.
_BODY = "contactbook_body"
# Views of GET that show more than its default.
_WHOLE = {"include_inactive": True}
_Place = tuple[str | int, ...]


class SentBackFields(OpenAPIRequestValidationMiddleware):
    """Validates a request, without the unchanged fields that only answers have."""

    def handler(self, app: ApiGatewayResolver, next_middleware: NextMiddleware) -> Response:  # type: ignore[type-arg]  # Any body.
        """Validate the request, then run it. Raises ValidationFailed `read_only`, and as Powertools."""
        present: list[JsonValue] = []
        while True:
            try:
                super().handler(app, _validated)  # type: ignore[arg-type]  # It is called as a function only.
            except RequestValidationError as error:
                if app.current_event.http_method not in _TAKES_BACK:
                    raise
                present = present or [_present_answer(app)]
                # Each round leaves out one field at least: an error inside a field shows once the fields beside it are known.
                app.context[_BODY] = _without_sent_back(self._get_body(app), error, present[0], app)
            else:
                return next_middleware(app)

    def _get_body(self, app: ApiGatewayResolver) -> dict[str, Any]:
        kept: dict[str, Any] | None = app.context.get(_BODY)
        return super()._get_body(app) if kept is None else kept


def _is_sent_back(request: Request) -> bool:
    return _BODY in request.context


# True if the body is an answer sent back: it has fields that only answers have. Routes that record what somebody says ask this, because
# in a form that was read whole only what was edited is said.
IsSentBack = Annotated[bool, Depends(_is_sent_back)]


def _validated(_: ApiGatewayResolver) -> Response[str]:
    return Response(status_code=200)


def _without_sent_back(
    body: dict[str, Any], error: RequestValidationError, present: JsonValue, app: ApiGatewayResolver
) -> dict[str, Any]:
    """Return the body without the unknown fields that GET answers with the same value. Raises ValidationFailed, or the error."""
    unknown = [one["loc"][1:] for one in error.errors() if one["type"] == "extra_forbidden" and one["loc"][:1] == ("body",)]
    # Where a field may have one shape or another, pydantic's place names the shape as well: such a field stays unknown.
    unknown = [place for place in unknown if _is_in(body, place)]
    answered = {place: values for place in unknown if (values := _values_at(present, place))}
    changed = {place for place, values in answered.items() if not _is_unchanged(_at(body, place), place, values, app)}
    # What the answer of this route says of the change has no present value.
    of_change = {place for place in unknown if present is not None and place not in answered and _is_of_change(place, app)}
    left_out = {*answered, *of_change} - changed
    if changed:
        raise _refusal(error, changed, left_out)
    if not left_out:
        raise error
    kept: dict[str, Any] = json.loads(json.dumps(body))
    for place in left_out:
        del _at(kept, place[:-1])[place[-1]]
    return kept


def _is_unchanged(sent: JsonValue, place: _Place, values: Sequence[JsonValue], app: ApiGatewayResolver) -> bool:
    # What is new or has another type now brings the label of that type.
    return sent in values or (place[-1] == "label" and sent in _labels(app))


def _is_of_change(place: _Place, app: ApiGatewayResolver) -> bool:
    answer = get_type_hints(app.context["_route"].func).get("return")
    return len(place) == 1 and isinstance(answer, type) and issubclass(answer, BaseModel) and place[0] in answer.model_fields


def _labels(app: ApiGatewayResolver) -> set[str]:
    types = open_store(tenant_of(claims_of(app.current_event.raw_event))).settings.current().types
    return {one.label for found in (types.address, types.email, types.phone, types.relation) for one in found}


def _refusal(error: RequestValidationError, changed: set[_Place], left_out: set[_Place]) -> ValidationFailed:
    message = "This field is read-only. Send it as it was read, or leave it out; read the record again if it has changed since."
    errors = [FieldError(pointer_to(place), "read_only", message) for place in sorted(changed, key=str)]
    named = {pointer_to(place) for place in changed | left_out}
    errors += [one for one in of_request_validation(error).errors if one.field not in named]
    code = "read_only" if len(errors) == len(changed) else None
    return ValidationFailed("The request changes what cannot be changed; see `errors`.", code=code, errors=errors)


def _at(body: Any, place: _Place) -> Any:  # noqa: ANN401 - JSON of any shape
    for step in place:
        body = body[step]
    return body


def _is_in(body: Any, place: _Place) -> bool:  # noqa: ANN401 - as above
    try:
        _at(body, place)
    except (LookupError, TypeError):
        return False
    return True


def _values_at(answer: JsonValue, place: _Place) -> list[JsonValue]:
    """Return what the answer has at the place; in a list, what any of its elements has there: a form may sort them anew."""
    found = [answer]
    for step in place:
        if isinstance(step, int):
            found = [element for one in found if isinstance(one, list) for element in one]
        else:
            found = [one[step] for one in found if isinstance(one, dict) and step in one]
    return found


def _present_answer(app: ApiGatewayResolver) -> JsonValue:
    """Return what GET answers on the path of the request, to its caller; None if there is no such answer. It is not recorded as a look."""
    route = _reading_route(app, app.context["_route"])
    if route is None:
        return None
    known = {field.name for field in route.dependant.query_params}
    arguments = {**_path_arguments(app), **{name: value for name, value in _WHOLE.items() if name in known}}
    try:
        with looking():
            found = solve_dependencies(dependant=build_dependency_tree(route.func), request=app.request)
            answer = route.func(**arguments, **found)
    except (ContactbookError, DependencyResolutionError):
        # The route itself says why it refuses.
        return None
    return _json(answer.body if isinstance(answer, Response) else answer)


def _reading_route(app: ApiGatewayResolver, route: Route) -> Route | None:
    routes = [*app._static_routes, *app._dynamic_routes]  # noqa: SLF001 - Powertools has no public list of routes
    return next((one for one in routes if one.method == "GET" and one.path == route.path), None)


def _path_arguments(app: ApiGatewayResolver) -> Mapping[str, str]:
    arguments: dict[str, str] = app.context["_route_args"]
    return arguments


def _json(answer: object) -> JsonValue:
    if isinstance(answer, BaseModel):
        answer = json.loads(without_unknown(answer).model_dump_json(by_alias=True))
    return cast("JsonValue", answer)
