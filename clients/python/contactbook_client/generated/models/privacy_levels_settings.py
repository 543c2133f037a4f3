from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.privacy_levels_settings_schema import PrivacyLevelsSettingsSchema
    from ..models.privacy_rule import PrivacyRule


@dataclass(kw_only=True, slots=True)
class PrivacyLevelsSettings:
    """The section `privacy_levels` of the settings. The rules of privacy levels. The first rule that matches sets the
    level.

    """

    rules: list[PrivacyRule]
    """ The rules, in their order. The first that matches sets the level. """
    default: int
    """ The level of contacts that meet no rule. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    schema: PrivacyLevelsSettingsSchema | Unset = UNSET
    """ The JSON Schema of the section. Only GET answers it. """

    def to_dict(self) -> dict[str, Any]:
        rules = []
        for rules_item_data in self.rules:
            rules_item = rules_item_data.to_dict()
            rules.append(rules_item)

        default = self.default

        version = self.version

        schema: dict[str, Any] | Unset = UNSET
        if not isinstance(self.schema, Unset):
            schema = self.schema.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "rules": rules,
                "default": default,
                "version": version,
            }
        )
        if schema is not UNSET:
            field_dict["schema"] = schema

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.privacy_levels_settings_schema import PrivacyLevelsSettingsSchema  # noqa: PLC0415
        from ..models.privacy_rule import PrivacyRule  # noqa: PLC0415

        d = dict(src_dict)
        rules = []
        _rules = d.pop("rules")
        for rules_item_data in _rules:
            rules_item = PrivacyRule.from_dict(rules_item_data)

            rules.append(rules_item)

        default = d.pop("default")

        version = d.pop("version")

        _schema = d.pop("schema", UNSET)
        schema: PrivacyLevelsSettingsSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = PrivacyLevelsSettingsSchema.from_dict(_schema)

        privacy_levels_settings = cls(
            rules=rules,
            default=default,
            version=version,
            schema=schema,
        )

        return privacy_levels_settings
