"""A POST that dies anywhere and is repeated under its Idempotency-Key has its effect once."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import pytest

from contactbook import clock
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Answer, Api
from tests.faults.counting import count_calls
from tests.faults.faults import Fault, Injection, Moment, WorkerDied
from tests.faults.injecting import inject

Request = tuple[str, dict[str, Any] | None]


def person(api: Api) -> str:
    return str(api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou"}).body["contact_id"])


def address(api: Api) -> Request:
    return f"/v1/contacts/{person(api)}/addresses", {"type": "home", "line_1": "1 Ledra St", "country": "CY"}


def replacing_address(api: Api) -> Request:
    path, body = address(api)
    api.post(path, body)
    return f"{path}?replace=true", body


def account(api: Api) -> Request:
    return f"/v1/contacts/{person(api)}/accounts", {"name": "Checking"}


def transaction(api: Api) -> Request:
    path = api.post(f"/v1/contacts/{person(api)}/accounts", {"name": "Checking"}).headers["Location"]
    body = {"external_id": "inv-1", "amount": "1.00", "currency": "EUR", "occurred_at": "2026-01-01T00:00:00Z"}
    return f"{path}/transactions", body


def opportunity(api: Api) -> Request:
    return f"/v1/contacts/{person(api)}/opportunities", {"name": "Kitchen"}


def prospect(api: Api) -> Request:
    return "/v1/contacts", {"kind": "person", "last_name": "Nicolaou", "opportunity": {"name": "Kitchen"}}


def note(api: Api) -> Request:
    return f"/v1/contacts/{person(api)}/notes", {"text": "Called."}


def engagement(api: Api) -> Request:
    return f"/v1/contacts/{person(api)}/engagements", {"type": "job"}


def conversion(api: Api) -> Request:
    return f"/v1/contacts/{person(api)}/conversions", {"occurred_at": "2026-01-01T00:00:00Z"}


def relation(api: Api) -> Request:
    return f"/v1/contacts/{person(api)}/relations", {"related_contact_id": person(api), "relation_type": "other"}


def attachment(api: Api) -> Request:
    body = {"file_name": "a.pdf", "content_type": "application/pdf", "size": 5}
    return f"/v1/contacts/{person(api)}/attachments", body


def members(api: Api) -> Request:
    list_id = api.post("/v1/lists", {"name": "News"}).body["list_id"]
    return f"/v1/lists/{list_id}/contacts", {"contact_ids": [person(api) for _ in range(3)]}


def suppressed(api: Api) -> Request:
    list_id = api.post("/v1/suppression-lists", {"name": "Staff"}).body["suppression_list_id"]
    emails = [{"email": f"{name}@example.com"} for name in ("anna", "eleni", "maria")]
    return f"/v1/suppression-lists/{list_id}/entries", {"entries": emails}


def domain(_: Api) -> Request:
    return "/v1/sending-identities", {"domain": "acme.example"}


REQUESTS = [
    address,
    replacing_address,
    account,
    transaction,
    opportunity,
    prospect,
    note,
    engagement,
    conversion,
    relation,
    attachment,
    members,
    suppressed,
    domain,
]


def kinds(world: World) -> dict[str, int]:
    """How many items of each kind there are; history included, so that a second change would show.

    A pointer by which an erasure finds a kept answer is none of them: a repetition looks again at what its first run has changed.
    """
    counted = Counter(item["kind"]["S"] for item in world.items())
    del counted["request_pointer"]
    return dict(counted)


@pytest.mark.parametrize("request_of", REQUESTS, ids=lambda request_of: request_of.__name__)
def test_a_request_that_died_anywhere_is_repeated_without_doubling(
    world: World, now: datetime, monkeypatch: pytest.MonkeyPatch, request_of: Callable[[Api], Request]
) -> None:
    from contactbook.services.decisions import suppression_lists
    from contactbook.services.lists import members

    # So that few members and entries take two transactions.
    monkeypatch.setattr(members, "CHUNK", 2)
    monkeypatch.setattr(suppression_lists, "_AT_ONCE", 2)
    time = [now]
    monkeypatch.setattr(clock, "source", lambda: time[0])

    def begin() -> tuple[Api, Request]:
        world.reset()
        time[0] = now
        api = Api()
        api.get("/v1/lists")
        return api, request_of(api)

    def sent(api: Api, request: Request) -> Answer:
        path, body = request
        return api.post(path, body, idempotency_key="key-1")

    api, request = begin()
    with count_calls() as calls:
        expected = sent(api, request)
    assert expected.status in (200, 201)
    wanted = kinds(world)
    for place in range(len(calls)):
        for moment in Moment:
            api, request = begin()
            with inject(Injection(place, Fault.DEATH, moment)), suppress(WorkerDied):
                sent(api, request)
            time[0] += timedelta(seconds=41)
            assert sent(api, request).status == expected.status
            assert kinds(world) == wanted
