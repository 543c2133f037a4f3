from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from ..models.all_criteria import AllCriteria
    from ..models.any_criteria import AnyCriteria
    from ..models.condition import Condition


@dataclass(kw_only=True, slots=True)
class NotCriteria:
    """Criteria that do not hold."""

    not_: AllCriteria | AnyCriteria | Condition | NotCriteria
    """ A condition, or several joined by `all`, `any` or `not`: at most 100 conditions, 8 levels deep. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.all_criteria import AllCriteria  # noqa: PLC0415
        from ..models.any_criteria import AnyCriteria  # noqa: PLC0415
        from ..models.condition import Condition  # noqa: PLC0415

        not_: dict[str, Any]
        if isinstance(self.not_, Condition):
            not_ = self.not_.to_dict()
        elif isinstance(self.not_, AllCriteria):
            not_ = self.not_.to_dict()
        elif isinstance(self.not_, AnyCriteria):
            not_ = self.not_.to_dict()
        else:
            not_ = self.not_.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "not": not_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.all_criteria import AllCriteria  # noqa: PLC0415
        from ..models.any_criteria import AnyCriteria  # noqa: PLC0415
        from ..models.condition import Condition  # noqa: PLC0415

        d = dict(src_dict)

        def _parse_not_(data: object) -> AllCriteria | AnyCriteria | Condition | NotCriteria:
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

        not_ = _parse_not_(d.pop("not"))

        not_criteria = cls(
            not_=not_,
        )

        return not_criteria
