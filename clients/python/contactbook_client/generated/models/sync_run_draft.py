from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class SyncRunDraft:
    """The request for a run."""

    full: bool | Unset = False
    """ Whether the run reads every contact, and not only what changed. """
    dry_run: bool | Unset = False
    """ Whether it only says what would happen. Nothing is changed and nobody is contacted. """

    def to_dict(self) -> dict[str, Any]:
        full = self.full

        dry_run = self.dry_run

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if full is not UNSET:
            field_dict["full"] = full
        if dry_run is not UNSET:
            field_dict["dry_run"] = dry_run

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        full = d.pop("full", UNSET)

        dry_run = d.pop("dry_run", UNSET)

        sync_run_draft = cls(
            full=full,
            dry_run=dry_run,
        )

        return sync_run_draft
