from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..models.delivery_state import DeliveryState

if TYPE_CHECKING:
    from ..models.attempt import Attempt


@dataclass(kw_only=True, slots=True)
class Delivery:
    """A delivery as callers see it."""

    version: int
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    delivery_id: str
    """ The id of the delivery, `dlv_…`. """
    webhook_id: str
    """ The id of the webhook, `whk_…`. """
    type_: str
    """ The event, or `webhook.verify` for the challenge. """
    event_id: str
    """ What the header `webhook-id` says. """
    state: DeliveryState
    """ A failed delivery has used up its attempts, or its webhook is no longer active. """
    body: str
    """ The body as it is sent. """
    attempts: list[Attempt]
    """ The attempts to deliver it, the newest 20: when, and what the receiver answered. """
    next_attempt_at: datetime.datetime | None
    """ When it is tried again: a time in UTC, ISO 8601. Null if it is not. """
    created_at: datetime.datetime
    """ When it was created: a time in UTC, ISO 8601. """

    def to_dict(self) -> dict[str, Any]:
        version = self.version

        delivery_id = self.delivery_id

        webhook_id = self.webhook_id

        type_ = self.type_

        event_id = self.event_id

        state = self.state.value

        body = self.body

        attempts = []
        for attempts_item_data in self.attempts:
            attempts_item = attempts_item_data.to_dict()
            attempts.append(attempts_item)

        next_attempt_at: None | str
        if isinstance(self.next_attempt_at, datetime.datetime):
            next_attempt_at = self.next_attempt_at.isoformat()
        else:
            next_attempt_at = self.next_attempt_at

        created_at = self.created_at.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "version": version,
                "delivery_id": delivery_id,
                "webhook_id": webhook_id,
                "type": type_,
                "event_id": event_id,
                "state": state,
                "body": body,
                "attempts": attempts,
                "next_attempt_at": next_attempt_at,
                "created_at": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.attempt import Attempt  # noqa: PLC0415

        d = dict(src_dict)
        version = d.pop("version")

        delivery_id = d.pop("delivery_id")

        webhook_id = d.pop("webhook_id")

        type_ = d.pop("type")

        event_id = d.pop("event_id")

        state = DeliveryState(d.pop("state"))

        body = d.pop("body")

        attempts = []
        _attempts = d.pop("attempts")
        for attempts_item_data in _attempts:
            attempts_item = Attempt.from_dict(attempts_item_data)

            attempts.append(attempts_item)

        def _parse_next_attempt_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                next_attempt_at_type_0 = datetime.datetime.fromisoformat(data)

                return next_attempt_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        next_attempt_at = _parse_next_attempt_at(d.pop("next_attempt_at"))

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        delivery = cls(
            version=version,
            delivery_id=delivery_id,
            webhook_id=webhook_id,
            type_=type_,
            event_id=event_id,
            state=state,
            body=body,
            attempts=attempts,
            next_attempt_at=next_attempt_at,
            created_at=created_at,
        )

        return delivery
