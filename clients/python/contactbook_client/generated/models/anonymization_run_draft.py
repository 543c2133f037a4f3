from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class AnonymizationRunDraft:
    """The request for a run. With `dry_run` it anonymizes nobody, and lists whom it would."""

    dry_run: bool | Unset = False
    """ Whether it only says what would happen. Nothing is changed and nobody is contacted. """

    def to_dict(self) -> dict[str, Any]:
        dry_run = self.dry_run

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if dry_run is not UNSET:
            field_dict["dry_run"] = dry_run

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        dry_run = d.pop("dry_run", UNSET)

        anonymization_run_draft = cls(
            dry_run=dry_run,
        )

        return anonymization_run_draft
