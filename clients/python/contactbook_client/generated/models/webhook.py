from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self, cast

from ..models.event_type import EventType
from ..models.paused_because import PausedBecause
from ..models.webhook_state import WebhookState


@dataclass(kw_only=True, slots=True)
class Webhook:
    """A webhook as callers see it."""

    url: str
    """ Where events go: an https address of a public host. """
    events: list[EventType]
    """ The events that it gets, of those that `GET /v1/events` lists. """
    description: None | str
    """ What it is for. """
    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    webhook_id: str
    """ The id of the webhook, `whk_…`. """
    state: WebhookState
    """ Only an active webhook gets events. A receiver becomes active by answering the challenge. """
    paused_because: None | PausedBecause
    """ Why the run is paused, as a code; null while it is not. """
    verified_at: datetime.datetime | None
    """ When the domain was proven: a time in UTC; null before. """
    failing_since: datetime.datetime | None
    """ Since when every delivery has failed: a time in UTC, ISO 8601. Null if the last one was taken. """
    created_at: datetime.datetime
    """ When it was created: a time in UTC, ISO 8601. """
    updated_at: datetime.datetime
    """ When it changed last: a time in UTC, ISO 8601. """

    def to_dict(self) -> dict[str, Any]:
        url = self.url

        events = []
        for events_item_data in self.events:
            events_item = events_item_data.value
            events.append(events_item)

        description: None | str
        description = self.description

        version = self.version

        webhook_id = self.webhook_id

        state = self.state.value

        paused_because: None | str
        if isinstance(self.paused_because, PausedBecause):
            paused_because = self.paused_because.value
        else:
            paused_because = self.paused_because

        verified_at: None | str
        if isinstance(self.verified_at, datetime.datetime):
            verified_at = self.verified_at.isoformat()
        else:
            verified_at = self.verified_at

        failing_since: None | str
        if isinstance(self.failing_since, datetime.datetime):
            failing_since = self.failing_since.isoformat()
        else:
            failing_since = self.failing_since

        created_at = self.created_at.isoformat()

        updated_at = self.updated_at.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "url": url,
                "events": events,
                "description": description,
                "version": version,
                "webhook_id": webhook_id,
                "state": state,
                "paused_because": paused_because,
                "verified_at": verified_at,
                "failing_since": failing_since,
                "created_at": created_at,
                "updated_at": updated_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        url = d.pop("url")

        events = []
        _events = d.pop("events")
        for events_item_data in _events:
            events_item = EventType(events_item_data)

            events.append(events_item)

        def _parse_description(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        description = _parse_description(d.pop("description"))

        version = d.pop("version")

        webhook_id = d.pop("webhook_id")

        state = WebhookState(d.pop("state"))

        def _parse_paused_because(data: object) -> None | PausedBecause:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                paused_because_type_0 = PausedBecause(data)

                return paused_because_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PausedBecause, data)

        paused_because = _parse_paused_because(d.pop("paused_because"))

        def _parse_verified_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                verified_at_type_0 = datetime.datetime.fromisoformat(data)

                return verified_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        verified_at = _parse_verified_at(d.pop("verified_at"))

        def _parse_failing_since(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                failing_since_type_0 = datetime.datetime.fromisoformat(data)

                return failing_since_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        failing_since = _parse_failing_since(d.pop("failing_since"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        updated_at = datetime.datetime.fromisoformat(d.pop("updated_at"))

        webhook = cls(
            url=url,
            events=events,
            description=description,
            version=version,
            webhook_id=webhook_id,
            state=state,
            paused_because=paused_because,
            verified_at=verified_at,
            failing_since=failing_since,
            created_at=created_at,
            updated_at=updated_at,
        )

        return webhook
