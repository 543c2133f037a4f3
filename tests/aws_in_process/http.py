"""Calls the API functions in process as API Gateway calls Lambda: a payload 2.0 event in, an answer out."""

import importlib
import json
import re
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from contactbook.domain.base.callers import Scope
from tests.checks.isolation import calling_as, calling_as_somebody, check_addresses
from tests.checks.permissions import acting_as
from tests.checks.wording import require_well_said

# Every scope of a tenant, as a local token has them that names none. The operator's must be named.
EVERY_SCOPE = tuple(scope.value for scope in Scope if scope is not Scope.PLATFORM_ADMIN)
# The function that answers a path, in the order in which the template's routes are matched.
_OWNERS: tuple[tuple[str, str], ...] = (
    ("/v1/templates", "notifications_api"),
    ("/v1/merge-tags", "notifications_api"),
    ("/v1/notification-", "notifications_api"),
    ("/v1/event-communications", "notifications_api"),
    ("/v1/suppression-lists", "notifications_api"),
    ("/v1/communications", "notifications_api"),
    ("/v1/print-batches", "notifications_api"),
    ("/v1/settings", "settings_api"),
    ("/v1/sending-identities", "settings_api"),
    ("/v1/events", "settings_api"),
    ("/v1/webhooks", "settings_api"),
    ("/v1/name-days", "settings_api"),
    ("/v1/tenant", "settings_api"),
    ("/v1/openapi.json", "docs_api"),
    ("/v1/docs", "docs_api"),
    ("/p/", "links_api"),
)


class LambdaContext:
    """The context of an invocation, as Lambda passes it to a handler."""

    function_name = "test"
    memory_limit_in_mb = 512
    invoked_function_arn = "arn:aws:lambda:eu-west-1:123456789012:function:test"
    aws_request_id = "00000000-0000-0000-0000-000000000001"
    remaining = 900_000

    def get_remaining_time_in_millis(self) -> int:
        return self.remaining


@dataclass
class Answer:
    """An HTTP answer. `body` is the parsed JSON, or the text if it is not JSON."""

    status: int
    body: Any
    headers: dict[str, str]
    text: str = ""

    @property
    def code(self) -> str:
        return str(self.body["code"])

    def error_codes(self) -> dict[str, str]:
        return {error["field"]: error["code"] for error in self.body["errors"]}


@dataclass
class Api:
    """A caller of the API. The default is a tenant's user with every scope."""

    tenant_id: str = "acme"
    user_id: str = "user-1"
    scopes: tuple[str, ...] = EVERY_SCOPE
    groups: tuple[str, ...] = ()
    super_user: bool = False
    contact_id: str | None = None
    privacy_clearance: int = 0
    anonymous: bool = False
    headers: dict[str, str] = field(default_factory=dict)

    def register(self, **said: Any) -> Answer:
        """Register the caller's tenant, as the operator of the installation does."""
        body = {"tenant_id": self.tenant_id, "name": self.tenant_id} | said
        answer = Api(tenant_id="operations", scopes=(Scope.PLATFORM_ADMIN.value,)).post("/v1/tenants", body)
        assert answer.status == 201, answer.text
        return answer

    def get(self, path: str, **query: Any) -> Answer:
        return self.call("GET", path, query=query)

    def post(self, path: str, body: Any = None, **headers: str) -> Answer:
        return self.call("POST", path, body, headers=headers)

    def put(self, path: str, body: Any = None, **headers: str) -> Answer:
        return self.call("PUT", path, body, headers=headers)

    def patch(self, path: str, body: Any = None, **headers: str) -> Answer:
        return self.call("PATCH", path, body, headers=headers)

    def delete(self, path: str, **headers: str) -> Answer:
        return self.call("DELETE", path, headers=headers)

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        query: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
        raw: str | None = None,
        content_type: str = "application/json",
    ) -> Answer:
        """Send a request. Header names have underscores: `if_match`, `idempotency_key`."""
        text = raw if raw is not None else None if body is None else json.dumps(body)
        event = self._event(method, path, text, query or {}, headers or {}, content_type)
        owner = _owner(path)
        with acting_as(owner), self._held(path, body):
            answer = importlib.import_module(f"{owner}.app").handler(event, LambdaContext())
            content = answer.get("body") or ""
            check_addresses(f"{content} {answer.get('headers')}")
        kind = str((answer.get("headers") or {}).get("Content-Type", ""))
        read = json.loads(content) if "json" in kind and content else content
        if "problem+json" in kind:
            require_well_said(read)
        return Answer(answer["statusCode"], read, answer["headers"], content)

    def _held(self, path: str, body: Any) -> AbstractContextManager[None]:
        """Restrict the request to the caller's records, or to the records of a link's tenant.

        In the registry and the lists of shared contacts and of a run's changes a top account also touches its children, and the operator
        every tenant.
        """
        if path.startswith("/p/"):
            return calling_as_somebody()
        registry = re.fullmatch(r"/v1/tenants?(/[^/]*)?(/offboarding)?", path.partition("?")[0])
        if self.anonymous or (registry and Scope.PLATFORM_ADMIN.value in self.scopes):
            return nullcontext()
        made = str(body.get("tenant_id")) if registry and isinstance(body, dict) else ""
        names = re.match(r"/v1/tenant-group/(shared-contacts|sync-runs/[^/]+/changes)", path)
        shared = "the shared contacts" if names else ""
        return calling_as(self.tenant_id, function="the registry" if registry else shared, registers=made)

    def _event(
        self, method: str, path: str, text: str | None, query: dict[str, Any], headers: dict[str, str], content_type: str
    ) -> dict[str, Any]:
        split = urlsplit(path)
        asked = dict(parse_qsl(split.query)) | {name: str(value) for name, value in query.items() if value is not None}
        sent = {name.replace("_", "-"): value for name, value in {**self.headers, **headers}.items()}
        if text is not None:
            sent["content-type"] = content_type
        authorizer = {} if self.anonymous else {"authorizer": {"jwt": {"claims": self._claims(), "scopes": None}}}
        return {
            "version": "2.0",
            "routeKey": "$default",
            "rawPath": split.path,
            "rawQueryString": urlencode(asked),
            "queryStringParameters": asked,
            "headers": sent,
            "requestContext": {
                "http": {"method": method, "path": split.path, "sourceIp": "203.0.113.7", "userAgent": "tests"},
                "requestId": "request-1",
                "stage": "$default",
                **authorizer,
            },
            "body": text,
            "isBase64Encoded": False,
        }

    def _claims(self) -> dict[str, str]:
        """Return the claims as an HTTP API passes them on: as strings."""
        claims = {
            "sub": self.user_id,
            "tenant_id": self.tenant_id,
            "scope": " ".join(self.scopes),
            "groups": f"[{' '.join(self.groups)}]",
            "super_user": str(self.super_user).lower(),
            "privacy_clearance": str(self.privacy_clearance),
        }
        return claims | ({"contact_id": self.contact_id} if self.contact_id else {})


def _owner(path: str) -> str:
    if path.startswith("/v1/contacts/") and path.partition("?")[0].endswith("/communications"):
        return "notifications_api"
    return next((function for prefix, function in _OWNERS if path.startswith(prefix)), "contacts_api")
