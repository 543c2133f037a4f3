from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.consent_state import ConsentState

if TYPE_CHECKING:
    from ..models.actor import Actor


@dataclass(kw_only=True, slots=True)
class PastConsent:
    """A contact's consent at a time."""

    contact_id: str
    """ The id of the contact, `con_…`. """
    as_of: datetime.datetime
    """ The time of which the answer tells: UTC, ISO 8601. """
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

    def to_dict(self) -> dict[str, Any]:
        from ..models.actor import Actor  # noqa: PLC0415

        contact_id = self.contact_id

        as_of = self.as_of.isoformat()

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

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contact_id": contact_id,
                "as_of": as_of,
                "state": state,
                "updated_at": updated_at,
                "updated_by": updated_by,
                "form_attachment_id": form_attachment_id,
                "answer_required": answer_required,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.actor import Actor  # noqa: PLC0415

        d = dict(src_dict)
        contact_id = d.pop("contact_id")

        as_of = datetime.datetime.fromisoformat(d.pop("as_of"))

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

        past_consent = cls(
            contact_id=contact_id,
            as_of=as_of,
            state=state,
            updated_at=updated_at,
            updated_by=updated_by,
            form_attachment_id=form_attachment_id,
            answer_required=answer_required,
        )

        return past_consent
