from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from ..models.privacy_condition_draft import PrivacyConditionDraft


@dataclass(kw_only=True, slots=True)
class PrivacyRuleDraft:
    """The privacy level of contacts that meet the condition."""

    when: PrivacyConditionDraft
    """ A condition on one field: `is` compares the value, `contains` searches a list. """
    level: int
    """ The privacy level of contacts that meet the condition. """

    def to_dict(self) -> dict[str, Any]:
        when = self.when.to_dict()

        level = self.level

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "when": when,
                "level": level,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.privacy_condition_draft import PrivacyConditionDraft  # noqa: PLC0415

        d = dict(src_dict)
        when = PrivacyConditionDraft.from_dict(d.pop("when"))

        level = d.pop("level")

        privacy_rule_draft = cls(
            when=when,
            level=level,
        )

        return privacy_rule_draft
