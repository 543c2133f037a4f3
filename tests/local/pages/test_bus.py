"""The event bus of the local stack: what is published shows under `/_local/events`."""

import json

import httpx
import pytest

from infra.local.pages.bus import BUS_PATH
from infra.local.stack.stack import LocalStack


def put(client: httpx.Client, *details: str, target: str = "AWSEvents.PutEvents") -> httpx.Response:
    entries = [{"Source": "contactbook", "DetailType": "x", "Detail": detail} for detail in details]
    return client.post(BUS_PATH, json={"Entries": entries}, headers={"x-amz-target": target})


@pytest.mark.feature("S7.6")
def test_what_is_published_is_shown_newest_first(client: httpx.Client, stack: LocalStack) -> None:
    events = [{"event_id": f"evt_{number}", "tenant_id": tenant} for number, tenant in enumerate(("acme", "other"))]
    answer = put(client, *map(json.dumps, events))
    assert (answer.status_code, answer.json()["FailedEntryCount"], len(answer.json()["Entries"])) == (200, 0, 2)
    assert client.get("/_local/events").json() == {"items": events[::-1]}
    assert client.get("/_local/events?tenant_id=acme").json() == {"items": events[:1]}
    stack.reset()
    assert client.get("/_local/events").json() == {"items": []}


def test_a_call_that_the_bus_does_not_know_is_refused(client: httpx.Client) -> None:
    assert put(client, "{}", target="AWSEvents.PutRule").json()["__type"] == "UnknownOperationException"
    assert put(client, "no json").json()["__type"] == "ValidationException"
    assert client.get("/_local/events").json() == {"items": []}


def test_functions_publish_there(stack: LocalStack) -> None:
    assert stack.health()["environment"]["AWS_ENDPOINT_URL_EVENTBRIDGE"] == stack.url + BUS_PATH
