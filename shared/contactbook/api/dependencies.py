"""What routes declare by type: caller, store, time, expected version, pages."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import cache
from typing import Annotated, Any, get_type_hints

from aws_lambda_powertools.event_handler import Request
from aws_lambda_powertools.event_handler.api_gateway import Route
from aws_lambda_powertools.event_handler.depends import Depends, build_dependency_tree

from contactbook import clock
from contactbook.api.idempotency import BEGAN_AT
from contactbook.api.identity import caller_in, claims_of, tenant_of
from contactbook.api.paging import Paging
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.base.errors import MissingScope, VersionMismatch
from contactbook.services.base.stores import open_store
from contactbook.services.jobs.steps import steps_left
from contactbook.storage.tenant_store import TenantStore

_ETAG = re.compile(r'(?:W/)?"(\d{1,15})"')

# Steps of long work (pages of 50 items) in one request; a job does the rest.
_STEPS_A_REQUEST = 40


def needs(*scopes: Scope, portal: bool = False) -> Callable[[Request], Caller]:
    """Return a dependency that gives the caller. It raises MissingScope if the token has none of the scopes.

    Without scopes, every token will do. A portal's end customer (a token with `contact_id`) is refused unless the route is open to it with `portal=True`.
    A route that needs only the check names this argument `_`: unused arguments with a name fail the build.
    """

    def caller_with_scope(request: Request) -> Caller:
        event = request.resolved_event.raw_event
        caller = caller_in(request.context, event)
        tenant_of(claims_of(event))
        if caller.contact_id is not None and not portal:
            raise MissingScope("This route is not open to a portal customer.")
        if not is_open_to(caller_with_scope, caller):
            raise MissingScope(f"The request needs the scope {' or '.join(scopes)}.")
        return caller

    # The application calls this before anything else (`needed_callers`), and the OpenAPI document shows the scopes.
    caller_with_scope.scopes = scopes  # type: ignore[attr-defined]  # Functions take attributes at run time.
    caller_with_scope.portal = portal  # type: ignore[attr-defined]  # As above.
    return caller_with_scope


def is_open_to(needed: Callable[[Request], Caller], caller: Caller) -> bool:
    """True if a dependency that was made by `needs` lets the caller in."""
    scopes: tuple[Scope, ...] = needed.scopes  # type: ignore[attr-defined]  # Functions take attributes at run time.
    portal: bool = needed.portal  # type: ignore[attr-defined]  # As above.
    return (not scopes or any(caller.may(scope) for scope in scopes)) and (caller.contact_id is None or portal)


@cache
def needed_callers(route: Route) -> tuple[Callable[[Request], Caller], ...]:
    """Return the dependencies of a route that were made by `needs`: they decide who may call it."""
    return tuple(call for call in dependencies_of(route) if hasattr(call, "scopes"))


def dependencies_of(route: Route) -> list[Callable[[Request], Any]]:
    """Return every function that a route depends on."""
    return [dependency for _, dependency, _ in _dependencies(route.func)]


def solved(function: Callable[..., Any], request: Request) -> dict[str, Any]:
    """Return the values of a function's dependencies, by parameter. Raises what a dependency raises."""
    return {
        name: dependency(request) if takes_request else dependency()
        for name, dependency, takes_request in _dependencies(function)
    }


@cache
def _dependencies(function: Callable[..., Any]) -> tuple[tuple[str, Callable[..., Any], bool], ...]:
    found = []
    for node in build_dependency_tree(function).dependencies:
        dependency = node.depends.dependency
        if node.dependant.dependencies:
            raise TypeError(f"the dependency {dependency.__name__} of {function.__name__} has dependencies of its own")
        found.append((node.param_name, dependency, Request in get_type_hints(dependency).values()))
    return tuple(found)


def _store(request: Request) -> TenantStore:
    return open_store(_tenant(request))


def _tenant(request: Request) -> str:
    return tenant_of(claims_of(request.resolved_event.raw_event))


def _user(request: Request) -> str:
    return str(claims_of(request.resolved_event.raw_event).get("sub", ""))


def _now(request: Request) -> datetime:
    # A repeated request uses the time of its first run.
    began_at: datetime | None = request.context.get(BEGAN_AT)
    return began_at or clock.now()


def if_match(request: Request) -> int | None:
    """Return the version in `If-Match`, or None if any version is accepted. Raises VersionMismatch for an invalid ETag."""
    header = request.resolved_event.headers.get("if-match")
    if header is None or header.strip() == "*":
        return None
    found = _ETAG.fullmatch(header.strip())
    if not found:
        raise VersionMismatch('If-Match must be an ETag of this record, such as "3".')
    return int(found.group(1))


def _paging(request: Request) -> Paging:
    event = request.resolved_event
    store = _store(request)
    query = {name: value for name, value in (event.query_string_parameters or {}).items() if name not in ("cursor", "limit")}
    return Paging(store.key_ring, store.tenant_id, event.path, query)


def _time_left(request: Request) -> Callable[[], bool]:  # noqa: ARG001 - Powertools passes the request to every dependency
    """Return whether there is time for one more step: a request ends long before the function's own timeout."""
    return steps_left(_STEPS_A_REQUEST)


Store = Annotated[TenantStore, Depends(_store)]
# What the token says, for who only repeats it. Whoever reads or writes takes the store and the caller.
TenantId = Annotated[str, Depends(_tenant)]
UserId = Annotated[str, Depends(_user)]
Now = Annotated[datetime, Depends(_now)]
IfMatch = Annotated[int | None, Depends(if_match)]
TimeLeft = Annotated[Callable[[], bool], Depends(_time_left)]
Pages = Annotated[Paging, Depends(_paging)]
