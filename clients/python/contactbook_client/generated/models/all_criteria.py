from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from ..models.any_criteria import AnyCriteria
    from ..models.condition import Condition
    from ..models.not_criteria import NotCriteria


@dataclass(kw_only=True, slots=True)
class AllCriteria:
    """Criteria of which each holds."""

    all_: list[AllCriteria | AnyCriteria | Condition | NotCriteria]
    """ Each of these holds. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.any_criteria import AnyCriteria  # noqa: PLC0415
        from ..models.condition import Condition  # noqa: PLC0415

        all_ = []
        for all_item_data in self.all_:
            all_item: dict[str, Any]
            if isinstance(all_item_data, Condition):
                all_item = all_item_data.to_dict()
            elif isinstance(all_item_data, AllCriteria):
                all_item = all_item_data.to_dict()
            elif isinstance(all_item_data, AnyCriteria):
                all_item = all_item_data.to_dict()
            else:
                all_item = all_item_data.to_dict()

            all_.append(all_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "all": all_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.any_criteria import AnyCriteria  # noqa: PLC0415
        from ..models.condition import Condition  # noqa: PLC0415
        from ..models.not_criteria import NotCriteria  # noqa: PLC0415

        d = dict(src_dict)
        all_ = []
        _all_ = d.pop("all")
        for all_item_data in _all_:

            def _parse_all_item(data: object) -> AllCriteria | AnyCriteria | Condition | NotCriteria:
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

            all_item = _parse_all_item(all_item_data)

            all_.append(all_item)

        all_criteria = cls(
            all_=all_,
        )

        return all_criteria
