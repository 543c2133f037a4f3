from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class Tenant:
    """A tenant as the registry shows it: with its time zone."""

    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    tenant_id: str
    """ The id of the tenant. """
    name: str
    """ The name, for people. """
    parent_id: None | str
    """ The id of the tenant's top account; null for a tenant without one. """
    sms_sender_ids: list[str]
    """ The senders of SMS that the operator gave the tenant. """
    children: int
    """ How many child accounts the tenant has. """
    closing: bool
    """ Whether the tenant is being off-boarded. Its writes are refused. """
    created_at: datetime.datetime
    """ When it was created: a time in UTC, ISO 8601. """
    time_zone: str
    """ The IANA name of the time zone, such as `Europe/Nicosia`. """

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        tenant_id = self.tenant_id

        name = self.name

        parent_id: None | str
        parent_id = self.parent_id

        sms_sender_ids = self.sms_sender_ids

        children = self.children

        closing = self.closing

        created_at = self.created_at.isoformat()

        time_zone = self.time_zone

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "tenant_id": tenant_id,
                "name": name,
                "parent_id": parent_id,
                "sms_sender_ids": sms_sender_ids,
                "children": children,
                "closing": closing,
                "created_at": created_at,
                "time_zone": time_zone,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        version = d.pop("version")

        tenant_id = d.pop("tenant_id")

        name = d.pop("name")

        def _parse_parent_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        parent_id = _parse_parent_id(d.pop("parent_id"))

        sms_sender_ids = cast(list[str], d.pop("sms_sender_ids"))

        children = d.pop("children")

        closing = d.pop("closing")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        time_zone = d.pop("time_zone")

        tenant = cls(
            version=version,
            tenant_id=tenant_id,
            name=name,
            parent_id=parent_id,
            sms_sender_ids=sms_sender_ids,
            children=children,
            closing=closing,
            created_at=created_at,
            time_zone=time_zone,
        )

        return tenant
