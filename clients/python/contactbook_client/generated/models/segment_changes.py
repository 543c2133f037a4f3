from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.segment_of import SegmentOf
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.all_criteria import AllCriteria
    from ..models.any_criteria import AnyCriteria
    from ..models.condition import Condition
    from ..models.not_criteria import NotCriteria


@dataclass(kw_only=True, slots=True)
class SegmentChanges:
    """What changes in the segment, as a merge-patch (RFC 7396): a field that is left out stays, and null removes."""

    name: None | str | Unset = UNSET
    """ The name, for people. """
    of: None | SegmentOf | Unset = UNSET
    """ Whether its members are contacts or single accounts. """
    criteria: AllCriteria | AnyCriteria | Condition | None | NotCriteria | Unset = UNSET
    """ Whom it is about, as conditions joined by `all`, `any` and `not`. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.all_criteria import AllCriteria  # noqa: PLC0415
        from ..models.any_criteria import AnyCriteria  # noqa: PLC0415
        from ..models.condition import Condition  # noqa: PLC0415
        from ..models.not_criteria import NotCriteria  # noqa: PLC0415

        name: None | str | Unset
        if isinstance(self.name, Unset):
            name = UNSET
        else:
            name = self.name

        of: None | str | Unset
        if isinstance(self.of, Unset):
            of = UNSET
        elif isinstance(self.of, SegmentOf):
            of = self.of.value
        else:
            of = self.of

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

        field_dict.update({})
        if name is not UNSET:
            field_dict["name"] = name
        if of is not UNSET:
            field_dict["of"] = of
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

        def _parse_name(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        name = _parse_name(d.pop("name", UNSET))

        def _parse_of(data: object) -> None | SegmentOf | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                of_type_0 = SegmentOf(data)

                return of_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SegmentOf | Unset, data)

        of = _parse_of(d.pop("of", UNSET))

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

        segment_changes = cls(
            name=name,
            of=of,
            criteria=criteria,
        )

        return segment_changes
