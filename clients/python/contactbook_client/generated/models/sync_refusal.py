from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(kw_only=True, slots=True)
class SyncRefusal:
    """A contact that a run left out or could not change, with the code that says why."""

    tenant_id: str
    """ The id of the tenant. """
    contact_id: str
    """ The id of the contact, `con_…`. """
    code: str
    """ Why, as a code for programs. The table of codes explains it. """

    def to_dict(self) -> dict[str, Any]:
        tenant_id = self.tenant_id

        contact_id = self.contact_id

        code = self.code

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "tenant_id": tenant_id,
                "contact_id": contact_id,
                "code": code,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        tenant_id = d.pop("tenant_id")

        contact_id = d.pop("contact_id")

        code = d.pop("code")

        sync_refusal = cls(
            tenant_id=tenant_id,
            contact_id=contact_id,
            code=code,
        )

        return sync_refusal
