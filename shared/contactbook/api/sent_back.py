"""Fields that only an answer has, sent back with PATCH or PUT.

A portal reads a record, edits it, and sends the whole of it back. What the answer added, such as `display_name` or the `label` beside
a type, is ignored while it is unchanged; a changed one is refused (`read_only`). The present values are those that GET answers on the
same path, to the same caller. It is asked only if a body has such fields, so other requests cost nothing more.

A body of an earlier version would undo what others changed meanwhile, so it is refused (412). A request with `If-Match` has said which
version it changes, and its `version` says nothing more.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, cast, get_type_hints

from aws_lambda_powertools.event_handler import Request, Response
from aws_lambda_powertools.event_handler.api_gateway import ApiGatewayResolver, Route
from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.openapi.exceptions import RequestValidationError
from pydantic import BaseModel, JsonValue

from contactbook.api.dependencies import solved
from contactbook.api.errors import of_request_validation
from contactbook.api.identity import claims_of, tenant_of
from contactbook.api.looks import ARGUMENTS, ROUTE
from contactbook.domain.base.errors import ContactbookError, FieldError, ValidationFailed
from contactbook.domain.base.field_errors import pointer_to
from contactbook.domain.base.unknown import without_unknown
from contactbook.domain.base.versions import require_sent_version
from contactbook.services.base.stores import open_store
from contactbook.services.changes.looks import looking

_TAKES_BACK = frozenset({"PATCH", "PUT"})
# The context key of the body without the fields that were sent back.
BODY = "contactbook_body"
# Views of GET that show more than its default.
_WHOLE = {"include_inactive": True}
_Place = tuple[str | int, ...]
_VERSION: _Place = ("version",)


def takes_back(app: ApiGatewayResolver) -> bool:
    """True if the running request may bring an answer back."""
    return app.current_event.http_method in _TAKES_BACK


def body_to_validate(app: ApiGatewayResolver) -> dict[str, Any] | None:
    """Return the body without the fields that were sent back; None before any was found."""
    kept: dict[str, Any] | None = app.context.get(BODY)
    return kept


def _is_sent_back(request: Request) -> bool:
    return BODY in request.context


# True if the body is an answer sent back: it has fields that only answers have. Routes that record what somebody says ask this, because
# in a form that was read whole only what was edited is said.
IsSentBack = Annotated[bool, Depends(_is_sent_back)]


def without_sent_back(
    body: dict[str, Any], error: RequestValidationError, present: JsonValue, app: ApiGatewayResolver
) -> dict[str, Any]:
    """Return the body without the unknown fields that GET answers with the same value.

    Raises VersionMismatch for a body of another version, ValidationFailed `read_only`, or the error.
    """
    unknown = [one["loc"][1:] for one in error.errors() if one["type"] == "extra_forbidden" and one["loc"][:1] == ("body",)]
    # Where a field may have one shape or another, pydantic's place names the shape as well: such a field stays unknown.
    unknown = [place for place in unknown if _is_in(body, place)]
    answered = {place: values for place in unknown if (values := _values_at(present, place))}
    if _VERSION in answered:
        _require_version(answered, body, app)
    changed = {
        place
        for place, values in answered.items()
        if place != _VERSION and not _is_unchanged(_at(body, place), place, values, app)
    }
    # What the answer of this route says of the change has no present value.
    of_change = {place for place in unknown if present is not None and place not in answered and _is_of_change(place, app)}
    left_out = {*answered, *of_change} - changed
    if changed:
        raise _refusal(error, body, changed, left_out)
    if not left_out:
        raise error
    kept: dict[str, Any] = json.loads(json.dumps(body))
    for place in left_out:
        del _at(kept, place[:-1])[place[-1]]
    return kept


def _require_version(answered: Mapping[_Place, Sequence[JsonValue]], body: Mapping[str, Any], app: ApiGatewayResolver) -> None:
    (present,) = answered[_VERSION]
    if isinstance(present, int) and "if-match" not in app.current_event.headers:
        require_sent_version(present, body["version"])


def _is_unchanged(sent: JsonValue, place: _Place, values: Sequence[JsonValue], app: ApiGatewayResolver) -> bool:
    # What is new or has another type now brings the label of that type.
    return sent in values or (place[-1] == "label" and sent in _labels(app))


def _is_of_change(place: _Place, app: ApiGatewayResolver) -> bool:
    answer = get_type_hints(app.context[ROUTE].func).get("return")
    return len(place) == 1 and isinstance(answer, type) and issubclass(answer, BaseModel) and place[0] in answer.model_fields


def _labels(app: ApiGatewayResolver) -> set[str]:
    types = open_store(tenant_of(claims_of(app.current_event.raw_event))).settings.current().types
    return {one.label for found in (types.address, types.email, types.phone, types.relation) for one in found}


def _refusal(
    error: RequestValidationError, body: Mapping[str, Any], changed: set[_Place], left_out: set[_Place]
) -> ValidationFailed:
    message = "This field is read-only. Send it as it was read, or leave it out; read the record again if it has changed since."
    errors = [FieldError(pointer_to(place), "read_only", message) for place in sorted(changed, key=str)]
    named = {pointer_to(place) for place in changed | left_out}
    errors += [one for one in of_request_validation(error, body).errors if one.field not in named]
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


def present_answer(app: ApiGatewayResolver, routes: Sequence[Route]) -> JsonValue:
    """Return what GET answers on the path of the request, to its caller; None if there is no such answer. It is not recorded as a look."""
    running: Route = app.context[ROUTE]
    route = next((one for one in routes if one.method == "GET" and one.path == running.path), None)
    if route is None:
        return None
    known = {field.name for field in route.dependant.query_params}
    arguments = {**app.context[ARGUMENTS], **{name: value for name, value in _WHOLE.items() if name in known}}
    try:
        with looking():
            answer = route.func(**arguments, **solved(route.func, app.request))
    except ContactbookError:
        # The route itself says why it refuses.
        return None
    return _json(answer.body if isinstance(answer, Response) else answer)


def _json(answer: object) -> JsonValue:
    if isinstance(answer, BaseModel):
        answer = json.loads(without_unknown(answer).model_dump_json(by_alias=True))
    return cast("JsonValue", answer)
