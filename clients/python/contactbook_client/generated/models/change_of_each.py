from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

if TYPE_CHECKING:
    from ..models.field_values import FieldValues


@dataclass(kw_only=True, slots=True)
class ChangeOfEach:
    """What changes in each contact. A tag or list that the contact has already, or has not, makes no difference."""

    add_tags: list[str]
    """ Tags that each contact gets. It keeps those that it has. """
    remove_tags: list[str]
    """ Tags that each contact loses. """
    add_to_lists: list[str]
    """ Ids of the lists that each contact joins. """
    remove_from_lists: list[str]
    """ Ids of the lists that each contact leaves. """
    set_: FieldValues
    """ Fields that get the same value in each contact. One that is null or left out stays; an empty list removes
    every category. """

    def to_dict(self) -> dict[str, Any]:
        add_tags = self.add_tags

        remove_tags = self.remove_tags

        add_to_lists = self.add_to_lists

        remove_from_lists = self.remove_from_lists

        set_ = self.set_.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "add_tags": add_tags,
                "remove_tags": remove_tags,
                "add_to_lists": add_to_lists,
                "remove_from_lists": remove_from_lists,
                "set": set_,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.field_values import FieldValues  # noqa: PLC0415

        d = dict(src_dict)
        add_tags = cast(list[str], d.pop("add_tags"))

        remove_tags = cast(list[str], d.pop("remove_tags"))

        add_to_lists = cast(list[str], d.pop("add_to_lists"))

        remove_from_lists = cast(list[str], d.pop("remove_from_lists"))

        set_ = FieldValues.from_dict(d.pop("set"))

        change_of_each = cls(
            add_tags=add_tags,
            remove_tags=remove_tags,
            add_to_lists=add_to_lists,
            remove_from_lists=remove_from_lists,
            set_=set_,
        )

        return change_of_each
