from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class AnonymizationBatchDraft:
    """Whether the daily batch anonymizes contacts that meet the conditions."""

    enabled: bool | Unset = False
    """ Whether the batch runs. """

    def to_dict(self) -> dict[str, Any]:
        enabled = self.enabled

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if enabled is not UNSET:
            field_dict["enabled"] = enabled

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        enabled = d.pop("enabled", UNSET)

        anonymization_batch_draft = cls(
            enabled=enabled,
        )

        return anonymization_batch_draft
