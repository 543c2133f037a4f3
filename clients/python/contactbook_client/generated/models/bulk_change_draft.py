from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.bulk_audience import BulkAudience
    from ..models.change_of_each_draft import ChangeOfEachDraft


@dataclass(kw_only=True, slots=True)
class BulkChangeDraft:
    """The request for a bulk change. A dry run changes nobody, and counts and lists what would become of each contact."""

    audience: BulkAudience
    """ Whose change it is: exactly one of chosen contacts, a segment or a list. """
    change: ChangeOfEachDraft
    """ What changes in each contact. A tag or list that the contact has already, or has not, makes no difference.
    """
    dry_run: bool | Unset = False
    """ Whether it only says what would happen. Nothing is changed and nobody is contacted. """

    def to_dict(self) -> dict[str, Any]:
        audience = self.audience.to_dict()

        change = self.change.to_dict()

        dry_run = self.dry_run

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "audience": audience,
                "change": change,
            }
        )
        if dry_run is not UNSET:
            field_dict["dry_run"] = dry_run

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.bulk_audience import BulkAudience  # noqa: PLC0415
        from ..models.change_of_each_draft import ChangeOfEachDraft  # noqa: PLC0415

        d = dict(src_dict)
        audience = BulkAudience.from_dict(d.pop("audience"))

        change = ChangeOfEachDraft.from_dict(d.pop("change"))

        dry_run = d.pop("dry_run", UNSET)

        bulk_change_draft = cls(
            audience=audience,
            change=change,
            dry_run=dry_run,
        )

        return bulk_change_draft
