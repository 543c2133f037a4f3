from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class ContactAddress:
    """One address of a contact; `version` is the version of the contact."""

    address_id: str
    """ The id of the address, `adr_…`. """
    type_: str
    """ The type, of those in the settings. """
    label: str
    """ The name of the type, for people. The settings give it. """
    line_1: str
    """ The first line: street and number. """
    line_2: None | str
    """ The second line: floor, flat, building. """
    city: None | str
    """ The city or village. """
    region: None | str
    """ The region, province or state. """
    postal_code: None | str
    """ The postal code. """
    country: str
    """ The country: two letters of ISO 3166-1, such as `CY`. """
    active: bool
    """ Whether it is in use. An inactive one is kept and not used. """
    primary: bool
    """ Whether it is the one to use where one is needed. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """

    def to_dict(self) -> dict[str, Any]:
        address_id = self.address_id

        type_ = self.type_

        label = self.label

        line_1 = self.line_1

        line_2: None | str
        line_2 = self.line_2

        city: None | str
        city = self.city

        region: None | str
        region = self.region

        postal_code: None | str
        postal_code = self.postal_code

        country = self.country

        active = self.active

        primary = self.primary

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "address_id": address_id,
                "type": type_,
                "label": label,
                "line_1": line_1,
                "line_2": line_2,
                "city": city,
                "region": region,
                "postal_code": postal_code,
                "country": country,
                "active": active,
                "primary": primary,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        address_id = d.pop("address_id")

        type_ = d.pop("type")

        label = d.pop("label")

        line_1 = d.pop("line_1")

        def _parse_line_2(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        line_2 = _parse_line_2(d.pop("line_2"))

        def _parse_city(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        city = _parse_city(d.pop("city"))

        def _parse_region(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        region = _parse_region(d.pop("region"))

        def _parse_postal_code(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        postal_code = _parse_postal_code(d.pop("postal_code"))

        country = d.pop("country")

        active = d.pop("active")

        primary = d.pop("primary")

        version = d.pop("version")

        contact_address = cls(
            address_id=address_id,
            type_=type_,
            label=label,
            line_1=line_1,
            line_2=line_2,
            city=city,
            region=region,
            postal_code=postal_code,
            country=country,
            active=active,
            primary=primary,
            version=version,
        )

        return contact_address
