from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class RegisteredTenantChanges:
    """What changes in the registered tenant, as a merge-patch (RFC 7396): a field that is left out stays, and null
    removes.

    """

    name: None | str | Unset = UNSET
    """ The name, for people. """
    time_zone: None | str | Unset = UNSET
    """ The IANA name of the time zone, such as `Europe/Nicosia`. """
    parent_id: None | str | Unset = UNSET
    """ The id of the tenant's top account; null for a tenant without one. """
    sms_sender_ids: list[str] | None | Unset = UNSET
    """ The senders of SMS that the operator gave the tenant. """

    def to_dict(self) -> dict[str, Any]:
        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        time_zone: None | str | Unset
        if isinstance(self.time_zone, Unset):
            time_zone = UNSET
        else:
            time_zone = self.time_zone

        parent_id: None | str | Unset
        if isinstance(self.parent_id, Unset):
            parent_id = UNSET
        else:
            parent_id = self.parent_id

        sms_sender_ids: list[str] | None | Unset
        if isinstance(self.sms_sender_ids, Unset):
            sms_sender_ids = UNSET
        elif isinstance(self.sms_sender_ids, list):
            sms_sender_ids = self.sms_sender_ids

        else:
            sms_sender_ids = self.sms_sender_ids

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if time_zone is not UNSET:
            field_dict["time_zone"] = time_zone
        if parent_id is not UNSET:
            field_dict["parent_id"] = parent_id
        if sms_sender_ids is not UNSET:
            field_dict["sms_sender_ids"] = sms_sender_ids

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        def _parse_time_zone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        time_zone = _parse_time_zone(d.pop("time_zone", UNSET))

        def _parse_parent_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        parent_id = _parse_parent_id(d.pop("parent_id", UNSET))

        def _parse_sms_sender_ids(data: object) -> list[str] | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                sms_sender_ids_type_0 = cast(list[str], data)

                return sms_sender_ids_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[str] | None | Unset, data)

        sms_sender_ids = _parse_sms_sender_ids(d.pop("sms_sender_ids", UNSET))

        registered_tenant_changes = cls(
            name=name,
            time_zone=time_zone,
            parent_id=parent_id,
            sms_sender_ids=sms_sender_ids,
        )

        return registered_tenant_changes
