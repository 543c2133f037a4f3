from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.consent_state import ConsentState

if TYPE_CHECKING:
    from ..models.actor import Actor


@dataclass(kw_only=True, slots=True)
class ContactConsent:
    """The current consent state. Its history is stored apart."""

    state: ConsentState
    """ The contact's answer to whether the tenant may keep and use its information. """
    updated_at: datetime.datetime | None
    """ When it changed last: a time in UTC, ISO 8601. """
    updated_by: Actor | None
    """ Who changed it last. """
    form_attachment_id: None | str
    """ The id of the consent form, an attachment of the tenant's library. """
    answer_required: bool
    """ Whether the contact must answer anew, because the form changed. """
    refused_at: datetime.datetime | None
    """ When the person refused: a time in UTC; null where it did not. """
    evidence_at: datetime.datetime | None
    """ When the person said what the evidence tells: a time in UTC. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.actor import Actor  # noqa: PLC0415

        state = self.state.value

        updated_at: None | str
        if isinstance(self.updated_at, datetime.datetime):
            updated_at = self.updated_at.isoformat()
        else:
            updated_at = self.updated_at

        updated_by: dict[str, Any] | None
        if isinstance(self.updated_by, Actor):
            updated_by = self.updated_by.to_dict()
        else:
            updated_by = self.updated_by

        form_attachment_id: None | str
        form_attachment_id = self.form_attachment_id

        answer_required = self.answer_required

        refused_at: None | str
        if isinstance(self.refused_at, datetime.datetime):
            refused_at = self.refused_at.isoformat()
        else:
            refused_at = self.refused_at

        evidence_at: None | str
        if isinstance(self.evidence_at, datetime.datetime):
            evidence_at = self.evidence_at.isoformat()
        else:
            evidence_at = self.evidence_at

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "state": state,
                "updated_at": updated_at,
                "updated_by": updated_by,
                "form_attachment_id": form_attachment_id,
                "answer_required": answer_required,
                "refused_at": refused_at,
                "evidence_at": evidence_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.actor import Actor  # noqa: PLC0415

        d = dict(src_dict)
        state = ConsentState(d.pop("state"))

        def _parse_updated_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                updated_at_type_0 = datetime.datetime.fromisoformat(data)

                return updated_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        updated_at = _parse_updated_at(d.pop("updated_at"))

        def _parse_updated_by(data: object) -> Actor | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                updated_by_type_0 = Actor.from_dict(data)

                return updated_by_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Actor | None, data)

        updated_by = _parse_updated_by(d.pop("updated_by"))

        def _parse_form_attachment_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        form_attachment_id = _parse_form_attachment_id(d.pop("form_attachment_id"))

        answer_required = d.pop("answer_required")

        def _parse_refused_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                refused_at_type_0 = datetime.datetime.fromisoformat(data)

                return refused_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        refused_at = _parse_refused_at(d.pop("refused_at"))

        def _parse_evidence_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                evidence_at_type_0 = datetime.datetime.fromisoformat(data)

                return evidence_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        evidence_at = _parse_evidence_at(d.pop("evidence_at"))

        contact_consent = cls(
            state=state,
            updated_at=updated_at,
            updated_by=updated_by,
            form_attachment_id=form_attachment_id,
            answer_required=answer_required,
            refused_at=refused_at,
            evidence_at=evidence_at,
        )

        return contact_consent
