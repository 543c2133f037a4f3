"""The limit on one tenant's requests, before anything of a request is read (S8.4)."""

from typing import Any

from contactbook import clock
from contactbook.api.identity import claims_of, tenant_of
from contactbook.config import config
from contactbook.services.base.stores import open_store
from contactbook.services.tenants.shares import RequestShares

# What this environment knows of each tenant's share. It lives as long as the environment.
shares = RequestShares(config().tenant_requests_per_second)


def use_request_share(event: dict[str, Any]) -> None:
    """Count the request of a caller with a token. Raises TenantBusy.

    Pages that a contact opens have no token. They are not counted, because a no must always get through.
    """
    if event.get("requestContext", {}).get("authorizer"):
        _, seconds = clock.machine_seconds()
        shares.use_one(open_store(tenant_of(claims_of(event))), seconds=seconds)
