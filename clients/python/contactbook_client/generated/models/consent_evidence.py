from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast


@dataclass(kw_only=True, slots=True)
class ConsentEvidence:
    """Where a statement came from. Only a dispute needs it. It is personal data: only `audit:read` can read it, and
    anonymization erases it. `sent_to` is the keyed hash of the address whose link was used.

    """

    event_id: str
    """ The id of the event. """
    at: datetime.datetime
    """ When it was said: a time in UTC. """
    about: str
    """ What was said: the scope, or the consent. """
    source_ip: None | str
    """ The IP address of the caller. """
    user_agent: None | str
    """ The browser or program of the person; null where it is not known. """
    sent_to: None | str
    """ The keyed hash of the address whose link was used; null for others. """

    def to_dict(self) -> dict[str, Any]:
        event_id = self.event_id

        at = self.at.isoformat()

        about = self.about

        source_ip: None | str
        source_ip = self.source_ip

        user_agent: None | str
        user_agent = self.user_agent

        sent_to: None | str
        sent_to = self.sent_to

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "event_id": event_id,
                "at": at,
                "about": about,
                "source_ip": source_ip,
                "user_agent": user_agent,
                "sent_to": sent_to,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        event_id = d.pop("event_id")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        about = d.pop("about")

        def _parse_source_ip(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        source_ip = _parse_source_ip(d.pop("source_ip"))

        def _parse_user_agent(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        user_agent = _parse_user_agent(d.pop("user_agent"))

        def _parse_sent_to(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        sent_to = _parse_sent_to(d.pop("sent_to"))

        consent_evidence = cls(
            event_id=event_id,
            at=at,
            about=about,
            source_ip=source_ip,
            user_agent=user_agent,
            sent_to=sent_to,
        )

        return consent_evidence
