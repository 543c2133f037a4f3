from typing import Any
from urllib.parse import quote

from ....request import Answer, Request
from ...models.offboarding import Offboarding
from ...models.offboarding_draft import OffboardingDraft


def tenants_offboarding_start(
    tenant_id: str,
    *,
    body: OffboardingDraft,
) -> Request[Offboarding]:
    """Close a tenant for changes, hand its data over, and erase it so many days later."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/tenants/{tenant_id}/offboarding".format(
            tenant_id=quote(str(tenant_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Offboarding:
    if response.status == 202:
        response_202 = Offboarding.from_dict(response.json())

        return response_202

    raise ValueError(response.status)
