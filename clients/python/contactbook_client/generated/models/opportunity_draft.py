from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.opportunity_outcome import OpportunityOutcome
from ..types import UNSET, Unset


@dataclass(kw_only=True, slots=True)
class OpportunityDraft:
    """An opportunity that a caller sends."""

    name: str
    """ The name, for people. """
    stage: None | str | Unset = UNSET
    """ The stage, of those in the settings. """
    value: None | str | Unset = UNSET
    """ The value: a decimal as a text. """
    closed: bool | Unset = False
    """ Whether it is closed. """
    outcome: OpportunityOutcome | Unset = UNSET
    """ What became of an opportunity. One that is won or lost is closed. """

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        stage: None | str | Unset
        if isinstance(self.stage, Unset):
            stage = UNSET
        else:
            stage = self.stage

        value: None | str | Unset
        if isinstance(self.value, Unset):
            value = UNSET
        else:
            value = self.value

        closed = self.closed

        outcome: str | Unset = UNSET
        if not isinstance(self.outcome, Unset):
            outcome = self.outcome.value

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
            }
        )
        if stage is not UNSET:
            field_dict["stage"] = stage
        if value is not UNSET:
            field_dict["value"] = value
        if closed is not UNSET:
            field_dict["closed"] = closed
        if outcome is not UNSET:
            field_dict["outcome"] = outcome

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = d.pop("name")

        def _parse_stage(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        stage = _parse_stage(d.pop("stage", UNSET))

        def _parse_value(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        value = _parse_value(d.pop("value", UNSET))

        closed = d.pop("closed", UNSET)

        _outcome = d.pop("outcome", UNSET)
        outcome: OpportunityOutcome | Unset
        if isinstance(_outcome, Unset):
            outcome = UNSET
        else:
            outcome = OpportunityOutcome(_outcome)

        opportunity_draft = cls(
            name=name,
            stage=stage,
            value=value,
            closed=closed,
            outcome=outcome,
        )

        return opportunity_draft
