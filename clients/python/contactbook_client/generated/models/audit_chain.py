from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

if TYPE_CHECKING:
    from ..models.audit_chain_head import AuditChainHead
    from ..models.chained_entry_values import ChainedEntryValues
    from ..models.stored_chained_entry import StoredChainedEntry


@dataclass(kw_only=True, slots=True)
class AuditChain:
    """A piece of a contact's chained history: its head, the entries of the piece, and their values that are not erased.
    `withheld` has the entries whose values name another contact that the caller may not see. The chain can be checked
    without them.

    """

    contact_id: str
    """ The id of the contact, `con_…`. """
    erased: bool
    """ Whether the contact is erased. """
    head: AuditChainHead
    """ The end of the contact's audit chain: the number of entries and the hash of the last one. """
    entries: list[StoredChainedEntry]
    """ The entries. """
    values: list[ChainedEntryValues]
    """ The values behind the entries that are not erased. """
    withheld: list[str]
    """ The ids of entries whose values the caller may not see. """
    next_cursor: None | str
    """ The `cursor` of the next page; null on the last one. """

    def to_dict(self) -> dict[str, Any]:
        contact_id = self.contact_id

        erased = self.erased

        head = self.head.to_dict()

        entries = []
        for entries_item_data in self.entries:
            entries_item = entries_item_data.to_dict()
            entries.append(entries_item)

        values = []
        for values_item_data in self.values:
            values_item = values_item_data.to_dict()
            values.append(values_item)

        withheld = self.withheld

        next_cursor: None | str
        next_cursor = self.next_cursor

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contact_id": contact_id,
                "erased": erased,
                "head": head,
                "entries": entries,
                "values": values,
                "withheld": withheld,
                "next_cursor": next_cursor,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.audit_chain_head import AuditChainHead  # noqa: PLC0415
        from ..models.chained_entry_values import ChainedEntryValues  # noqa: PLC0415
        from ..models.stored_chained_entry import StoredChainedEntry  # noqa: PLC0415

        d = dict(src_dict)
        contact_id = d.pop("contact_id")

        erased = d.pop("erased")

        head = AuditChainHead.from_dict(d.pop("head"))

        entries = []
        _entries = d.pop("entries")
        for entries_item_data in _entries:
            entries_item = StoredChainedEntry.from_dict(entries_item_data)

            entries.append(entries_item)

        values = []
        _values = d.pop("values")
        for values_item_data in _values:
            values_item = ChainedEntryValues.from_dict(values_item_data)

            values.append(values_item)

        withheld = cast(list[str], d.pop("withheld"))

        def _parse_next_cursor(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        next_cursor = _parse_next_cursor(d.pop("next_cursor"))

        audit_chain = cls(
            contact_id=contact_id,
            erased=erased,
            head=head,
            entries=entries,
            values=values,
            withheld=withheld,
            next_cursor=next_cursor,
        )

        return audit_chain
