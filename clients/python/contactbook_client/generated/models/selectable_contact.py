from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from ..models.contact_kind import ContactKind


@dataclass(kw_only=True, slots=True)
class SelectableContact:
    """A contact as a caller sees it who may select but not view it."""

    contact_id: str
    """ The id of the contact, `con_…`. """
    kind: ContactKind
    """ A natural person or a legal organization; fixed at creation. """
    display_name: str
    """ The name as the settings show names, such as `Georgiou, Eleni`. """

    def to_dict(self) -> dict[str, Any]:
        contact_id = self.contact_id

        kind = self.kind.value

        display_name = self.display_name

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contact_id": contact_id,
                "kind": kind,
                "display_name": display_name,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        contact_id = d.pop("contact_id")

        kind = ContactKind(d.pop("kind"))

        display_name = d.pop("display_name")

        selectable_contact = cls(
            contact_id=contact_id,
            kind=kind,
            display_name=display_name,
        )

        return selectable_contact
