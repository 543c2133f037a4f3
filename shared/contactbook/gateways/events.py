"""Publish domain events on the EventBridge bus, ten in a call."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

import boto3
from botocore.exceptions import BotoCoreError, ClientError
from pydantic import JsonValue

from contactbook.config import config
from contactbook.domain.base.errors import StorageUnavailable
from contactbook.domain.base.values import Moment, Value

if TYPE_CHECKING:
    from mypy_boto3_events import EventBridgeClient
    from mypy_boto3_events.type_defs import PutEventsRequestEntryTypeDef

_BATCH = 10
SOURCE = "contactbook"


class DomainEvent(Value):
    """An event about a contact of a tenant. It holds ids and field names, never a contact's values."""

    event_id: str
    event: str
    at: Moment
    tenant_id: str
    contact_id: str
    subject: str | None = None
    fields: tuple[str, ...] = ()
    details: dict[str, JsonValue] = {}


@cache
def _client() -> "EventBridgeClient":
    return boto3.client("events")


def publish(events: Sequence[DomainEvent]) -> None:
    """Publish events. Raises StorageUnavailable if the bus did not accept all of them; the stream then delivers them again."""
    for start in range(0, len(events), _BATCH):
        entries = [_entry(event, event.at) for event in events[start : start + _BATCH]]
        try:
            failed = _client().put_events(Entries=entries)["FailedEntryCount"]
        except (BotoCoreError, ClientError) as error:
            raise StorageUnavailable("The event bus did not respond.") from error
        if failed:
            raise StorageUnavailable("The event bus did not accept every event.")


def _entry(event: DomainEvent, at: datetime) -> "PutEventsRequestEntryTypeDef":
    return {
        "Source": SOURCE,
        "DetailType": event.event,
        "Detail": event.model_dump_json(exclude_defaults=True),
        "Time": at,
        "EventBusName": config().event_bus_name,
    }
