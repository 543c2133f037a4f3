from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class ContactList:
    """A list with the number of its contacts, also of those that the caller may not see; `more_members` if there are
    others.

    """

    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    name: str
    """ The name, for people. """
    description: None | str
    """ What it is, for people. """
    public: bool
    """ Whether the list is a topic: contacts see it in the preference centre, and join and leave it. """
    active: bool
    """ Whether it is in use. An inactive one is kept and not used. """
    list_id: str
    """ The id of the list, `lst_…`. """
    created_at: datetime.datetime
    """ When it was created: a time in UTC, ISO 8601. """
    updated_at: datetime.datetime
    """ When it changed last: a time in UTC, ISO 8601. """
    member_count: int
    """ How many contacts are on the list, also those that the caller may not see; counted up to a bound. """
    more_members: bool
    """ Whether there are more than `member_count`. """

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        name = self.name

        description: None | str
        description = self.description

        public = self.public

        active = self.active

        list_id = self.list_id

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        member_count = self.member_count

        more_members = self.more_members

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "name": name,
                "description": description,
                "public": public,
                "active": active,
                "list_id": list_id,
                "created_at": created_at,
                "updated_at": updated_at,
                "member_count": member_count,
                "more_members": more_members,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        version = d.pop("version")

        name = d.pop("name")

        def _parse_description(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        description = _parse_description(d.pop("description"))

        public = d.pop("public")

        active = d.pop("active")

        list_id = d.pop("list_id")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        member_count = d.pop("member_count")

        more_members = d.pop("more_members")

        contact_list = cls(
            version=version,
            name=name,
            description=description,
            public=public,
            active=active,
            list_id=list_id,
            created_at=created_at,
            updated_at=updated_at,
            member_count=member_count,
            more_members=more_members,
        )

        return contact_list
