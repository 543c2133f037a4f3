from typing import Any

from ....request import Answer, Request
from ...models.tenant import Tenant
from ...models.tenant_draft import TenantDraft


def tenants_create(
    *,
    body: TenantDraft,
) -> Request[Tenant]:
    """Register a tenant."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/tenants",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Tenant:
    if response.status == 201:
        response_201 = Tenant.from_dict(response.json())

        return response_201

    raise ValueError(response.status)
