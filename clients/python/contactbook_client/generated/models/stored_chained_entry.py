from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from ..models.chained_entry import ChainedEntry


@dataclass(kw_only=True, slots=True)
class StoredChainedEntry:
    """An entry with the id under which it is stored."""

    stored_as: str
    """ The id under which the entry is stored. """
    entry: ChainedEntry
    """ One chained audit entry: who changed which fields when, and a commitment to their values. """

    def to_dict(self) -> dict[str, Any]:
        stored_as = self.stored_as

        entry = self.entry.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "stored_as": stored_as,
                "entry": entry,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.chained_entry import ChainedEntry  # noqa: PLC0415

        d = dict(src_dict)
        stored_as = d.pop("stored_as")

        entry = ChainedEntry.from_dict(d.pop("entry"))

        stored_chained_entry = cls(
            stored_as=stored_as,
            entry=entry,
        )

        return stored_chained_entry
