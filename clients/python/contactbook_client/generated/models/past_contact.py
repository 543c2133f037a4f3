from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from ..models.past_contact_contact import PastContactContact


@dataclass(kw_only=True, slots=True)
class PastContact:
    """A contact's profile at a time, without its version and without accounts and opportunities."""

    contact_id: str
    """ The id of the contact, `con_…`. """
    as_of: datetime.datetime
    """ The time of which the answer tells: UTC, ISO 8601. """
    contact: PastContactContact
    """ The contact. """

    def to_dict(self) -> dict[str, Any]:
        contact_id = self.contact_id

        as_of = self.as_of.isoformat()

        contact = self.contact.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contact_id": contact_id,
                "as_of": as_of,
                "contact": contact,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.past_contact_contact import PastContactContact  # noqa: PLC0415

        d = dict(src_dict)
        contact_id = d.pop("contact_id")

        as_of = datetime.datetime.fromisoformat(d.pop("as_of"))

        contact = PastContactContact.from_dict(d.pop("contact"))

        past_contact = cls(
            contact_id=contact_id,
            as_of=as_of,
            contact=contact,
        )

        return past_contact
