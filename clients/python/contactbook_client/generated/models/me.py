from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class Me:
    """Who a token is, as its claims say it. `may` has the ids of the operations that are open to it."""

    tenant_id: str
    """ The id of the tenant. """
    user_id: str
    """ The id of the user (`sub` of the token). """
    contact_id: None | str
    """ The id of the contact whose own token it is; null for a user's. """
    groups: list[str]
    """ The groups of the user. """
    scopes: list[str]
    """ The scopes of the token. """
    super_user: bool
    """ Whether the user sees the contacts of every group. """
    privacy_clearance: int
    """ The highest privacy level that the user may see. """
    may: list[str]
    """ The ids of the operations that are open to the token (`operationId`). """

    def to_dict(self) -> dict[str, Any]:
        tenant_id = self.tenant_id

        user_id = self.user_id

        contact_id: None | str
        contact_id = self.contact_id

        groups = self.groups

        scopes = self.scopes

        super_user = self.super_user

        privacy_clearance = self.privacy_clearance

        may = self.may

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "tenant_id": tenant_id,
                "user_id": user_id,
                "contact_id": contact_id,
                "groups": groups,
                "scopes": scopes,
                "super_user": super_user,
                "privacy_clearance": privacy_clearance,
                "may": may,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        tenant_id = d.pop("tenant_id")

        user_id = d.pop("user_id")

        def _parse_contact_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        contact_id = _parse_contact_id(d.pop("contact_id"))

        groups = cast(list[str], d.pop("groups"))

        scopes = cast(list[str], d.pop("scopes"))

        super_user = d.pop("super_user")

        privacy_clearance = d.pop("privacy_clearance")

        may = cast(list[str], d.pop("may"))

        me = cls(
            tenant_id=tenant_id,
            user_id=user_id,
            contact_id=contact_id,
            groups=groups,
            scopes=scopes,
            super_user=super_user,
            privacy_clearance=privacy_clearance,
            may=may,
        )

        return me
