from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.localization_settings_schema import LocalizationSettingsSchema


@dataclass(kw_only=True, slots=True)
class LocalizationSettings:
    """The section `localization` of the settings. The tenant's time zone (its days end there), default region of phone
    numbers and default language.

    """

    time_zone: str
    """ The IANA name of the time zone in which the tenant's days end. """
    default_region: str
    """ The country in which national phone numbers are read, such as `CY`. """
    default_language: str
    """ The language where none is known: two letters, such as `el`. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    schema: LocalizationSettingsSchema | Unset = UNSET
    """ The JSON Schema of the section. Only GET answers it. """

    def to_dict(self) -> dict[str, Any]:
        time_zone = self.time_zone

        default_region = self.default_region

        default_language = self.default_language

        version = self.version

        schema: dict[str, Any] | Unset = UNSET
        if not isinstance(self.schema, Unset):
            schema = self.schema.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "time_zone": time_zone,
                "default_region": default_region,
                "default_language": default_language,
                "version": version,
            }
        )
        if schema is not UNSET:
            field_dict["schema"] = schema

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.localization_settings_schema import LocalizationSettingsSchema  # noqa: PLC0415

        d = dict(src_dict)
        time_zone = d.pop("time_zone")

        default_region = d.pop("default_region")

        default_language = d.pop("default_language")

        version = d.pop("version")

        _schema = d.pop("schema", UNSET)
        schema: LocalizationSettingsSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = LocalizationSettingsSchema.from_dict(_schema)

        localization_settings = cls(
            time_zone=time_zone,
            default_region=default_region,
            default_language=default_language,
            version=version,
            schema=schema,
        )

        return localization_settings
