from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.registered_tenant_changes import RegisteredTenantChanges
from ...models.tenant import Tenant


def tenants_change(
    tenant_id: str,
    *,
    body: RegisteredTenantChanges,
) -> Request[Tenant]:
    """Change the caller's own tenant or one of its child accounts; fields that are left out stay."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "PATCH",
        "/v1/tenants/{tenant_id}".format(
            tenant_id=quote(str(tenant_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Tenant:
    if response.status == 200:
        response_200 = Tenant.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
