from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self, cast


@dataclass(kw_only=True, slots=True)
class DnsRecord:
    """A record that the owner of a domain sets in its DNS."""

    type_: Literal["CNAME"]
    """ The type of the record, such as `CNAME`. """
    name: str
    """ The name of the record. """
    value: str
    """ The value. """

    def to_dict(self) -> dict[str, Any]:
        type_ = self.type_

        name = self.name

        value = self.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "type": type_,
                "name": name,
                "value": value,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        type_ = cast(Literal["CNAME"], d.pop("type"))
        if type_ != "CNAME":
            raise ValueError(f"type must match const 'CNAME', got '{type_}'")

        name = d.pop("name")

        value = d.pop("value")

        dns_record = cls(
            type_=type_,
            name=name,
            value=value,
        )

        return dns_record
