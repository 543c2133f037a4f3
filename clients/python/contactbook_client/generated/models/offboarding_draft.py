from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class OffboardingDraft:
    """The request to off-board a tenant: how many days its data can be fetched before it is erased."""

    erase_after_days: int | Unset = 30
    """ How many days the hand-over can be fetched before everything is erased. """

    def to_dict(self) -> dict[str, Any]:
        erase_after_days = self.erase_after_days

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if erase_after_days is not UNSET:
            field_dict["erase_after_days"] = erase_after_days

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        erase_after_days = d.pop("erase_after_days", UNSET)

        offboarding_draft = cls(
            erase_after_days=erase_after_days,
        )

        return offboarding_draft
