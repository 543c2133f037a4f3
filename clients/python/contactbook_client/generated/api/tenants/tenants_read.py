from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.tenant import Tenant


def tenants_read(
    tenant_id: str,
) -> Request[Tenant]:
    """Read the caller's own tenant or one of its child accounts. The operator reads any."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
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
