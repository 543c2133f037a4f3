from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

if TYPE_CHECKING:
    from ..models.broken_chain_entry import BrokenChainEntry


@dataclass(kw_only=True, slots=True)
class ChainVerdict:
    """Whether the chain is whole up to here, how many entries were checked by now, and how many of them have erased
    values. Only the last piece says whether the whole chain is: the one without a `next_cursor`.

    """

    contact_id: str
    """ The id of the contact, `con_…`. """
    whole: bool
    """ Whether the chain is whole up to here. """
    checked: int
    """ How many entries were checked by now. """
    values_erased: int
    """ How many entries have no values any more, because they were erased. """
    first_broken: BrokenChainEntry | None
    """ The first entry that breaks the chain; null while it is whole. """
    next_cursor: None | str
    """ The `cursor` of the next page; null on the last one. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.broken_chain_entry import BrokenChainEntry  # noqa: PLC0415

        contact_id = self.contact_id

        whole = self.whole

        checked = self.checked

        values_erased = self.values_erased

        first_broken: dict[str, Any] | None
        if isinstance(self.first_broken, BrokenChainEntry):
            first_broken = self.first_broken.to_dict()
        else:
            first_broken = self.first_broken

        next_cursor: None | str
        next_cursor = self.next_cursor

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contact_id": contact_id,
                "whole": whole,
                "checked": checked,
                "values_erased": values_erased,
                "first_broken": first_broken,
                "next_cursor": next_cursor,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.broken_chain_entry import BrokenChainEntry  # noqa: PLC0415

        d = dict(src_dict)
        contact_id = d.pop("contact_id")

        whole = d.pop("whole")

        checked = d.pop("checked")

        values_erased = d.pop("values_erased")

        def _parse_first_broken(data: object) -> BrokenChainEntry | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                first_broken_type_0 = BrokenChainEntry.from_dict(data)

                return first_broken_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BrokenChainEntry | None, data)

        first_broken = _parse_first_broken(d.pop("first_broken"))

        def _parse_next_cursor(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        next_cursor = _parse_next_cursor(d.pop("next_cursor"))

        chain_verdict = cls(
            contact_id=contact_id,
            whole=whole,
            checked=checked,
            values_erased=values_erased,
            first_broken=first_broken,
            next_cursor=next_cursor,
        )

        return chain_verdict
