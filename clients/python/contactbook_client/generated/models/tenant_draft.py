from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class TenantDraft:
    """The request to register a tenant. A tenant with a parent is a child account."""

    tenant_id: str
    """ The id of the tenant: 3 to 40 lower-case letters, digits and inner dashes. It cannot change. """
    name: str
    """ The name, for people. """
    parent_id: None | str | Unset = UNSET
    """ The id of the tenant's top account; null for a tenant without one. """
    time_zone: str | Unset = "UTC"
    """ The time zone of the tenant's settings at the beginning, such as `Europe/Nicosia`. """
    default_region: str | Unset = "CY"
    """ The country in which national phone numbers are read at the beginning, such as `CY`. """
    default_language: str | Unset = "en"
    """ The language of the tenant's settings at the beginning: two letters, such as `el`. """

    def to_dict(self) -> dict[str, Any]:
        tenant_id = self.tenant_id

        name = self.name

        parent_id: None | str | Unset
        if isinstance(self.parent_id, Unset):
            parent_id = UNSET
        else:
            parent_id = self.parent_id

        time_zone = self.time_zone

        default_region = self.default_region

        default_language = self.default_language

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "tenant_id": tenant_id,
                "name": name,
            }
        )
        if parent_id is not UNSET:
            field_dict["parent_id"] = parent_id
        if time_zone is not UNSET:
            field_dict["time_zone"] = time_zone
        if default_region is not UNSET:
            field_dict["default_region"] = default_region
        if default_language is not UNSET:
            field_dict["default_language"] = default_language

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        tenant_id = d.pop("tenant_id")

        name = d.pop("name")

        def _parse_parent_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        parent_id = _parse_parent_id(d.pop("parent_id", UNSET))

        time_zone = d.pop("time_zone", UNSET)

        default_region = d.pop("default_region", UNSET)

        default_language = d.pop("default_language", UNSET)

        tenant_draft = cls(
            tenant_id=tenant_id,
            name=name,
            parent_id=parent_id,
            time_zone=time_zone,
            default_region=default_region,
            default_language=default_language,
        )

        return tenant_draft
