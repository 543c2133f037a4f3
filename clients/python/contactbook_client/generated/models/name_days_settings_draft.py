from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.name_day_frequency import NameDayFrequency
from ..models.name_day_mode import NameDayMode
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acknowledgement import Acknowledgement
    from ..models.name_day_rule_draft import NameDayRuleDraft
    from ..models.name_days_settings_draft_schema import NameDaysSettingsDraftSchema


@dataclass(kw_only=True, slots=True)
class NameDaysSettingsDraft:
    """The section `name_days` of the settings. The tenant's name-day rules. The first rule that matches applies."""

    rules: list[NameDayRuleDraft] | Unset = UNSET
    """ The rules, in their order. """
    apply_to: NameDayMode | Unset = UNSET
    """ Whether a run overwrites name days that are already set. """
    frequency: NameDayFrequency | Unset = UNSET
    """ How often the rules run by themselves. They can also be run at any time. """
    acknowledge: Acknowledgement | None | Unset = UNSET
    """ Confirms how many more contacts the change lets be contacted. """
    version: int | Unset = UNSET
    """ As it was read. It is ignored: `If-Match` makes the change conditional. """
    schema: NameDaysSettingsDraftSchema | Unset = UNSET
    """ As it was read. It is ignored. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.acknowledgement import Acknowledgement  # noqa: PLC0415

        rules: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.rules, Unset):
            rules = []
            for rules_item_data in self.rules:
                rules_item = rules_item_data.to_dict()
                rules.append(rules_item)

        apply_to: str | Unset = UNSET
        if not isinstance(self.apply_to, Unset):
            apply_to = self.apply_to.value

        frequency: str | Unset = UNSET
        if not isinstance(self.frequency, Unset):
            frequency = self.frequency.value

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
        if apply_to is not UNSET:
            field_dict["apply_to"] = apply_to
        if frequency is not UNSET:
            field_dict["frequency"] = frequency
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
        from ..models.name_day_rule_draft import NameDayRuleDraft  # noqa: PLC0415
        from ..models.name_days_settings_draft_schema import NameDaysSettingsDraftSchema  # noqa: PLC0415

        d = dict(src_dict)
        _rules = d.pop("rules", UNSET)
        rules: list[NameDayRuleDraft] | Unset = UNSET
        if _rules is not UNSET:
            rules = []
            for rules_item_data in _rules:
                rules_item = NameDayRuleDraft.from_dict(rules_item_data)

                rules.append(rules_item)

        _apply_to = d.pop("apply_to", UNSET)
        apply_to: NameDayMode | Unset
        if isinstance(_apply_to, Unset):
            apply_to = UNSET
        else:
            apply_to = NameDayMode(_apply_to)

        _frequency = d.pop("frequency", UNSET)
        frequency: NameDayFrequency | Unset
        if isinstance(_frequency, Unset):
            frequency = UNSET
        else:
            frequency = NameDayFrequency(_frequency)

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
        schema: NameDaysSettingsDraftSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = NameDaysSettingsDraftSchema.from_dict(_schema)

        name_days_settings_draft = cls(
            rules=rules,
            apply_to=apply_to,
            frequency=frequency,
            acknowledge=acknowledge,
            version=version,
            schema=schema,
        )

        return name_days_settings_draft
