"""Middleware that records which contacts a request showed and refused (S2.127)."""

from typing import Any

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import ApiGatewayResolver, Route
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware

from contactbook import clock
from contactbook.api.identity import caller_in, claims_of, tenant_of
from contactbook.domain.audit.looks import shown_contacts
from contactbook.domain.base.errors import Unauthorized
from contactbook.services.base.stores import open_store
from contactbook.services.changes.looks import Looks, looking, note_refused, note_shown, write_down

# The context keys of the running route, and of the values in its path; the application sets them.
ROUTE, ARGUMENTS = "contactbook_route", "contactbook_arguments"


def record_reads(app: ApiGatewayResolver, next_middleware: NextMiddleware) -> Response:  # type: ignore[type-arg]  # Any body.
    """Middleware: record the contacts that the request showed. Every contact that the answer names counts."""
    route: Route | None = app.context.get(ROUTE)
    event = app.current_event.raw_event
    with looking() as looks:
        try:
            response = next_middleware(app)
            note_shown(*_shown(event, response.body))
            return response
        finally:
            _keep(app, route, looks)


def record_refusal(app: ApiGatewayResolver, route: Route, contact_id: str) -> None:
    """Record that a caller without the right asked for a contact."""
    with looking() as looks:
        note_refused(contact_id)
        _keep(app, route, looks)


def _shown(event: dict[str, Any], body: object) -> list[str]:
    try:
        return shown_contacts(body, tenant_of(claims_of(event)))
    except Unauthorized:
        return []


def _keep(app: ApiGatewayResolver, route: Route | None, looks: Looks) -> None:
    if not looks.shown and not looks.refused:
        return
    event = app.current_event.raw_event
    try:
        caller, store = caller_in(app.context, event), open_store(tenant_of(claims_of(event)))
    except Unauthorized:
        # A route without a token shows no contact.
        return
    name = f"{route.method} {route.path}" if route else ""
    write_down(store, looks, route=name, by=caller, now=clock.now())
