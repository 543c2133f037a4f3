from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.branding_settings_schema import BrandingSettingsSchema


@dataclass(kw_only=True, slots=True)
class BrandingSettings:
    """The section `branding` of the settings. The tenant's name, logo and colour on the pages that contacts open."""

    name: None | str
    """ The name under which people know the tenant. """
    logo_attachment_id: None | str
    """ The id of the logo, an attachment of the tenant's library. """
    colour: None | str
    """ The colour of the pages, such as `#1a2b3c`. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    schema: BrandingSettingsSchema | Unset = UNSET
    """ The JSON Schema of the section. Only GET answers it. """

    def to_dict(self) -> dict[str, Any]:
        name: None | str
        name = self.name

        logo_attachment_id: None | str
        logo_attachment_id = self.logo_attachment_id

        colour: None | str
        colour = self.colour

        version = self.version

        schema: dict[str, Any] | Unset = UNSET
        if not isinstance(self.schema, Unset):
            schema = self.schema.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "logo_attachment_id": logo_attachment_id,
                "colour": colour,
                "version": version,
            }
        )
        if schema is not UNSET:
            field_dict["schema"] = schema

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.branding_settings_schema import BrandingSettingsSchema  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_name(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        name = _parse_name(d.pop("name"))

        def _parse_logo_attachment_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        logo_attachment_id = _parse_logo_attachment_id(d.pop("logo_attachment_id"))

        def _parse_colour(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        colour = _parse_colour(d.pop("colour"))

        version = d.pop("version")

        _schema = d.pop("schema", UNSET)
        schema: BrandingSettingsSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = BrandingSettingsSchema.from_dict(_schema)

        branding_settings = cls(
            name=name,
            logo_attachment_id=logo_attachment_id,
            colour=colour,
            version=version,
            schema=schema,
        )

        return branding_settings
