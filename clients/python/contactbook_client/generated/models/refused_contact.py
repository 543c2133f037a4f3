from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(kw_only=True, slots=True)
class RefusedContact:
    """A contact that a run did not change, with a code that says why. A rule's code is that of a request for the contact
    alone.

    """

    contact_id: str
    """ The id of the contact, `con_…`. """
    code: str
    """ Why, as a code for programs. The table of codes explains it. """

    def to_dict(self) -> dict[str, Any]:
        contact_id = self.contact_id

        code = self.code

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contact_id": contact_id,
                "code": code,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        contact_id = d.pop("contact_id")

        code = d.pop("code")

        refused_contact = cls(
            contact_id=contact_id,
            code=code,
        )

        return refused_contact
