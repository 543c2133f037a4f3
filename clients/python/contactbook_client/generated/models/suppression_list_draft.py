from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.all_criteria import AllCriteria
    from ..models.any_criteria import AnyCriteria
    from ..models.condition import Condition
    from ..models.not_criteria import NotCriteria


@dataclass(kw_only=True, slots=True)
class SuppressionListDraft:
    """What a caller sends to create a suppression list."""

    name: str
    """ The name, for people. """
    always: bool | Unset = False
    """ Whether the list stops every notification, or only those that name it in `exclude`. """
    criteria: AllCriteria | AnyCriteria | Condition | None | NotCriteria | Unset = UNSET
    """ Whom it is about, as conditions joined by `all`, `any` and `not`. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.all_criteria import AllCriteria  # noqa: PLC0415
        from ..models.any_criteria import AnyCriteria  # noqa: PLC0415
        from ..models.condition import Condition  # noqa: PLC0415
        from ..models.not_criteria import NotCriteria  # noqa: PLC0415

        name = self.name

        always = self.always

        criteria: dict[str, Any] | None | Unset
        if isinstance(self.criteria, Unset):
            criteria = UNSET
        elif isinstance(self.criteria, Condition):
            criteria = self.criteria.to_dict()
        elif isinstance(self.criteria, AllCriteria):
            criteria = self.criteria.to_dict()
        elif isinstance(self.criteria, AnyCriteria):
            criteria = self.criteria.to_dict()
        elif isinstance(self.criteria, NotCriteria):
            criteria = self.criteria.to_dict()
        else:
            criteria = self.criteria

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
            }
        )
        if always is not UNSET:
            field_dict["always"] = always
        if criteria is not UNSET:
            field_dict["criteria"] = criteria

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.all_criteria import AllCriteria  # noqa: PLC0415
        from ..models.any_criteria import AnyCriteria  # noqa: PLC0415
        from ..models.condition import Condition  # noqa: PLC0415
        from ..models.not_criteria import NotCriteria  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name")

        always = d.pop("always", UNSET)

        def _parse_criteria(data: object) -> AllCriteria | AnyCriteria | Condition | None | NotCriteria | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
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
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                componentsschemas_criteria_type_3 = NotCriteria.from_dict(data)

                return componentsschemas_criteria_type_3
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(AllCriteria | AnyCriteria | Condition | None | NotCriteria | Unset, data)

        criteria = _parse_criteria(d.pop("criteria", UNSET))

        suppression_list_draft = cls(
            name=name,
            always=always,
            criteria=criteria,
        )

        return suppression_list_draft
