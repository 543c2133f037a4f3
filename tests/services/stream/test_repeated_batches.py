"""A batch of the stream that comes again after younger ones, as when somebody brings what a dead-letter queue kept (S5.4, S8.5)."""

from typing import Any

import pytest

from contactbook.domain.search.words import word_of_address
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queues, drain_stream
from tests.builders.sending import store
from tests.checks.template import reaches_stream_function
from tests.laws.permission.tenant import allowed, click, contact_on

Batch = list[dict[str, Any]]
HOUR = 3600


def followed(world: World) -> Batch:
    """Pass what has changed to its function, and return it."""
    batch = [record for record in world.take_stream_records() if reaches_stream_function(record)]
    drain_stream(world, batch)
    drain_stream(world)
    return batch


def again(world: World, batch: Batch, *, late: int = 0) -> None:
    """Bring a batch again. `late` is by how many seconds its changes are older than they are."""
    for record in batch:
        record["dynamodb"]["ApproximateCreationDateTime"] -= late
    drain_stream(world, batch)
    drain_stream(world)


def moved(api: Api, contact_id: str, address: str) -> None:
    assert api.patch(f"/v1/contacts/{contact_id}", {"emails": [{"address": address}]}).status == 200


@pytest.mark.feature("S5.4")
@pytest.mark.parametrize("way", ["moved", "merged"])
def test_a_contact_that_came_back_to_its_address_keeps_its_place_there(world: World, api: Api, way: str) -> None:
    contact_id, other = contact_on(api, "family@example.com"), contact_on(api, "family@example.com")
    followed(world)
    if way == "moved":
        moved(api, contact_id, "own@example.com")
    else:
        survivor = contact_on(api, "survivor@example.com")
        followed(world)
        merge = api.post(f"/v1/contacts/{survivor}/merge", {"source_ids": [contact_id]})
    old = followed(world)
    if way == "moved":
        moved(api, contact_id, "family@example.com")
    else:
        assert api.post(f"/v1/merges/{merge.body['merge_id']}/undo").status == 200
    followed(world)
    again(world, old)
    found = api.get("/v1/contacts", email="family@example.com").body["items"]
    assert contact_id in {one["contact_id"] for one in found}
    click(other, "family@example.com")
    followed(world)
    assert not allowed(api, contact_id)["direct_marketing"], "the no of the other one reaches it"


@pytest.mark.feature("S2.131", "S5.4")
@pytest.mark.parametrize("way", ["anonymized", "deleted"])
def test_an_old_batch_brings_no_word_of_a_person_back_who_was_erased(world: World, api: Api, way: str) -> None:
    contact_id = contact_on(api, "ann@example.com")
    old = followed(world)
    assert store().search.holders_of(word_of_address("ann@example.com")) == [contact_id]
    if way == "anonymized":
        assert api.post(f"/v1/contacts/{contact_id}/anonymize").status in {200, 202}
    else:
        assert api.delete(f"/v1/contacts/{contact_id}").status == 204
    followed(world)
    drain_queues(world, "anonymization")
    followed(world)
    again(world, old, late=HOUR)
    assert store().search.holders_of(word_of_address("ann@example.com")) == []
    assert store().search.holders_of("ann") == []
