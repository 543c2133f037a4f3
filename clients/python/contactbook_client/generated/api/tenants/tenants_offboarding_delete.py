from typing import Any
from urllib.parse import quote

from ....request import Answer, Request


def tenants_offboarding_delete(
    tenant_id: str,
) -> Request[Any]:
    """Call an off-boarding off before the erasing begins. The tenant is open again, and what was handed over is deleted."""

    _kwargs: dict[str, Any] = {}
    return Request(
        "DELETE",
        "/v1/tenants/{tenant_id}/offboarding".format(
            tenant_id=quote(str(tenant_id), safe=""),
        ),
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> Any:
    if response.status == 204:
        return None

    raise ValueError(response.status)
