from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from ..models.uniqueness_violation import UniquenessViolation


@dataclass(kw_only=True, slots=True)
class UniquenessPreview:
    """Who would break a rule: of so many `contacts` so many, with a sample. `complete` is false if it stopped early."""

    contacts: int
    """ How many contacts were looked at or are concerned. """
    violating: int
    """ How many contacts would break the rule. """
    complete: bool
    """ Whether everything was looked at. Otherwise the numbers are of a part. """
    sample: list[UniquenessViolation]
    """ Some of them, to look at. """

    def to_dict(self) -> dict[str, Any]:
        contacts = self.contacts

        violating = self.violating

        complete = self.complete

        sample = []
        for sample_item_data in self.sample:
            sample_item = sample_item_data.to_dict()
            sample.append(sample_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contacts": contacts,
                "violating": violating,
                "complete": complete,
                "sample": sample,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.uniqueness_violation import UniquenessViolation  # noqa: PLC0415

        d = dict(src_dict)
        contacts = d.pop("contacts")

        violating = d.pop("violating")

        complete = d.pop("complete")

        sample = []
        _sample = d.pop("sample")
        for sample_item_data in _sample:
            sample_item = UniquenessViolation.from_dict(sample_item_data)

            sample.append(sample_item)

        uniqueness_preview = cls(
            contacts=contacts,
            violating=violating,
            complete=complete,
            sample=sample,
        )

        return uniqueness_preview
