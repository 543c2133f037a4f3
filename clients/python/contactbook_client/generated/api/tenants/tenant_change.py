from typing import Any

from ....request import Answer, Request
from ...models.tenant import Tenant
from ...models.tenant_changes import TenantChanges


def tenant_change(
    *,
    body: TenantChanges,
) -> Request[Tenant]:
    """Rename the caller's own tenant."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "PATCH",
        "/v1/tenant",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Tenant:
    if response.status == 200:
        response_200 = Tenant.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
