from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.opportunity_outcome import OpportunityOutcome


@dataclass(kw_only=True, slots=True)
class StoredOpportunity:
    """A stored opportunity of one contact."""

    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    name: str
    """ The name, for people. """
    stage: None | str
    """ The stage, of those in the settings. """
    value: None | str
    """ The value: a decimal as a text. """
    closed: bool
    """ Whether it is closed. """
    outcome: OpportunityOutcome
    """ What became of an opportunity. One that is won or lost is closed. """
    opportunity_id: str
    """ The id of the opportunity, `opp_…`. """
    contact_id: str
    """ The id of the contact, `con_…`. """
    created_at: datetime.datetime
    """ When it was created: a time in UTC, ISO 8601. """
    updated_at: datetime.datetime
    """ When it changed last: a time in UTC, ISO 8601. """

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        name = self.name

        stage: None | str
        stage = self.stage

        value: None | str
        value = self.value

        closed = self.closed

        outcome = self.outcome.value

        opportunity_id = self.opportunity_id

        contact_id = self.contact_id

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "name": name,
                "stage": stage,
                "value": value,
                "closed": closed,
                "outcome": outcome,
                "opportunity_id": opportunity_id,
                "contact_id": contact_id,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        version = d.pop("version")

        name = d.pop("name")

        def _parse_stage(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        stage = _parse_stage(d.pop("stage"))

        def _parse_value(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        value = _parse_value(d.pop("value"))

        closed = d.pop("closed")

        outcome = OpportunityOutcome(d.pop("outcome"))

        opportunity_id = d.pop("opportunity_id")

        contact_id = d.pop("contact_id")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        stored_opportunity = cls(
            version=version,
            name=name,
            stage=stage,
            value=value,
            closed=closed,
            outcome=outcome,
            opportunity_id=opportunity_id,
            contact_id=contact_id,
            created_at=created_at,
            updated_at=updated_at,
        )

        return stored_opportunity
