from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class ImportLeftRow:
    """A contact that an undo left as it is, and why. The reason is `changed_since`, `has_account`, `deleted`,
    `not_permitted` if whoever asked may not change the contact, or why the contact is closed. `contact_id` is null for
    a caller who may not see the contact.

    """

    line: int
    """ The line of the file, from 1; null where it is about the whole file. """
    contact_id: None | str
    """ The id of the contact, `con_…`. """
    reason: str
    """ Why, as a code; null where nothing was refused or said. """

    def to_dict(self) -> dict[str, Any]:
        line = self.line

        contact_id: None | str
        contact_id = self.contact_id

        reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "line": line,
                "contact_id": contact_id,
                "reason": reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        line = d.pop("line")

        def _parse_contact_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        contact_id = _parse_contact_id(d.pop("contact_id"))

        reason = d.pop("reason")

        import_left_row = cls(
            line=line,
            contact_id=contact_id,
            reason=reason,
        )

        return import_left_row
