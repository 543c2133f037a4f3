from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.field_values_draft import FieldValuesDraft


@dataclass(kw_only=True, slots=True)
class ChangeOfEachDraft:
    """What changes in each contact. A tag or list that the contact has already, or has not, makes no difference."""

    add_tags: list[str] | Unset = UNSET
    """ Tags that each contact gets. It keeps those that it has. """
    remove_tags: list[str] | Unset = UNSET
    """ Tags that each contact loses. """
    add_to_lists: list[str] | Unset = UNSET
    """ Ids of the lists that each contact joins. """
    remove_from_lists: list[str] | Unset = UNSET
    """ Ids of the lists that each contact leaves. """
    set_: FieldValuesDraft | Unset = UNSET
    """ Fields that get the same value in each contact. One that is null or left out stays; an empty list removes
    every category. """

    def to_dict(self) -> dict[str, Any]:
        add_tags: list[str] | Unset = UNSET
        if not isinstance(self.add_tags, Unset):
            add_tags = self.add_tags

        remove_tags: list[str] | Unset = UNSET
        if not isinstance(self.remove_tags, Unset):
            remove_tags = self.remove_tags

        add_to_lists: list[str] | Unset = UNSET
        if not isinstance(self.add_to_lists, Unset):
            add_to_lists = self.add_to_lists

        remove_from_lists: list[str] | Unset = UNSET
        if not isinstance(self.remove_from_lists, Unset):
            remove_from_lists = self.remove_from_lists

        set_: dict[str, Any] | Unset = UNSET
        if not isinstance(self.set_, Unset):
            set_ = self.set_.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if add_tags is not UNSET:
            field_dict["add_tags"] = add_tags
        if remove_tags is not UNSET:
            field_dict["remove_tags"] = remove_tags
        if add_to_lists is not UNSET:
            field_dict["add_to_lists"] = add_to_lists
        if remove_from_lists is not UNSET:
            field_dict["remove_from_lists"] = remove_from_lists
        if set_ is not UNSET:
            field_dict["set"] = set_

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.field_values_draft import FieldValuesDraft  # noqa: PLC0415

        d = dict(src_dict)
        add_tags = cast(list[str], d.pop("add_tags", UNSET))

        remove_tags = cast(list[str], d.pop("remove_tags", UNSET))

        add_to_lists = cast(list[str], d.pop("add_to_lists", UNSET))

        remove_from_lists = cast(list[str], d.pop("remove_from_lists", UNSET))

        _set_ = d.pop("set", UNSET)
        set_: FieldValuesDraft | Unset
        if isinstance(_set_, Unset):
            set_ = UNSET
        else:
            set_ = FieldValuesDraft.from_dict(_set_)

        change_of_each_draft = cls(
            add_tags=add_tags,
            remove_tags=remove_tags,
            add_to_lists=add_to_lists,
            remove_from_lists=remove_from_lists,
            set_=set_,
        )

        return change_of_each_draft
