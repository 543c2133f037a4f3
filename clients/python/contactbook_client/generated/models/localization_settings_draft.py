from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acknowledgement import Acknowledgement
    from ..models.localization_settings_draft_schema import LocalizationSettingsDraftSchema


@dataclass(kw_only=True, slots=True)
class LocalizationSettingsDraft:
    """The section `localization` of the settings. The tenant's time zone (its days end there), default region of phone
    numbers and default language.

    """

    time_zone: str | Unset = "UTC"
    """ The IANA name of the time zone in which the tenant's days end. """
    default_region: str | Unset = "CY"
    """ The country in which national phone numbers are read, such as `CY`. """
    default_language: str | Unset = "en"
    """ The language where none is known: two letters, such as `el`. """
    acknowledge: Acknowledgement | None | Unset = UNSET
    """ Confirms how many more contacts the change lets be contacted. """
    version: int | Unset = UNSET
    """ As it was read. It is ignored: `If-Match` makes the change conditional. """
    schema: LocalizationSettingsDraftSchema | Unset = UNSET
    """ As it was read. It is ignored. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.acknowledgement import Acknowledgement  # noqa: PLC0415

        time_zone = self.time_zone

        default_region = self.default_region

        default_language = self.default_language

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
        if time_zone is not UNSET:
            field_dict["time_zone"] = time_zone
        if default_region is not UNSET:
            field_dict["default_region"] = default_region
        if default_language is not UNSET:
            field_dict["default_language"] = default_language
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
        from ..models.localization_settings_draft_schema import LocalizationSettingsDraftSchema  # noqa: PLC0415

        d = dict(src_dict)
        time_zone = d.pop("time_zone", UNSET)

        default_region = d.pop("default_region", UNSET)

        default_language = d.pop("default_language", UNSET)

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
        schema: LocalizationSettingsDraftSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = LocalizationSettingsDraftSchema.from_dict(_schema)

        localization_settings_draft = cls(
            time_zone=time_zone,
            default_region=default_region,
            default_language=default_language,
            acknowledge=acknowledge,
            version=version,
            schema=schema,
        )

        return localization_settings_draft
