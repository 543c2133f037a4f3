"""Domain events on the EventBridge bus, ten at a time."""

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
    """What happened to which contact of which tenant; ids only, so that the bus never carries a contact's values."""

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
    """Put events on the bus. Raises StorageUnavailable when any of them was not taken; the stream then delivers them again."""
    for start in range(0, len(events), _BATCH):
        entries = [_entry(event, event.at) for event in events[start : start + _BATCH]]
        try:
            failed = _client().put_events(Entries=entries)["FailedEntryCount"]
        except (BotoCoreError, ClientError) as error:
            raise StorageUnavailable("The bus did not answer.") from error
        if failed:
            raise StorageUnavailable("The bus did not take every event.")


def _entry(event: DomainEvent, at: datetime) -> "PutEventsRequestEntryTypeDef":
    return {
        "Source": SOURCE,
        "DetailType": event.event,
        "Detail": event.model_dump_json(exclude_defaults=True),
        "Time": at,
        "EventBusName": config().event_bus_name,
    }
