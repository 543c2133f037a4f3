from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acknowledgement import Acknowledgement
    from ..models.branding_settings_draft_schema import BrandingSettingsDraftSchema


@dataclass(kw_only=True, slots=True)
class BrandingSettingsDraft:
    """The section `branding` of the settings. The tenant's name, logo and colour on the pages that contacts open."""

    name: None | str | Unset = UNSET
    """ The name under which people know the tenant. """
    logo_attachment_id: None | str | Unset = UNSET
    """ The id of the logo, an attachment of the tenant's library. """
    colour: None | str | Unset = UNSET
    """ The colour of the pages, such as `#1a2b3c`. """
    acknowledge: Acknowledgement | None | Unset = UNSET
    """ Confirms how many more contacts the change lets be contacted. """
    version: int | Unset = UNSET
    """ As it was read. It is ignored: `If-Match` makes the change conditional. """
    schema: BrandingSettingsDraftSchema | Unset = UNSET
    """ As it was read. It is ignored. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.acknowledgement import Acknowledgement  # noqa: PLC0415

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        logo_attachment_id: None | str | Unset
        if isinstance(self.logo_attachment_id, Unset):
            logo_attachment_id = UNSET
        else:
            logo_attachment_id = self.logo_attachment_id

        colour: None | str | Unset
        if isinstance(self.colour, Unset):
            colour = UNSET
        else:
            colour = self.colour

        acknowledge: dict[str, Any] | None | Unset
        if isinstance(self.acknowledge, Unset):
            acknowledge = UNSET
        elif isinstance(self.acknowledge, Acknowledgement):
            acknowledge = self.acknowledge.to_dict()
        else:
            acknowledge = self.acknowledge

        version = self.version

        schema: dict[str, Any] | Unset = UNSET
        if not isinstance(self.schema, Unset):
            schema = self.schema.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if logo_attachment_id is not UNSET:
            field_dict["logo_attachment_id"] = logo_attachment_id
        if colour is not UNSET:
            field_dict["colour"] = colour
        if acknowledge is not UNSET:
            field_dict["acknowledge"] = acknowledge
        if version is not UNSET:
            field_dict["version"] = version
        if schema is not UNSET:
            field_dict["schema"] = schema

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acknowledgement import Acknowledgement  # noqa: PLC0415
        from ..models.branding_settings_draft_schema import BrandingSettingsDraftSchema  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        def _parse_logo_attachment_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        logo_attachment_id = _parse_logo_attachment_id(d.pop("logo_attachment_id", UNSET))

        def _parse_colour(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        colour = _parse_colour(d.pop("colour", UNSET))

        def _parse_acknowledge(data: object) -> Acknowledgement | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                acknowledge_type_0 = Acknowledgement.from_dict(data)

                return acknowledge_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Acknowledgement | None | Unset, data)

        acknowledge = _parse_acknowledge(d.pop("acknowledge", UNSET))

        version = d.pop("version", UNSET)

        _schema = d.pop("schema", UNSET)
        schema: BrandingSettingsDraftSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = BrandingSettingsDraftSchema.from_dict(_schema)

        branding_settings_draft = cls(
            name=name,
            logo_attachment_id=logo_attachment_id,
            colour=colour,
            acknowledge=acknowledge,
            version=version,
            schema=schema,
        )

        return branding_settings_draft
