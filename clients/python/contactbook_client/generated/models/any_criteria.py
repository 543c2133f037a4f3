from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from ..models.all_criteria import AllCriteria
    from ..models.condition import Condition
    from ..models.not_criteria import NotCriteria


@dataclass(kw_only=True, slots=True)
class AnyCriteria:
    """Criteria of which one holds."""

    any_: list[AllCriteria | AnyCriteria | Condition | NotCriteria]
    """ At least one of these holds. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.all_criteria import AllCriteria  # noqa: PLC0415
        from ..models.condition import Condition  # noqa: PLC0415

        any_ = []
        for any_item_data in self.any_:
            any_item: dict[str, Any]
            if isinstance(any_item_data, Condition):
                any_item = any_item_data.to_dict()
            elif isinstance(any_item_data, AllCriteria):
                any_item = any_item_data.to_dict()
            elif isinstance(any_item_data, AnyCriteria):
                any_item = any_item_data.to_dict()
            else:
                any_item = any_item_data.to_dict()

            any_.append(any_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "any": any_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.all_criteria import AllCriteria  # noqa: PLC0415
        from ..models.condition import Condition  # noqa: PLC0415
        from ..models.not_criteria import NotCriteria  # noqa: PLC0415

        d = dict(src_dict)
        any_ = []
        _any_ = d.pop("any")
        for any_item_data in _any_:

            def _parse_any_item(data: object) -> AllCriteria | AnyCriteria | Condition | NotCriteria:
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_criteria_type_0 = Condition.from_dict(data)

                    return componentsschemas_criteria_type_0
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_criteria_type_1 = AllCriteria.from_dict(data)

                    return componentsschemas_criteria_type_1
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                try:
                    if not isinstance(data, dict):
                        raise TypeError()
                    componentsschemas_criteria_type_2 = AnyCriteria.from_dict(data)

                    return componentsschemas_criteria_type_2
                except (TypeError, ValueError, AttributeError, KeyError):
                    pass
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_criteria_type_3 = NotCriteria.from_dict(data)

                return componentsschemas_criteria_type_3

            any_item = _parse_any_item(any_item_data)

            any_.append(any_item)

        any_criteria = cls(
            any_=any_,
        )

        return any_criteria
