from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acknowledgement import Acknowledgement
    from ..models.privacy_levels_settings_draft_schema import PrivacyLevelsSettingsDraftSchema
    from ..models.privacy_rule_draft import PrivacyRuleDraft


@dataclass(kw_only=True, slots=True)
class PrivacyLevelsSettingsDraft:
    """The section `privacy_levels` of the settings. The rules of privacy levels. The first rule that matches sets the
    level.

    """

    rules: list[PrivacyRuleDraft] | Unset = UNSET
    """ The rules, in their order. The first that matches sets the level. """
    default: int | Unset = 0
    """ The level of contacts that meet no rule. """
    acknowledge: Acknowledgement | None | Unset = UNSET
    """ Confirms how many more contacts the change lets be contacted. """
    version: int | Unset = UNSET
    """ As it was read. It is ignored: `If-Match` makes the change conditional. """
    schema: PrivacyLevelsSettingsDraftSchema | Unset = UNSET
    """ As it was read. It is ignored. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.acknowledgement import Acknowledgement  # noqa: PLC0415

        rules: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.rules, Unset):
            rules = []
            for rules_item_data in self.rules:
                rules_item = rules_item_data.to_dict()
                rules.append(rules_item)

        default = self.default

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
        if rules is not UNSET:
            field_dict["rules"] = rules
        if default is not UNSET:
            field_dict["default"] = default
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
        from ..models.privacy_levels_settings_draft_schema import PrivacyLevelsSettingsDraftSchema  # noqa: PLC0415
        from ..models.privacy_rule_draft import PrivacyRuleDraft  # noqa: PLC0415

        d = dict(src_dict)
        _rules = d.pop("rules", UNSET)
        rules: list[PrivacyRuleDraft] | Unset = UNSET
        if _rules is not UNSET:
            rules = []
            for rules_item_data in _rules:
                rules_item = PrivacyRuleDraft.from_dict(rules_item_data)

                rules.append(rules_item)

        default = d.pop("default", UNSET)

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
        schema: PrivacyLevelsSettingsDraftSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = PrivacyLevelsSettingsDraftSchema.from_dict(_schema)

        privacy_levels_settings_draft = cls(
            rules=rules,
            default=default,
            acknowledge=acknowledge,
            version=version,
            schema=schema,
        )

        return privacy_levels_settings_draft
