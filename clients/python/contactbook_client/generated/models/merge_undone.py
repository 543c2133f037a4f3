from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from ..models.contact import Contact


@dataclass(kw_only=True, slots=True)
class MergeUndone:
    """The result of an undo: the restored contacts."""

    merge_id: str
    """ The id of the merge, `mrg_…`. """
    survivor: Contact
    """ The whole profile. """
    sources: list[Contact]
    """ The restored contacts. """

    def to_dict(self) -> dict[str, Any]:
        merge_id = self.merge_id

        survivor = self.survivor.to_dict()

        sources = []
        for sources_item_data in self.sources:
            sources_item = sources_item_data.to_dict()
            sources.append(sources_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "merge_id": merge_id,
                "survivor": survivor,
                "sources": sources,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.contact import Contact  # noqa: PLC0415

        d = dict(src_dict)
        merge_id = d.pop("merge_id")

        survivor = Contact.from_dict(d.pop("survivor"))

        sources = []
        _sources = d.pop("sources")
        for sources_item_data in _sources:
            sources_item = Contact.from_dict(sources_item_data)

            sources.append(sources_item)

        merge_undone = cls(
            merge_id=merge_id,
            survivor=survivor,
            sources=sources,
        )

        return merge_undone
