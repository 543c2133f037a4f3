from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(kw_only=True, slots=True)
class AnonymizationBatch:
    """Whether the daily batch anonymizes contacts that meet the conditions."""

    enabled: bool
    """ Whether the batch runs. """

    def to_dict(self) -> dict[str, Any]:
        enabled = self.enabled

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "enabled": enabled,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        enabled = d.pop("enabled")

        anonymization_batch = cls(
            enabled=enabled,
        )

        return anonymization_batch
