from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from ..models.suppression_entry_draft import SuppressionEntryDraft


@dataclass(kw_only=True, slots=True)
class SuppressionEntriesDraft:
    """Entries to add to a suppression list."""

    entries: list[SuppressionEntryDraft]
    """ The entries. """

    def to_dict(self) -> dict[str, Any]:
        entries = []
        for entries_item_data in self.entries:
            entries_item = entries_item_data.to_dict()
            entries.append(entries_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "entries": entries,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.suppression_entry_draft import SuppressionEntryDraft  # noqa: PLC0415

        d = dict(src_dict)
        entries = []
        _entries = d.pop("entries")
        for entries_item_data in _entries:
            entries_item = SuppressionEntryDraft.from_dict(entries_item_data)

            entries.append(entries_item)

        suppression_entries_draft = cls(
            entries=entries,
        )

        return suppression_entries_draft
