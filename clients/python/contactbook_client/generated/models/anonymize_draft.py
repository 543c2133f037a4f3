from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class AnonymizeDraft:
    """How to anonymize. With `dry_run` nothing is changed, and the answer says what would happen."""

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

        anonymize_draft = cls(
            dry_run=dry_run,
        )

        return anonymize_draft
