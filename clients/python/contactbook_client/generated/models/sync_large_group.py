from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(kw_only=True, slots=True)
class SyncLargeGroup:
    """A group that is too large to be one person, identified by one of its contacts."""

    tenant_id: str
    """ The id of the tenant. """
    contact_id: str
    """ The id of the contact, `con_…`. """

    def to_dict(self) -> dict[str, Any]:
        tenant_id = self.tenant_id

        contact_id = self.contact_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "tenant_id": tenant_id,
                "contact_id": contact_id,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        tenant_id = d.pop("tenant_id")

        contact_id = d.pop("contact_id")

        sync_large_group = cls(
            tenant_id=tenant_id,
            contact_id=contact_id,
        )

        return sync_large_group
