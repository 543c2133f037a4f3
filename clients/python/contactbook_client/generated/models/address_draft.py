from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class AddressDraft:
    """A postal address. `active` and `primary` follow the rules of S2.37-S2.43."""

    line_1: str
    """ The first line: street and number. """
    country: str
    """ The country: two letters of ISO 3166-1, such as `CY`. """
    address_id: None | str | Unset = UNSET
    """ The id of the address, `adr_…`. """
    type_: None | str | Unset = UNSET
    """ The type, of those in the settings. """
    line_2: None | str | Unset = UNSET
    """ The second line: floor, flat, building. """
    city: None | str | Unset = UNSET
    """ The city or village. """
    region: None | str | Unset = UNSET
    """ The region, province or state. """
    postal_code: None | str | Unset = UNSET
    """ The postal code. """
    active: bool | Unset = True
    """ Whether it is in use. An inactive one is kept and not used. """
    primary: bool | Unset = False
    """ Whether it is the one to use where one is needed. """

    def to_dict(self) -> dict[str, Any]:
        line_1 = self.line_1

        country = self.country

        address_id: None | str | Unset
        if isinstance(self.address_id, Unset):
            address_id = UNSET
        else:
            address_id = self.address_id

        type_: None | str | Unset
        if isinstance(self.type_, Unset):
            type_ = UNSET
        else:
            type_ = self.type_

        line_2: None | str | Unset
        if isinstance(self.line_2, Unset):
            line_2 = UNSET
        else:
            line_2 = self.line_2

        city: None | str | Unset
        if isinstance(self.city, Unset):
            city = UNSET
        else:
            city = self.city

        region: None | str | Unset
        if isinstance(self.region, Unset):
            region = UNSET
        else:
            region = self.region

        postal_code: None | str | Unset
        if isinstance(self.postal_code, Unset):
            postal_code = UNSET
        else:
            postal_code = self.postal_code

        active = self.active

        primary = self.primary

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "line_1": line_1,
                "country": country,
            }
        )
        if address_id is not UNSET:
            field_dict["address_id"] = address_id
        if type_ is not UNSET:
            field_dict["type"] = type_
        if line_2 is not UNSET:
            field_dict["line_2"] = line_2
        if city is not UNSET:
            field_dict["city"] = city
        if region is not UNSET:
            field_dict["region"] = region
        if postal_code is not UNSET:
            field_dict["postal_code"] = postal_code
        if active is not UNSET:
            field_dict["active"] = active
        if primary is not UNSET:
            field_dict["primary"] = primary

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        line_1 = d.pop("line_1")

        country = d.pop("country")

        def _parse_address_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        address_id = _parse_address_id(d.pop("address_id", UNSET))

        def _parse_type_(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        type_ = _parse_type_(d.pop("type", UNSET))

        def _parse_line_2(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        line_2 = _parse_line_2(d.pop("line_2", UNSET))

        def _parse_city(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        city = _parse_city(d.pop("city", UNSET))

        def _parse_region(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        region = _parse_region(d.pop("region", UNSET))

        def _parse_postal_code(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        postal_code = _parse_postal_code(d.pop("postal_code", UNSET))

        active = d.pop("active", UNSET)

        primary = d.pop("primary", UNSET)

        address_draft = cls(
            line_1=line_1,
            country=country,
            address_id=address_id,
            type_=type_,
            line_2=line_2,
            city=city,
            region=region,
            postal_code=postal_code,
            active=active,
            primary=primary,
        )

        return address_draft
