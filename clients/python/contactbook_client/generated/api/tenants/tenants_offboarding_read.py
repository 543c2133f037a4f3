from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.offboarding import Offboarding


def tenants_offboarding_read(
    tenant_id: str,
) -> Request[Offboarding]:
    """Read how far the off-boarding of a tenant is."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "GET",
        "/v1/tenants/{tenant_id}/offboarding".format(
            tenant_id=quote(str(tenant_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Offboarding:
    if response.status == 200:
        response_200 = Offboarding.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
