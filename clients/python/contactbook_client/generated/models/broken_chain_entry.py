from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.chain_break import ChainBreak


@dataclass(kw_only=True, slots=True)
class BrokenChainEntry:
    """The first entry that breaks the chain."""

    sequence: int
    """ The number of the entry in the chain, from 1. """
    entry_id: None | str
    """ The id of the entry. """
    reason: ChainBreak
    """ What is wrong with an entry. """

    def to_dict(self) -> dict[str, Any]:
        sequence = self.sequence

        entry_id: None | str
        entry_id = self.entry_id

        reason = self.reason.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "sequence": sequence,
                "entry_id": entry_id,
                "reason": reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        sequence = d.pop("sequence")

        def _parse_entry_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        entry_id = _parse_entry_id(d.pop("entry_id"))

        reason = ChainBreak(d.pop("reason"))

        broken_chain_entry = cls(
            sequence=sequence,
            entry_id=entry_id,
            reason=reason,
        )

        return broken_chain_entry
