"""Checks in the whole suite that every event on the bus is one of the catalogue, fits its JSON Schema, and holds ids and names only.

The webhooks carry the same events (S7.6), so this speaks for them as well.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

from contactbook.domain.events.catalogue import CATALOGUE, schema_of
from contactbook.domain.events.types import EventType
from tests.aws_in_process.aws import ENVIRONMENT
from tests.faults.calls import Answer, Call, Json
from tests.faults.taps import Tap, tapped

# An id, an action, a code, or the dotted name of a field. A value of a person is none of these: it has a space, an @, a + or letters
# that are not Latin; or it is a word that nobody can tell from a name, which the shapes of the catalogue leave no room for.
_NAMES = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,150}")


class PublishedEvents(Tap):
    """Fails the test that publishes another event than the catalogue says."""

    def call(self, call: Call, proceed: Callable[[Json], Answer]) -> Answer:
        """Check what goes to the bus, and pass the call on."""
        if call.name == "events.PutEvents":
            for entry in call.params["Entries"]:
                if entry.get("EventBusName") != ENVIRONMENT["EVENT_BUS_NAME"]:
                    continue
                if wrong := wrong_in(json.loads(entry["Detail"]), entry["DetailType"]):
                    pytest.fail(f"{entry['Detail']} is no event of the catalogue: {wrong}")
        return proceed(call.params)


def wrong_in(event: Any, name: str) -> str | None:
    """Return what is wrong with an event under this name, or None."""
    if name not in {event.value for event in EventType} or event.get("type") != name:
        return f"no event has the name {name}"
    if errors := [error.message for error in _validator(EventType(name)).iter_errors(event)]:
        return "; ".join(errors)
    # The schema lets a receiver live with new fields; what we send has none that it does not name.
    known = schema_of(EventType(name))["properties"]
    unknown = (event.keys() - known.keys()) | (event["data"].keys() - known["data"]["properties"].keys())  # type: ignore[operator,call-overload,index,union-attr]  # JSON of a known shape
    if unknown:
        return f"unknown fields {sorted(unknown)}"
    texts = [text for text in _texts(event["data"]) if not _NAMES.fullmatch(text)]
    return f"values that are no ids or names: {texts}" if texts else None


@cache
def _validator(event: EventType) -> Draft202012Validator:
    assert event in CATALOGUE
    return Draft202012Validator(schema_of(event))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


class Published(Tap):
    """The events that the bus accepted, in their order."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []

    def call(self, call: Call, proceed: Callable[[Json], Answer]) -> Answer:
        answer = proceed(call.params)
        if call.name == "events.PutEvents":
            self.events += [json.loads(entry["Detail"]) for entry in call.params["Entries"]]
        return answer

    def take(self) -> list[dict[str, Any]]:
        """Return what was published since the last call."""
        taken, self.events = self.events, []
        return taken

    def names(self) -> list[str]:
        """Return the names of what was published since the last call."""
        return [event["type"] for event in self.take()]


@contextmanager
def published() -> Iterator[Published]:
    found = Published()
    with tapped(found):
        yield found
