"""Publish events on the EventBridge bus, ten in a call."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from contactbook.config import config
from contactbook.domain.base.errors import StorageUnavailable
from contactbook.domain.events.catalogue import Event

if TYPE_CHECKING:
    from mypy_boto3_events import EventBridgeClient
    from mypy_boto3_events.type_defs import PutEventsRequestEntryTypeDef

_BATCH = 10
SOURCE = "contactbook"


@cache
def _client() -> "EventBridgeClient":
    return boto3.client("events")


def publish(events: Sequence[Event]) -> None:
    """Publish events. Raises StorageUnavailable if the bus did not accept all of them; the stream then delivers them again."""
    for start in range(0, len(events), _BATCH):
        entries = [_entry(event) for event in events[start : start + _BATCH]]
        try:
            failed = _client().put_events(Entries=entries)["FailedEntryCount"]
        except (BotoCoreError, ClientError) as error:
            raise StorageUnavailable("The event bus did not respond.") from error
        if failed:
            raise StorageUnavailable("The event bus did not accept every event.")


def _entry(event: Event) -> "PutEventsRequestEntryTypeDef":
    return {
        "Source": SOURCE,
        "DetailType": event.type.value,
        "Detail": event.model_dump_json(),
        "Time": event.timestamp,
        "EventBusName": config().event_bus_name,
    }
