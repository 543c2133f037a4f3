"""Every operation of the API by its id, and which of them are open to a token.

Each function carries the code of all. So the applications are found by name, at the first request that asks: no function imports
another one at its start.
"""

import importlib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.util import find_spec
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.api_gateway import Route

from contactbook.api.dependencies import is_open_to, needed_callers
from contactbook.api.resolver import routes_of
from contactbook.domain.base.callers import Caller

_FUNCTIONS = ("contacts_api", "notifications_api", "settings_api", "links_api")
_VERBS = {"PATCH": "change", "PUT": "save", "DELETE": "delete"}
# What a POST does where its path is a noun that GET reads, by its status.
_BEGINNINGS = {200: "add", 201: "create", 202: "start"}
# Paths whose last word is no noun, or no verb, although it looks so.
_OWN_IDS = {
    ("GET", "/p/<token>"): "pages_read",
    ("POST", "/p/<token>"): "pages_save",
    ("POST", "/p/<token>/one-click"): "pages_one_click",
}


def applications() -> list[APIGatewayHttpResolver]:
    """Return the application of every HTTP function but that of the documentation."""
    found = [name for name in _FUNCTIONS if find_spec(f"{name}.app")]
    return [importlib.import_module(f"{name}.app").app for name in found]


def operation_ids(routes: Iterable[Route]) -> Mapping[Route, str]:
    """Return the id of each route: the nouns of its path and a verb, such as `contacts_notes_create` (S7.2)."""
    known = list(routes)
    nouns = {route.path for route in known if route.method == "GET"}
    return {route: _operation_id(route, is_noun=route.path in nouns) for route in known}


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


def _operation_id(route: Route, *, is_noun: bool) -> str:
    found = _OWN_IDS.get((route.method, route.path))
    if found:
        return found
    names = [re.sub(r"\W", "_", step) for step in route.path.split("/") if step and step != "v1" and not step.startswith("<")]
    # The pages behind a signed link have the shortest path.
    words = "_".join("pages" if name == "p" else name for name in names)
    verb = _verb(route, words, is_noun=is_noun)
    return f"{words}_{verb}" if verb else words


def _verb(route: Route, words: str, *, is_noun: bool) -> str:
    if route.method in _VERBS:
        return _VERBS[route.method]
    if route.method == "GET":
        if words.endswith("_count"):
            return ""
        return "list" if _answers_page(route) else "read"
    # Else the path ends with the verb itself: `…/cancel`.
    begins = is_noun or route.status_code == 201 or words.endswith("s")
    return _BEGINNINGS.get(route.status_code, "") if begins else ""


def _answers_page(route: Route) -> bool:
    """True if the route answers a page of records."""
    answer: Any = route.func.__annotations__.get("return")
    named = str(answer)
    return route.method == "GET" and not route.path.endswith(">") and ("Page[" in named or named.endswith("List'>"))
