from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from ..models.group_right import GroupRight


@dataclass(kw_only=True, slots=True)
class CollaborationDraft:
    """The rights of group `with` on the contacts that group `owner` owns."""

    owner: str
    """ The group that owns the contacts. """
    with_: str
    """ The group that gets the rights. """
    rights: list[GroupRight]
    """ What the group may do with the contacts. """

    def to_dict(self) -> dict[str, Any]:
        owner = self.owner

        with_ = self.with_

        rights = []
        for rights_item_data in self.rights:
            rights_item = rights_item_data.value
            rights.append(rights_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "owner": owner,
                "with": with_,
                "rights": rights,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        owner = d.pop("owner")

        with_ = d.pop("with")

        rights = []
        _rights = d.pop("rights")
        for rights_item_data in _rights:
            rights_item = GroupRight(rights_item_data)

            rights.append(rights_item)

        collaboration_draft = cls(
            owner=owner,
            with_=with_,
            rights=rights,
        )

        return collaboration_draft
