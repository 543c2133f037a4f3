from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.anonymization_outcome import AnonymizationOutcome


@dataclass(kw_only=True, slots=True)
class AnonymizationRunContact:
    """One contact of a run, and every reason why it is blocked. A contact that the run passed over is not listed."""

    contact_id: str
    """ The id of the contact, `con_…`. """
    outcome: AnonymizationOutcome
    """ What became of one contact in a run, or would become of it in a dry run. """
    blockers: list[str]
    """ Every reason why the contact cannot be anonymized now, as sentences; empty where nothing blocks. """

    def to_dict(self) -> dict[str, Any]:
        contact_id = self.contact_id

        outcome = self.outcome.value

        blockers = self.blockers

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contact_id": contact_id,
                "outcome": outcome,
                "blockers": blockers,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        contact_id = d.pop("contact_id")

        outcome = AnonymizationOutcome(d.pop("outcome"))

        blockers = cast(list[str], d.pop("blockers"))

        anonymization_run_contact = cls(
            contact_id=contact_id,
            outcome=outcome,
            blockers=blockers,
        )

        return anonymization_run_contact
