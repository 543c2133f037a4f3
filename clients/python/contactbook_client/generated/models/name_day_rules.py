from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from ..models.name_day_rule import NameDayRule


@dataclass(kw_only=True, slots=True)
class NameDayRules:
    """Name-day rules in their order."""

    rules: list[NameDayRule]
    """ The rules, in their order. """

    def to_dict(self) -> dict[str, Any]:
        rules = []
        for rules_item_data in self.rules:
            rules_item = rules_item_data.to_dict()
            rules.append(rules_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "rules": rules,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.name_day_rule import NameDayRule  # noqa: PLC0415

        d = dict(src_dict)
        rules = []
        _rules = d.pop("rules")
        for rules_item_data in _rules:
            rules_item = NameDayRule.from_dict(rules_item_data)

            rules.append(rules_item)

        name_day_rules = cls(
            rules=rules,
        )

        return name_day_rules
