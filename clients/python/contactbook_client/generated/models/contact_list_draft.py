from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class ContactListDraft:
    """A list that a caller sends."""

    name: str
    """ The name, for people. """
    description: None | str | Unset = UNSET
    """ What it is, for people. """
    public: bool | Unset = False
    """ Whether the list is a topic: contacts see it in the preference centre, and join and leave it. """
    active: bool | Unset = True
    """ Whether it is in use. An inactive one is kept and not used. """

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        description: None | str | Unset
        if isinstance(self.description, Unset):
            description = UNSET
        else:
            description = self.description

        public = self.public

        active = self.active

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
            }
        )
        if description is not UNSET:
            field_dict["description"] = description
        if public is not UNSET:
            field_dict["public"] = public
        if active is not UNSET:
            field_dict["active"] = active

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name")

        def _parse_description(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        description = _parse_description(d.pop("description", UNSET))

        public = d.pop("public", UNSET)

        active = d.pop("active", UNSET)

        contact_list_draft = cls(
            name=name,
            description=description,
            public=public,
            active=active,
        )

        return contact_list_draft
