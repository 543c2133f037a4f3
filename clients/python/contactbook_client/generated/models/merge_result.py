from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from ..models.contact import Contact


@dataclass(kw_only=True, slots=True)
class MergeResult:
    """The result of a merge."""

    merge_id: str
    """ The id of the merge, `mrg_…`. """
    contact: Contact
    """ The whole profile. """

    def to_dict(self) -> dict[str, Any]:
        merge_id = self.merge_id

        contact = self.contact.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "merge_id": merge_id,
                "contact": contact,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.contact import Contact  # noqa: PLC0415

        d = dict(src_dict)
        merge_id = d.pop("merge_id")

        contact = Contact.from_dict(d.pop("contact"))

        merge_result = cls(
            merge_id=merge_id,
            contact=contact,
        )

        return merge_result
