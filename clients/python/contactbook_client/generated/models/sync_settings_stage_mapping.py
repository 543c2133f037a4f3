from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as _attrs_field
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from ..models.sync_settings_stage_mapping_additional_property import SyncSettingsStageMappingAdditionalProperty


@dataclass(kw_only=True, slots=True)
class SyncSettingsStageMapping:
    """For each child account, its stages in the words of the group."""

    additional_properties: dict[str, SyncSettingsStageMappingAdditionalProperty] = _attrs_field(init=False, default_factory=dict)

    def to_dict(self) -> dict[str, Any]:

        field_dict: dict[str, Any] = {}
        for prop_name, prop in self.additional_properties.items():
            field_dict[prop_name] = prop.to_dict()

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.sync_settings_stage_mapping_additional_property import SyncSettingsStageMappingAdditionalProperty  # noqa: PLC0415

        d = dict(src_dict)
        sync_settings_stage_mapping = cls()

        additional_properties = {}
        for prop_name, prop_dict in d.items():
            additional_property = SyncSettingsStageMappingAdditionalProperty.from_dict(prop_dict)

            additional_properties[prop_name] = additional_property

        sync_settings_stage_mapping.additional_properties = additional_properties
        return sync_settings_stage_mapping

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> SyncSettingsStageMappingAdditionalProperty:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: SyncSettingsStageMappingAdditionalProperty) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
