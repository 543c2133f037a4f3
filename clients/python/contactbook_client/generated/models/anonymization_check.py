from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.consent_state import ConsentState


@dataclass(kw_only=True, slots=True)
class AnonymizationCheck:
    """Every reason why a contact cannot be anonymized now, and which consents anonymize it. `allowed` and `blockers` are
    about the action. `anonymized_by_consent` are the states whose recording anonymizes the contact, also where the
    settings do not allow the action. `explanation` says both in words.

    """

    contact_id: str
    """ The id of the contact, `con_…`. """
    allowed: bool
    """ Whether it is allowed now. """
    blockers: list[str]
    """ Every reason why the contact cannot be anonymized now, as sentences; empty where nothing blocks. """
    anonymized_by_consent: list[ConsentState]
    """ The states of the consent with which the contact would be anonymized by itself. """
    explanation: str
    """ The same in a sentence, for people. """

    def to_dict(self) -> dict[str, Any]:
        contact_id = self.contact_id

        allowed = self.allowed

        blockers = self.blockers

        anonymized_by_consent = []
        for anonymized_by_consent_item_data in self.anonymized_by_consent:
            anonymized_by_consent_item = anonymized_by_consent_item_data.value
            anonymized_by_consent.append(anonymized_by_consent_item)

        explanation = self.explanation

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contact_id": contact_id,
                "allowed": allowed,
                "blockers": blockers,
                "anonymized_by_consent": anonymized_by_consent,
                "explanation": explanation,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        contact_id = d.pop("contact_id")

        allowed = d.pop("allowed")

        blockers = cast(list[str], d.pop("blockers"))

        anonymized_by_consent = []
        _anonymized_by_consent = d.pop("anonymized_by_consent")
        for anonymized_by_consent_item_data in _anonymized_by_consent:
            anonymized_by_consent_item = ConsentState(anonymized_by_consent_item_data)

            anonymized_by_consent.append(anonymized_by_consent_item)

        explanation = d.pop("explanation")

        anonymization_check = cls(
            contact_id=contact_id,
            allowed=allowed,
            blockers=blockers,
            anonymized_by_consent=anonymized_by_consent,
            explanation=explanation,
        )

        return anonymization_check
