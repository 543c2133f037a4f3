from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from ..models.resolution_draft_outcome import ResolutionDraftOutcome


@dataclass(kw_only=True, slots=True)
class ResolutionDraft:
    """What became of a communication of which nobody knows whether it was sent, and how the user knows."""

    outcome: ResolutionDraftOutcome
    """ What became of it. """
    reason: str
    """ How the user knows. """

    def to_dict(self) -> dict[str, Any]:
        outcome = self.outcome.value

        reason = self.reason

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "outcome": outcome,
                "reason": reason,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        outcome = ResolutionDraftOutcome(d.pop("outcome"))

        reason = d.pop("reason")

        resolution_draft = cls(
            outcome=outcome,
            reason=reason,
        )

        return resolution_draft
