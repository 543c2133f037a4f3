from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.industries_settings_schema import IndustriesSettingsSchema
    from ..models.sector import Sector


@dataclass(kw_only=True, slots=True)
class IndustriesSettings:
    """The section `industries` of the settings. The sectors. An industry belongs to one of them."""

    sectors: list[Sector]
    """ The sectors, each with its industries. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    schema: IndustriesSettingsSchema | Unset = UNSET
    """ The JSON Schema of the section. Only GET answers it. """

    def to_dict(self) -> dict[str, Any]:
        sectors = []
        for sectors_item_data in self.sectors:
            sectors_item = sectors_item_data.to_dict()
            sectors.append(sectors_item)

        version = self.version

        schema: dict[str, Any] | Unset = UNSET
        if not isinstance(self.schema, Unset):
            schema = self.schema.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "sectors": sectors,
                "version": version,
            }
        )
        if schema is not UNSET:
            field_dict["schema"] = schema

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.industries_settings_schema import IndustriesSettingsSchema  # noqa: PLC0415
        from ..models.sector import Sector  # noqa: PLC0415

        d = dict(src_dict)
        sectors = []
        _sectors = d.pop("sectors")
        for sectors_item_data in _sectors:
            sectors_item = Sector.from_dict(sectors_item_data)

            sectors.append(sectors_item)

        version = d.pop("version")

        _schema = d.pop("schema", UNSET)
        schema: IndustriesSettingsSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = IndustriesSettingsSchema.from_dict(_schema)

        industries_settings = cls(
            sectors=sectors,
            version=version,
            schema=schema,
        )

        return industries_settings
