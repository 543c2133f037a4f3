"""Conditional GET: an answer that the caller already has is not sent again (S7.8)."""

import re
from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import ApiGatewayResolver, Route
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware

from contactbook.api.looks import ROUTE

_TAG = re.compile(r'(?:W/)?("[^"]*")')
# Answers that change while the version of their record stays: counts of work and of members, names of lists, signed addresses, and what
# depends on the day.
ALWAYS_SENT = frozenset(
    {
        "/v1/anonymization-runs/<run_id>",
        "/v1/attachments/<attachment_id>",
        "/v1/bulk-changes/<bulk_change_id>",
        "/v1/communications/<communication_id>",
        "/v1/consent/reconsent-runs/<run_id>",
        "/v1/contacts/<contact_id>/attachments/<attachment_id>",
        "/v1/contacts/<contact_id>/kyc",
        "/v1/contacts/<contact_id>/lists",
        "/v1/exports/<export_id>",
        "/v1/imports/<import_id>",
        "/v1/lists/<list_id>",
        "/v1/merges/<merge_id>",
        "/v1/name-days/runs/<run_id>",
        "/v1/notification-runs/<run_id>",
        "/v1/settings/derived-rebuilds/<rebuild_id>",
        "/v1/settings/uniqueness/build",
        "/v1/tenant-group/sync-runs/<sync_run_id>",
    }
)


def answer_unchanged(app: ApiGatewayResolver, next_middleware: NextMiddleware) -> Response:  # type: ignore[type-arg]  # Of any body.
    """Middleware: answer a GET with 304 and no body if `If-None-Match` names the record's present ETag.

    The request is checked and recorded as any other: the caller must still have the right, and the look is written down (S2.127).
    """
    response = next_middleware(app)
    event, route = app.current_event, app.context.get(ROUTE)
    is_read = event.http_method == "GET" and response.status_code == HTTPStatus.OK.value
    if (
        is_read
        and route
        and may_be_unchanged(route)
        and _is_known(event.headers.get("if-none-match"), response.headers.get("ETag"))
    ):
        response.status_code, response.body, response.content_type = HTTPStatus.NOT_MODIFIED.value, "", None
        response.headers.pop("Content-Type", None)
    return response


def _is_known(told: str | None, tag: object) -> bool:
    """True if the header names the ETag. Weak and strong ones are the same here (RFC 9110)."""
    return tag is not None and told is not None and (told.strip() == "*" or tag in _TAG.findall(told))


def may_be_unchanged(route: Route) -> bool:
    """True if what the route answers stays the same as long as the version of its record does."""
    return route.path not in ALWAYS_SENT
