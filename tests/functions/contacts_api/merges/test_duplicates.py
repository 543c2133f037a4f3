"""Likely duplicates over HTTP."""

from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api, LambdaContext
from tests.checks.permissions import acting_as
from tests.faults.counting import count_calls


def new_contact(api: Api, world: World, **fields: Any) -> str:
    made = api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou", **fields})
    assert made.status == 201, made.body
    follow(world)
    return str(made.body["contact_id"])


def follow(world: World) -> None:
    """Hand the stream to its function."""
    from contact_events.app import handler

    with acting_as("contact_events"):
        assert handler({"Records": world.take_stream_records()}, LambdaContext()) in (None, {"batchItemFailures": []})


def email(address: str) -> dict[str, Any]:
    return {"emails": [{"address": address}]}


def pairs(api: Api, **query: Any) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    cursor = None
    while True:
        answer = api.get("/v1/duplicates", cursor=cursor, **query)
        assert answer.status == 200, answer.body
        assert len(answer.body["items"]) <= query.get("limit", 25)
        found += [(one["contact_id"], one["duplicate_id"]) for one in answer.body["items"]]
        cursor = answer.body["next_cursor"]
        if cursor is None:
            return found


@pytest.mark.feature("S1.22")
def test_a_contact_names_who_is_likely_the_same_and_why(api: Api, world: World) -> None:
    one = new_contact(api, world, first_name="Eleni", **email("e@example.com"))
    other = new_contact(api, world, first_name="Elleni", **email("E@example.com"))
    new_contact(api, world, first_name="Petros", **email("p@example.com"))
    (found,) = api.get(f"/v1/contacts/{one}/duplicates").body["items"]
    assert (found["contact_id"], found["fields"]) == (other, ["emails", "name"])
    assert found["score"] == 0.76
    assert pairs(api) == [(one, other)]


@pytest.mark.feature("S1.22")
def test_who_was_said_to_be_another_is_named_no_more(api: Api, world: World) -> None:
    one, other = (new_contact(api, world, **email("e@example.com")) for _ in range(2))
    for _ in range(2):
        said = api.post(f"/v1/contacts/{one}/not-duplicate", {"contact_id": other})
        assert (said.status, said.body["version"]) == (200, 2)
    for contact in (one, other):
        assert api.get(f"/v1/contacts/{contact}/duplicates").body["items"] == []
    assert pairs(api) == []
    assert api.post(f"/v1/contacts/{one}/not-duplicate", {"contact_id": one}).code == "same_contact"
    assert api.post(f"/v1/contacts/{one}/not-duplicate", {"contact_id": "con_0"}).status == 422


@pytest.mark.feature("S3.16")
def test_nobody_learns_of_a_duplicate_that_they_may_not_see(api: Api, world: World) -> None:
    sales = Api(groups=("sales",))
    one = new_contact(api, world, **email("e@example.com"))
    hidden = new_contact(sales, world, owned_by_group="sales", **email("e@example.com"))
    new_contact(Api(tenant_id="acme-corp"), world, **email("e@example.com"))
    assert api.get(f"/v1/contacts/{one}/duplicates").body["items"] == []
    assert pairs(api) == []
    assert pairs(sales) == [(one, hidden)]
    assert api.post(f"/v1/contacts/{one}/not-duplicate", {"contact_id": hidden}).status == 422


def test_every_pair_is_named_once_whatever_a_page_holds(api: Api, world: World) -> None:
    made = [new_contact(api, world, first_name="Eleni", **email("e@example.com")) for _ in range(4)]
    made += [new_contact(api, world, first_name="Eleni", **email("f@example.com")) for _ in range(3)]
    found = pairs(api)
    assert len(found) == len(set(found)) == 6 + 3
    assert pairs(api, limit=2) == found
    assert len(pairs(api, min_score=0.1)) == 21


@pytest.mark.feature("S1.23")
def test_merged_contacts_and_changed_ones_are_no_duplicates(api: Api, world: World) -> None:
    one, other, third = (new_contact(api, world, **email("e@example.com")) for _ in range(3))
    api.post(f"/v1/contacts/{one}/merge", {"source_ids": [other]})
    follow(world)
    assert pairs(api) == [(one, third)]
    api.patch(f"/v1/contacts/{third}", email("x@example.com"))
    follow(world)
    assert pairs(api) == []


