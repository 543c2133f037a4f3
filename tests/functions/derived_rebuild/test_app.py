"""The rebuild of derived data from the contacts, also while they change."""

from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import ShortOfTime, deliver, drain_queues, drain_stream
from tests.builders.uniqueness import stored_contacts
from tests.faults.exploring import Schedule, explore, many_seeds

PEOPLE: list[dict[str, Any]] = [
    {"kind": "person", "first_name": "Ελένη", "last_name": "Georgiou", "tags": ["vip", "a#b"], "name_day": "05-21"},
    {"kind": "person", "last_name": "Pavlou", "emails": [{"address": "p@example.com"}], "phones": [{"number": "+35799123456"}]},
    {
        "kind": "company",
        "company_name": "Acme & Sons",
        "categories": ["vip"],
        "identifiers": {"vat_number": "CY10259033P"},
        "addresses": [{"line_1": "1 Ledra St", "country": "CY"}],
    },
]


def derived(world: World) -> list[dict[str, Any]]:
    return [item for item in world.items() if item["kind"]["S"] in ("search_word", "name_day_celebrant", "duplicate_key")]


def erase(world: World, items: list[dict[str, Any]]) -> None:
    for item in items:
        key = {"pk": item["pk"], "sk": item["sk"]}
        world.client("dynamodb").delete_item(TableName=world.table_name, Key=key)
    world.take_stream_records()


def rebuild(world: World) -> dict[str, Any]:
    api = Api()
    started = api.post("/v1/settings/derived-rebuilds")
    assert (started.status, started.body["state"]) == (202, "waiting")
    drain_queues(world, "derived_rebuild")
    body: dict[str, Any] = api.get(f"/v1/settings/derived-rebuilds/{started.body['rebuild_id']}").body
    return body


def test_a_rebuild_gives_what_the_stream_derived(world: World, api: Api) -> None:
    ids = [api.post("/v1/contacts", person).body["contact_id"] for person in PEOPLE]
    api.patch(f"/v1/contacts/{ids[0]}", {"last_name": "Pavlou", "tags": ["gold"]})
    api.delete(f"/v1/contacts/{ids[1]}")
    drain_stream(world)
    by_the_stream = derived(world)
    assert len(by_the_stream) > 10
    erase(world, by_the_stream)
    finished = rebuild(world)
    assert (finished["state"], finished["contacts"]) == ("finished", 2)
    assert derived(world) == by_the_stream
    rebuild(world)
    assert derived(world) == by_the_stream


def test_a_rebuild_continues_from_its_cursor(world: World, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    from contactbook.services.stream import rebuild as service

    monkeypatch.setattr(service, "_PAGE", 1)
    for person in PEOPLE:
        api.post("/v1/contacts", person)
    drain_stream(world)
    expected = derived(world)
    erase(world, expected)
    rebuild_id = api.post("/v1/settings/derived-rebuilds").body["rebuild_id"]
    slices = 0
    while world.messages("derived_rebuild"):
        assert deliver(world, "derived_rebuild", context=ShortOfTime()) == []
        slices += 1
    assert slices == 3
    assert api.get(f"/v1/settings/derived-rebuilds/{rebuild_id}").body["contacts"] == 3
    assert derived(world) == expected


def test_an_unknown_rebuild_is_not_found(world: World, api: Api) -> None:
    assert api.get("/v1/settings/derived-rebuilds/rbd_none").status == 404
    assert Api(scopes=("settings:read",)).post("/v1/settings/derived-rebuilds").status == 403


@pytest.mark.feature("S2.14", "S2.141")
@pytest.mark.parametrize("rebuilt", [True, False])
def test_what_an_older_version_derived_is_replaced_and_goes_with_its_contact(world: World, api: Api, rebuilt: bool) -> None:
    from contactbook.services.base.stores import open_store
    from contactbook.services.merges.duplicate_keys import former_rows
    from contactbook.storage.base import table

    home = {"line_1": "1 Ledra St", "city": "Nicosia", "postal_code": "1011", "country": "CY"}
    person = {"kind": "person", "last_name": "O'Brien", "emails": [{"address": "o@example.com"}], "addresses": [home]}
    contact_id = api.post("/v1/contacts", person).body["contact_id"]
    drain_stream(world)
    by_this_version, store = derived(world), open_store("acme")
    erase(world, by_this_version)
    former = former_rows(store, store.contacts.get(contact_id))
    assert former
    table.put_many(former)
    assert api.get("/v1/contacts", q="obrien").body["items"] == api.get("/v1/contacts", city="Nicosia").body["items"] == []
    if rebuilt:
        rebuild(world)
        assert derived(world) == by_this_version
        assert api.get("/v1/contacts", q="obrien", city="Nicosia").body["items"][0]["contact_id"] == contact_id
    world.take_stream_records()
    assert api.delete(f"/v1/contacts/{contact_id}").status == 204
    drain_stream(world)
    assert derived(world) == []


@many_seeds(20, torture=1000)
def test_a_rebuild_during_traffic_leaves_no_outdated_word(world: World, seeds: range) -> None:
    def scenario(schedule: Schedule) -> None:
        from contactbook.storage.settings.sections import forget_cached

        world.reset()
        forget_cached()
        api = Api()
        ids = [api.post("/v1/contacts", person).body["contact_id"] for person in PEOPLE[:2]]
        drain_stream(world)
        api.post("/v1/settings/derived-rebuilds")

        def change() -> None:
            Api().patch(f"/v1/contacts/{ids[0]}", {"first_name": "Maria", "tags": ["gold"]})
            drain_stream(world)

        def delete() -> None:
            Api().delete(f"/v1/contacts/{ids[1]}")

        schedule.run({"rebuild": lambda: drain_queues(world, "derived_rebuild"), "change": change, "delete": delete})
        drain_stream(world)
        beside = derived(world)
        erase(world, beside)
        rebuild(world)
        assert derived(world) == beside
        assert len(stored_contacts(world)) == 1

    explore(scenario, seeds=seeds)


@pytest.mark.feature("S2.10")
def test_changed_privacy_rules_apply_to_existing_contacts(world: World, api: Api) -> None:
    contact_id = api.post("/v1/contacts", {"kind": "person", "last_name": "X", "categories": ["vip"]}).body["contact_id"]
    rule = {"when": {"field": "categories", "contains": "vip"}, "level": 2}
    assert api.put("/v1/settings/privacy_levels", {"rules": [rule]}).status == 200
    assert api.get(f"/v1/contacts/{contact_id}").status == 404
    assert Api(privacy_clearance=2).get(f"/v1/contacts/{contact_id}").body["privacy_level"] == 2
    api.put("/v1/settings/privacy_levels", {})
    assert api.get(f"/v1/contacts/{contact_id}").status == 200


@pytest.mark.feature("S2.10")
def test_a_large_tenant_gets_its_privacy_levels_in_the_background(
    world: World, api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contactbook.services.contacts import settling

    monkeypatch.setattr(settling, "_PAGE", 1)
    monkeypatch.setattr(settling, "_PAGES_AT_ONCE", 1)
    ids = [api.post("/v1/contacts", {"kind": "person", "last_name": "X"}).body["contact_id"] for _ in range(3)]
    api.put("/v1/settings/privacy_levels", {"default": 1})
    drain_queues(world, "derived_rebuild")
    assert [api.get(f"/v1/contacts/{contact_id}").status for contact_id in ids] == [404, 404, 404]
