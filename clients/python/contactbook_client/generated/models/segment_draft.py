from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from ..models.segment_of import SegmentOf
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.all_criteria import AllCriteria
    from ..models.any_criteria import AnyCriteria
    from ..models.condition import Condition
    from ..models.not_criteria import NotCriteria


@dataclass(kw_only=True, slots=True)
class SegmentDraft:
    """A request to create a segment."""

    name: str
    """ The name, for people. """
    criteria: AllCriteria | AnyCriteria | Condition | NotCriteria
    """ A condition, or several joined by `all`, `any` or `not`: at most 100 conditions, 8 levels deep. """
    of: SegmentOf | Unset = UNSET
    """ The members of a segment: contacts, or single accounts of contacts. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.all_criteria import AllCriteria  # noqa: PLC0415
        from ..models.any_criteria import AnyCriteria  # noqa: PLC0415
        from ..models.condition import Condition  # noqa: PLC0415

        name = self.name

        criteria: dict[str, Any]
        if isinstance(self.criteria, Condition):
            criteria = self.criteria.to_dict()
        elif isinstance(self.criteria, AllCriteria):
            criteria = self.criteria.to_dict()
        elif isinstance(self.criteria, AnyCriteria):
            criteria = self.criteria.to_dict()
        else:
            criteria = self.criteria.to_dict()

        of: str | Unset = UNSET
        if not isinstance(self.of, Unset):
            of = self.of.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "criteria": criteria,
            }
        )
        if of is not UNSET:
            field_dict["of"] = of

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.all_criteria import AllCriteria  # noqa: PLC0415
        from ..models.any_criteria import AnyCriteria  # noqa: PLC0415
        from ..models.condition import Condition  # noqa: PLC0415
        from ..models.not_criteria import NotCriteria  # noqa: PLC0415

        d = dict(src_dict)
        name = d.pop("name")

        def _parse_criteria(data: object) -> AllCriteria | AnyCriteria | Condition | NotCriteria:
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

        criteria = _parse_criteria(d.pop("criteria"))

        _of = d.pop("of", UNSET)
        of: SegmentOf | Unset
        if isinstance(_of, Unset):
            of = UNSET
        else:
            of = SegmentOf(_of)

        segment_draft = cls(
            name=name,
            criteria=criteria,
            of=of,
        )

        return segment_draft
