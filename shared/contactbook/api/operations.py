"""Every operation of the API by its id, and which of them are open to a token.

Each function carries the code of all. So the applications are found by name, at the first request that asks: no function imports
another one at its start.
"""

import importlib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.api_gateway import Route

from contactbook.api.dependencies import is_open_to, needed_callers
from contactbook.api.resolver import routes_of
from contactbook.domain.base.callers import Caller

_FUNCTIONS = ("contacts_api", "notifications_api", "settings_api", "links_api")


def applications() -> list[APIGatewayHttpResolver]:
    """Return the application of every HTTP function but that of the documentation."""
    found = [name for name in _FUNCTIONS if find_spec(f"{name}.app")]
    return [importlib.import_module(f"{name}.app").app for name in found]


def operation_ids(routes: Iterable[Route]) -> Mapping[Route, str]:
    """Return the id of each route: the name of its function, with that of its module where several have the name."""
    known = list(routes)
    names = Counter(route.func.__name__ for route in known)
    return {route: _operation_id(route, names) for route in known}


def open_operations(caller: Caller) -> tuple[str, ...]:
    """Return the ids of the operations that are open to the caller, as the routes themselves say it.

    What a rule refuses besides, such as of a contact that the caller may not see, is not known before.
    """
    return tuple(
        sorted(name for name, route in _guarded().items() if all(is_open_to(one, caller) for one in needed_callers(route)))
    )


@cache
def _guarded() -> dict[str, Route]:
    ids = operation_ids(route for app in applications() for route in routes_of(app))
    return {name: route for route, name in ids.items() if needed_callers(route)}


def _operation_id(route: Route, names: Counter[str]) -> str:
    name: str = route.func.__name__
    return name if names[name] == 1 else f"{route.func.__module__.rpartition('.')[2]}_{name}"
