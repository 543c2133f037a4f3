"""Secrets that rotate, deliveries that are kept, and places at a receiver, with a real one on this machine (S7.5)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queues, drain_stream, invoke
from tests.builders.sending import at
from tests.services.webhooks.receiver import Receiver, created, receiving, verified, work

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PERSON = {"kind": "person", "last_name": "Georgiou", "emails": [{"address": "eleni@example.com"}]}


@pytest.fixture
def receiver(world: World) -> Iterator[Receiver]:
    with receiving() as found:
        yield found


def add(api: Api) -> str:
    made = api.post("/v1/contacts", PERSON)
    assert made.status == 201, made.text
    return str(made.body["contact_id"])


@pytest.mark.feature("S7.5")
def test_a_secret_rotates_with_an_overlap(world: World, api: Api, receiver: Receiver) -> None:
    with at(NOW):
        made = created(world, receiver.url)
        rotated = api.post(f"/v1/webhooks/{made['webhook_id']}/rotate-secret")
        assert rotated.status == 200
        secrets = (made["secret"], rotated.body["secret"])
        assert secrets[0] != secrets[1]
        assert signed_with(world, api, receiver, secrets) == [True, True]
    with at(NOW + timedelta(hours=25)):
        assert signed_with(world, api, receiver, secrets) == [False, True]
        third = api.post(f"/v1/webhooks/{made['webhook_id']}/rotate-secret", {"overlap_hours": 0}).body["secret"]
        assert signed_with(world, api, receiver, (*secrets, third)) == [False, False, True]


def signed_with(world: World, api: Api, receiver: Receiver, secrets: tuple[str, ...]) -> list[bool]:
    receiver.got.clear()
    add(api)
    work(world)
    ((headers, body),) = receiver.got
    assert len(headers["webhook-signature"].split()) == sum(verified(headers, body, one) for one in secrets)
    return [verified(headers, body, one) for one in secrets]


@pytest.mark.feature("S7.5")
def test_no_more_than_three_secrets_sign_at_once(world: World, api: Api, receiver: Receiver) -> None:
    path = f"/v1/webhooks/{created(world, receiver.url)['webhook_id']}/rotate-secret"
    answers = [api.post(path) for _ in range(3)]
    assert [one.status for one in answers] == [200, 200, 409]
    assert answers[-1].code == "too_many_secrets"
    assert api.post(path, {"overlap_hours": 0}).status == 200
    assert api.post(path, {"overlap_hours": 100}).status == 422


@pytest.mark.feature("S7.5")
def test_deliveries_are_kept_for_fourteen_days(world: World, api: Api, receiver: Receiver) -> None:
    with at(NOW):
        made = created(world, receiver.url)
        add(api)
        work(world)
    path = f"/v1/webhooks/{made['webhook_id']}/deliveries"
    with at(NOW + timedelta(days=13)):
        kept = api.get(path).body["items"]
        assert len(kept) == 2
        page = api.get(f"{path}?limit=1").body
        assert api.get(f"{path}?limit=1&cursor={page['next_cursor']}").body["items"] == kept[1:]
    with at(NOW + timedelta(days=15)):
        assert api.get(path).body["items"] == []
        assert api.post(f"{path}/{kept[0]['delivery_id']}/retry").status == 404


@pytest.mark.feature("S7.5")
def test_a_tenant_cannot_have_an_address_asked_without_end(world: World, api: Api, receiver: Receiver) -> None:
    with at(NOW):
        path = f"/v1/webhooks/{created(world, receiver.url)['webhook_id']}"
        answers = [api.post(f"{path}/verify").status for _ in range(60)]
        assert (answers.count(200) + answers.count(202), answers[-1]) == (59, 429)
        moved = api.patch(path, {"url": f"{receiver.url}/other"})
        assert (moved.status, moved.body["code"], moved.headers["Retry-After"]) == (429, "throttled", "3600")
        assert api.get(path).body["url"] == receiver.url
    with at(NOW + timedelta(hours=1)):
        assert api.post(f"{path}/verify").status < 300


@pytest.mark.feature("S7.5")
def test_one_receiver_is_called_a_few_times_at_once(world: World, api: Api, receiver: Receiver) -> None:
    from contactbook.services.tenants.shares import job_slot
    from tests.builders.sending import store

    made = created(world, receiver.url)
    receiver.got.clear()
    add(api)
    drain_stream(world)
    name, later = f"webhooks-{made['webhook_id']}", datetime(2100, 1, 1, tzinfo=UTC)
    held = [job_slot(store(), name, most=4, now=datetime.now(UTC), until=later) for _ in range(4)]
    assert [one.__enter__() for one in held] == [True] * 4
    (record,) = world.take_messages("webhooks")
    assert invoke("webhooks", [record]) == []
    assert receiver.got == []
    assert len(world.messages("webhooks")) == 1
    held[0].__exit__(None, None, None)
    drain_queues(world, "webhooks")
    assert len(receiver.got) == 1
