from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.suppression_entry_kind import SuppressionEntryKind

if TYPE_CHECKING:
    from ..models.all_criteria import AllCriteria
    from ..models.any_criteria import AnyCriteria
    from ..models.condition import Condition
    from ..models.not_criteria import NotCriteria


@dataclass(kw_only=True, slots=True)
class SuppressionList:
    """A stored suppression list. `kinds` are the kinds of entry that it ever had; other kinds are not looked up in it."""

    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    name: str
    """ The name, for people. """
    always: bool
    """ Whether the list stops every notification, or only those that name it in `exclude`. """
    criteria: AllCriteria | AnyCriteria | Condition | None | NotCriteria
    """ Whom it is about, as conditions joined by `all`, `any` and `not`. """
    suppression_list_id: str
    """ The id of the suppression list, `sup_…`. """
    kinds: list[SuppressionEntryKind]
    """ The kinds of entry that the list ever had. Others are not looked up. """
    created_at: datetime.datetime
    """ When it was created: a time in UTC, ISO 8601. """
    updated_at: datetime.datetime
    """ When it changed last: a time in UTC, ISO 8601. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.all_criteria import AllCriteria  # noqa: PLC0415
        from ..models.any_criteria import AnyCriteria  # noqa: PLC0415
        from ..models.condition import Condition  # noqa: PLC0415
        from ..models.not_criteria import NotCriteria  # noqa: PLC0415

        version = self.version

        name = self.name

        always = self.always

        criteria: dict[str, Any] | None
        if isinstance(self.criteria, Condition):
            criteria = self.criteria.to_dict()
        elif isinstance(self.criteria, AllCriteria):
            criteria = self.criteria.to_dict()
        elif isinstance(self.criteria, AnyCriteria):
            criteria = self.criteria.to_dict()
        elif isinstance(self.criteria, NotCriteria):
            criteria = self.criteria.to_dict()
        else:
            criteria = self.criteria

        suppression_list_id = self.suppression_list_id

        kinds = []
        for kinds_item_data in self.kinds:
            kinds_item = kinds_item_data.value
            kinds.append(kinds_item)

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "name": name,
                "always": always,
                "criteria": criteria,
                "suppression_list_id": suppression_list_id,
                "kinds": kinds,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.all_criteria import AllCriteria  # noqa: PLC0415
        from ..models.any_criteria import AnyCriteria  # noqa: PLC0415
        from ..models.condition import Condition  # noqa: PLC0415
        from ..models.not_criteria import NotCriteria  # noqa: PLC0415

        d = dict(src_dict)
        version = d.pop("version")

        name = d.pop("name")

        always = d.pop("always")

        def _parse_criteria(data: object) -> AllCriteria | AnyCriteria | Condition | None | NotCriteria:
            if data is None:
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
            return cast(AllCriteria | AnyCriteria | Condition | None | NotCriteria, data)

        criteria = _parse_criteria(d.pop("criteria"))

        suppression_list_id = d.pop("suppression_list_id")

        kinds = []
        _kinds = d.pop("kinds")
        for kinds_item_data in _kinds:
            kinds_item = SuppressionEntryKind(kinds_item_data)

            kinds.append(kinds_item)

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        suppression_list = cls(
            version=version,
            name=name,
            always=always,
            criteria=criteria,
            suppression_list_id=suppression_list_id,
            kinds=kinds,
            created_at=created_at,
            updated_at=updated_at,
        )

        return suppression_list
