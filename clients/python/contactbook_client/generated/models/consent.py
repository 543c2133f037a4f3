from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.consent_behaviour import ConsentBehaviour
from ..models.consent_state import ConsentState

if TYPE_CHECKING:
    from ..models.actor import Actor


@dataclass(kw_only=True, slots=True)
class Consent:
    """A contact's consent, at the contact's version; `behaviour` is what the state allows."""

    contact_id: str
    """ The id of the contact, `con_…`. """
    state: ConsentState
    """ The contact's answer to whether the tenant may keep and use its information. """
    updated_at: datetime.datetime | None
    """ When it changed last: a time in UTC, ISO 8601. """
    updated_by: Actor | None
    """ Who changed it last. """
    form_attachment_id: None | str
    """ The id of the consent form, an attachment of the tenant's library. """
    behaviour: ConsentBehaviour
    """ What a consent state allows the platform to do with the contact. """
    answer_required: bool
    """ Whether the contact must answer anew, because the form changed. """
    anonymization_pending: bool
    """ Whether the anonymization that the state of the consent asks for is still to come. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.actor import Actor  # noqa: PLC0415

        contact_id = self.contact_id

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

        behaviour = self.behaviour.value

        answer_required = self.answer_required

        anonymization_pending = self.anonymization_pending

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contact_id": contact_id,
                "state": state,
                "updated_at": updated_at,
                "updated_by": updated_by,
                "form_attachment_id": form_attachment_id,
                "behaviour": behaviour,
                "answer_required": answer_required,
                "anonymization_pending": anonymization_pending,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.actor import Actor  # noqa: PLC0415

        d = dict(src_dict)
        contact_id = d.pop("contact_id")

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

        behaviour = ConsentBehaviour(d.pop("behaviour"))

        answer_required = d.pop("answer_required")

        anonymization_pending = d.pop("anonymization_pending")

        version = d.pop("version")

        consent = cls(
            contact_id=contact_id,
            state=state,
            updated_at=updated_at,
            updated_by=updated_by,
            form_attachment_id=form_attachment_id,
            behaviour=behaviour,
            answer_required=answer_required,
            anonymization_pending=anonymization_pending,
            version=version,
        )

        return consent
