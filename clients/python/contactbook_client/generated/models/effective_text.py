from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.information_level import InformationLevel
from ..models.missing_reason import MissingReason


@dataclass(kw_only=True, slots=True)
class EffectiveText:
    """The email or the phone that would be used, and where it came from."""

    value: None | str
    """ The email or the phone; null where there is none. """
    level: InformationLevel | None
    """ Whose information it is: the contact's own, or its account's. """
    account_id: None | str
    """ The id of the account; null where it is about the contact itself. """
    reason: MissingReason | None
    """ Why there is none; null where there is one. """
    passed_over: list[InformationLevel]
    """ The levels that had a value which cannot be used. """

    def to_dict(self) -> dict[str, Any]:
        value: None | str
        value = self.value

        level: None | str
        if isinstance(self.level, InformationLevel):
            level = self.level.value
        else:
            level = self.level

        account_id: None | str
        account_id = self.account_id

        reason: None | str
        if isinstance(self.reason, MissingReason):
            reason = self.reason.value
        else:
            reason = self.reason

        passed_over = []
        for passed_over_item_data in self.passed_over:
            passed_over_item = passed_over_item_data.value
            passed_over.append(passed_over_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "value": value,
                "level": level,
                "account_id": account_id,
                "reason": reason,
                "passed_over": passed_over,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_value(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        value = _parse_value(d.pop("value"))

        def _parse_level(data: object) -> InformationLevel | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                level_type_0 = InformationLevel(data)

                return level_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(InformationLevel | None, data)

        level = _parse_level(d.pop("level"))

        def _parse_account_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        account_id = _parse_account_id(d.pop("account_id"))

        def _parse_reason(data: object) -> MissingReason | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                reason_type_0 = MissingReason(data)

                return reason_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(MissingReason | None, data)

        reason = _parse_reason(d.pop("reason"))

        passed_over = []
        _passed_over = d.pop("passed_over")
        for passed_over_item_data in _passed_over:
            passed_over_item = InformationLevel(passed_over_item_data)

            passed_over.append(passed_over_item)

        effective_text = cls(
            value=value,
            level=level,
            account_id=account_id,
            reason=reason,
            passed_over=passed_over,
        )

        return effective_text
