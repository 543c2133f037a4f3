from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from ..models.newly_contactable import NewlyContactable


@dataclass(kw_only=True, slots=True)
class MoreContactable:
    """How many contacts could be contacted after a change and not before, with a sample of those that the caller may see.
    With `more`, the count ended early: there are contacts that were not looked at.

    """

    more_contactable: int
    """ How many contacts could be contacted after the change and not before. """
    more: bool
    """ Whether there are more that were not looked at. """
    sample: list[NewlyContactable]
    """ Some of them, to look at. """

    def to_dict(self) -> dict[str, Any]:
        more_contactable = self.more_contactable

        more = self.more

        sample = []
        for sample_item_data in self.sample:
            sample_item = sample_item_data.to_dict()
            sample.append(sample_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "more_contactable": more_contactable,
                "more": more,
                "sample": sample,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.newly_contactable import NewlyContactable  # noqa: PLC0415

        d = dict(src_dict)
        more_contactable = d.pop("more_contactable")

        more = d.pop("more")

        sample = []
        _sample = d.pop("sample")
        for sample_item_data in _sample:
            sample_item = NewlyContactable.from_dict(sample_item_data)

            sample.append(sample_item)

        more_contactable = cls(
            more_contactable=more_contactable,
            more=more,
            sample=sample,
        )

        return more_contactable
