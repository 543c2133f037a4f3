from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from ..models.name_day_frequency import NameDayFrequency
from ..models.name_day_mode import NameDayMode
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.name_day_rule import NameDayRule
    from ..models.name_days_settings_schema import NameDaysSettingsSchema


@dataclass(kw_only=True, slots=True)
class NameDaysSettings:
    """The section `name_days` of the settings. The tenant's name-day rules. The first rule that matches applies."""

    rules: list[NameDayRule]
    """ The rules, in their order. """
    apply_to: NameDayMode
    """ Whether a run overwrites name days that are already set. """
    frequency: NameDayFrequency
    """ How often the rules run by themselves. They can also be run at any time. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    schema: NameDaysSettingsSchema | Unset = UNSET
    """ The JSON Schema of the section. Only GET answers it. """

    def to_dict(self) -> dict[str, Any]:
        rules = []
        for rules_item_data in self.rules:
            rules_item = rules_item_data.to_dict()
            rules.append(rules_item)

        apply_to = self.apply_to.value

        frequency = self.frequency.value

        version = self.version

        schema: dict[str, Any] | Unset = UNSET
        if not isinstance(self.schema, Unset):
            schema = self.schema.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "rules": rules,
                "apply_to": apply_to,
                "frequency": frequency,
                "version": version,
            }
        )
        if schema is not UNSET:
            field_dict["schema"] = schema

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.name_day_rule import NameDayRule  # noqa: PLC0415
        from ..models.name_days_settings_schema import NameDaysSettingsSchema  # noqa: PLC0415

        d = dict(src_dict)
        rules = []
        _rules = d.pop("rules")
        for rules_item_data in _rules:
            rules_item = NameDayRule.from_dict(rules_item_data)

            rules.append(rules_item)

        apply_to = NameDayMode(d.pop("apply_to"))

        frequency = NameDayFrequency(d.pop("frequency"))

        version = d.pop("version")

        _schema = d.pop("schema", UNSET)
        schema: NameDaysSettingsSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = NameDaysSettingsSchema.from_dict(_schema)

        name_days_settings = cls(
            rules=rules,
            apply_to=apply_to,
            frequency=frequency,
            version=version,
            schema=schema,
        )

        return name_days_settings
