from typing import Any

from ....request import Answer, Request
from ...models.address_permissions import AddressPermissions
from ...models.permission_check_draft import PermissionCheckDraft


def permissions_check(
    *,
    body: PermissionCheckDraft,
) -> Request[AddressPermissions]:
    """Read what is refused at an address, whether or not a contact has it. The audit says who asked."""

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    return Request(
        "POST",
        "/v1/permissions/check",
        _read,
        params={},
        body=_kwargs.get("json"),
    )


def _read(response: Answer) -> AddressPermissions:
    if response.status == 200:
        response_200 = AddressPermissions.from_dict(response.json())

        return response_200

    raise ValueError(response.status)
