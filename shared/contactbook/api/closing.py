"""A tenant that is off-boarded takes no changes, and once it is being erased nothing at all (S8.6)."""

from typing import Any

from aws_lambda_powertools.event_handler.api_gateway import Route

from contactbook.api.identity import claims_of, tenant_of
from contactbook.domain.settings.closing import require_open
from contactbook.services.base.stores import open_store

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
# The parent of a tenant that leaves may be leaving itself.
_ALWAYS_OPEN = ("DELETE", "/v1/tenants/<tenant_id>/offboarding")


def require_open_tenant(event: dict[str, Any], route: Route) -> None:
    """Raise RuleBroken `tenant_closing` for a change of a tenant that is off-boarded, and for a read of one that is being erased.

    It asks the settings, which the function keeps for some seconds. Pages that a contact opens have no token and stay open, because a no
    must get through to the end.
    """
    if not event.get("requestContext", {}).get("authorizer") or (route.method, route.path) == _ALWAYS_OPEN:
        return
    closing = open_store(tenant_of(claims_of(event))).settings.current().closing
    if closing.is_erased or route.method not in _READING:
        require_open(closing)
