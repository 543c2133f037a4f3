from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.consent_state import ConsentState

if TYPE_CHECKING:
    from ..models.actor import Actor


@dataclass(kw_only=True, slots=True)
class ConsentEvent:
    """One change of a contact's consent. `through` is the way it came: `api`, `portal`, `link` or `reconsent`.
    `form_version` names the exact text or document that the contact saw.

    """

    event_id: str
    """ The id of the event. """
    at: datetime.datetime
    """ When it happened: a time in UTC, ISO 8601. """
    state: ConsentState
    """ The contact's answer to whether the tenant may keep and use its information. """
    previous_state: ConsentState
    """ The contact's answer to whether the tenant may keep and use its information. """
    by: Actor
    """ The actor of a change: a user of a portal, the contact itself, a signed link or a job. """
    through: str
    """ Through what it was said, or how the provider told it. """
    form_attachment_id: None | str
    """ The id of the consent form, an attachment of the tenant's library. """
    form_version: None | str
    """ The version of the consent form, as the hash of the file. """

    def to_dict(self) -> dict[str, Any]:
        event_id = self.event_id

        at = self.at.isoformat()

        state = self.state.value

        previous_state = self.previous_state.value

        by = self.by.to_dict()

        through = self.through

        form_attachment_id: None | str
        form_attachment_id = self.form_attachment_id

        form_version: None | str
        form_version = self.form_version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "event_id": event_id,
                "at": at,
                "state": state,
                "previous_state": previous_state,
                "by": by,
                "through": through,
                "form_attachment_id": form_attachment_id,
                "form_version": form_version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.actor import Actor  # noqa: PLC0415

        d = dict(src_dict)
        event_id = d.pop("event_id")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        state = ConsentState(d.pop("state"))

        previous_state = ConsentState(d.pop("previous_state"))

        by = Actor.from_dict(d.pop("by"))

        through = d.pop("through")

        def _parse_form_attachment_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        form_attachment_id = _parse_form_attachment_id(d.pop("form_attachment_id"))

        def _parse_form_version(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        form_version = _parse_form_version(d.pop("form_version"))

        consent_event = cls(
            event_id=event_id,
            at=at,
            state=state,
            previous_state=previous_state,
            by=by,
            through=through,
            form_attachment_id=form_attachment_id,
            form_version=form_version,
        )

        return consent_event