def named(api: Api, contact_id: str) -> list[str]:
    return [one["contact_id"] for one in api.get(f"/v1/contacts/{contact_id}/duplicates").body["items"]]


def say_another(api: Api, one: str, other: str) -> None:
    assert api.post(f"/v1/contacts/{one}/not-duplicate", {"contact_id": other}).status == 200


def merge(api: Api, world: World, survivor: str, source: str) -> str:
    merged = api.post(f"/v1/contacts/{survivor}/merge", {"source_ids": [source]})
    assert merged.status == 200, merged.body
    follow(world)
    return str(merged.body["merge_id"])


@pytest.mark.feature("S1.22", "S1.23")
@pytest.mark.parametrize("merged", ["who was looked at", "who was found", "both"])
def test_who_was_said_to_be_another_stays_so_when_either_is_merged(api: Api, world: World, merged: str) -> None:
    one, other, first, second = (new_contact(api, world, first_name="Eleni", **email("e@example.com")) for _ in range(4))
    say_another(api, one, other)
    merges = []
    if merged != "who was found":
        merges.append(merge(api, world, first, one))
    if merged != "who was looked at":
        merges.append(merge(api, world, second, other))
    here, there = (first if merged != "who was found" else one), (second if merged != "who was looked at" else other)
    assert there not in named(api, here)
    assert here not in named(api, there)
    assert not {(here, there), (there, here)} & {*pairs(api)}
    # What was said is given back with the contact it was said of, and holds for nobody else.
    for merge_id in reversed(merges):
        assert api.post(f"/v1/merges/{merge_id}/undo").status == 200
    follow(world)
    everyone = {one, other, first, second}
    assert {*named(api, one)} == everyone - {one, other}
    assert {*named(api, first)} == everyone - {first}
    assert len(pairs(api)) == 5


@pytest.mark.feature("S1.23")
def test_what_was_said_goes_with_a_contact_that_is_merged_twice(api: Api, world: World) -> None:
    one, other, first, second = (new_contact(api, world, **email("e@example.com")) for _ in range(4))
    say_another(api, one, other)
    merge(api, world, first, one)
    merge(api, world, second, first)
    assert named(api, other) == named(api, second) == []
    assert pairs(api) == []


@pytest.mark.feature("S1.23")
def test_two_who_were_said_to_be_others_and_are_merged_are_one(api: Api, world: World) -> None:
    one, other, third = (new_contact(api, world, **email("e@example.com")) for _ in range(3))
    say_another(api, one, other)
    merge_id = merge(api, world, one, other)
    assert named(api, one) == [third]
    assert api.post(f"/v1/merges/{merge_id}/undo").status == 200
    follow(world)
    assert named(api, one) == [third]
    # Said anew after a merge, it is the survivor's own and stays with it.
    merge_id = merge(api, world, third, other)
    say_another(api, third, one)
    assert api.post(f"/v1/merges/{merge_id}/undo").status == 200
    follow(world)
    assert named(api, third) == [other]


def test_no_value_of_a_contact_can_be_read_from_its_keys(api: Api, world: World) -> None:
    new_contact(api, world, first_name="Eleni", date_of_birth="1990-01-02", **email("e@example.com"))
    keys = [item for item in world.items() if item["kind"]["S"] == "duplicate_key"]
    assert len(keys) == 1
    for item in keys:
        assert item["document"]["S"] == "{}"
        assert "example" not in str(item)
        assert "1990" not in str(item)


def test_looking_costs_by_the_keys_and_not_by_the_contacts(api: Api, world: World) -> None:
    one = new_contact(api, world, **email("e@example.com"))
    for number in range(5):
        new_contact(api, world, last_name=f"Other{'abcde'[number]}", **email(f"{number}@example.com"))
    with count_calls() as calls:
        api.get(f"/v1/contacts/{one}/duplicates")
    assert calls.counts["dynamodb.Query"] <= 3
