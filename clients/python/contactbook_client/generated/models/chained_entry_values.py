from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from ..models.changed_value import ChangedValue


@dataclass(kw_only=True, slots=True)
class ChainedEntryValues:
    """The values behind an entry. They and the salt can be erased without breaking the chain."""

    entry_id: str
    """ The id of the entry. """
    salt: str
    """ The salt of the commitment, hexadecimal. """
    changes: list[ChangedValue]
    """ Each changed field, with its value before and after. """
    source_ip: str
    """ The IP address of the caller. """

    def to_dict(self) -> dict[str, Any]:
        entry_id = self.entry_id

        salt = self.salt

        changes = []
        for changes_item_data in self.changes:
            changes_item = changes_item_data.to_dict()
            changes.append(changes_item)

        source_ip = self.source_ip

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "entry_id": entry_id,
                "salt": salt,
                "changes": changes,
                "source_ip": source_ip,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.changed_value import ChangedValue  # noqa: PLC0415

        d = dict(src_dict)
        entry_id = d.pop("entry_id")

        salt = d.pop("salt")

        changes = []
        _changes = d.pop("changes")
        for changes_item_data in _changes:
            changes_item = ChangedValue.from_dict(changes_item_data)

            changes.append(changes_item)

        source_ip = d.pop("source_ip")

        chained_entry_values = cls(
            entry_id=entry_id,
            salt=salt,
            changes=changes,
            source_ip=source_ip,
        )

        return chained_entry_values
