"""The local API Gateway: finds the function of a request's route, checks the token, and returns the response."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http.client import BAD_REQUEST
from typing import Any
from urllib.parse import unquote

from infra.local.functions.running import PAYLOAD_LIMIT, FunctionError, RunningFunction
from infra.local.gateway.authorizer import Authorizer, Issuer, UnauthorizedError, unauthorized
from infra.local.gateway.cors import Cors, is_preflight
from infra.local.gateway.events import Match, function_response, request_event
from infra.local.gateway.http_messages import Request, Response
from infra.local.template.intrinsics import TemplateError
from infra.local.template.json_values import Json
from infra.local.template.template import Template

DEFAULT_ROUTE = "$default"
_PARAMETER = re.compile(r"\{([^}+]+)(\+?)\}")


@dataclass(frozen=True, slots=True)
class Route:
    """One route of the HTTP API. `issuer` is None if the route needs no token."""

    method: str
    path: str
    function: str
    issuer: Issuer | None
    scopes: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Return the route as API Gateway writes it."""
        return self.path if self.path == DEFAULT_ROUTE else f"{self.method} {self.path}"

    @property
    def rank(self) -> tuple[Any, ...]:
        """Return the sort key that puts specific routes first: literals before parameters before greedy ones, methods before ANY, `$default` last."""
        if self.path == DEFAULT_ROUTE:
            return ((9,),)
        segments = tuple(2 if "+}" in part else 1 if "{" in part else 0 for part in self.path.split("/"))
        return (segments, self.method == "ANY")

    def match(self, method: str, path: str) -> Mapping[str, str] | None:
        """Return the decoded path parameters if this route serves the request, else None."""
        if self.path == DEFAULT_ROUTE:
            return {}
        if self.method not in (method, "ANY"):
            return None
        found = _pattern(self.path).fullmatch(path)
        names = [name for name, _ in _PARAMETER.findall(self.path)]
        return dict(zip(names, found.groups(), strict=True)) if found else None


def template_routes(template: Template) -> list[Route]:
    """Return the routes of a template's HTTP APIs, the most specific first."""
    routes = []
    for event in template.event_sources("HttpApi"):
        properties = event.properties
        auth = template.authorizer(str(properties.get("ApiId", "")))
        own = properties.get("Auth", {})
        routes.append(
            Route(
                str(properties.get("Method", "ANY")).upper().replace("X-AMAZON-APIGATEWAY-ANY-METHOD", "ANY"),
                str(properties.get("Path", DEFAULT_ROUTE)),
                event.function,
                _issuer(auth, own.get("Authorizer", auth.get("DefaultAuthorizer"))),
                tuple(own.get("AuthorizationScopes", ())),
            )
        )
    return sorted(routes, key=lambda route: route.rank)


def issuer_of(routes: Iterable[Route]) -> Issuer:
    """Return the issuer of this API's tokens. Without an authorizer in the template, return the local stack's own."""
    return next((route.issuer for route in routes if route.issuer), Issuer("https://local.invalid", ("local",)))


class Gateway:
    """Answers every request to the API's routes."""

    def __init__(
        self,
        routes: list[Route],
        functions: Mapping[str, RunningFunction],
        authorizer: Authorizer,
        log: Callable[[str], None],
        cors: Cors | None = None,
    ) -> None:
        self._routes = routes
        self._functions = functions
        self._authorizer = authorizer
        self._log = log
        self._cors = cors
        # Two answers at the same moment may count as one. It is only asked whether there were more.
        self.successes = 0

    def answer(self, request: Request) -> Response:
        """Return the response of the route's function, or API Gateway's own response.

        The authorizer of the matched route comes before CORS: it also refuses a preflight request, which has no token.
        """
        path = unquote(request.path, errors="replace")
        route, parameters = self._route(request.method, path)
        preflight = self._cors.preflight(request) if self._cors and is_preflight(request) else None
        if route is None:
            return preflight or Response.of_json(404, {"message": "Not Found"})
        try:
            claims = self._authorizer.claims(request, route.issuer) if route.issuer else None
        except UnauthorizedError as error:
            return unauthorized(request, error)
        if route.scopes and not set(route.scopes) & set((claims or {}).get("scope", "").split()):
            return Response.problem(
                403, "missing_scope", f"The route requires one of these scopes: {', '.join(route.scopes)}.", request.path
            )
        if preflight:
            return preflight
        event = request_event(request, Match(route.key, parameters), claims)
        return self._invoke(self._functions[route.function], event, request)

    def _invoke(self, function: RunningFunction, event: Mapping[str, Json], request: Request) -> Response:
        if len(json.dumps(event)) > PAYLOAD_LIMIT:
            return Response.problem(413, "body_too_large", "The request exceeds Lambda's limit of 6 MB.", str(event["rawPath"]))
        try:
            answer = function_response(function.invoke(event))
            self.successes += answer.status < BAD_REQUEST
        except FunctionError:
            return Response.of_json(500, {"message": "Internal Server Error"})
        except (ValueError, TypeError) as error:
            self._log(f"{function.function.logical} gave an answer that API Gateway refuses: {error}")
            return Response.of_json(500, {"message": "Internal Server Error"})
        return self._cors.shared(request, answer) if self._cors else answer

    def _route(self, method: str, path: str) -> tuple[Route | None, Mapping[str, str]]:
        for route in self._routes:
            parameters = route.match(method, path)
            if parameters is not None:
                return route, parameters
        return None, {}


def _pattern(path: str) -> re.Pattern[str]:
    parts, end = [], 0
    for found in _PARAMETER.finditer(path):
        parts += [re.escape(path[end : found.start()]), "(.+)" if found.group(2) else "([^/]+)"]
        end = found.end()
    return re.compile("".join(parts) + re.escape(path[end:]), re.DOTALL)


def _issuer(auth: Mapping[str, Any], name: str | None) -> Issuer | None:
    if name is None or name == "NONE":
        return None
    try:
        settings = auth["Authorizers"][name]["JwtConfiguration"]
        return Issuer(str(settings["issuer"]), tuple(str(one) for one in settings["audience"]))
    except (KeyError, TypeError) as error:
        raise TemplateError(f"the authorizer {name} has no JwtConfiguration that the local stack can use") from error
