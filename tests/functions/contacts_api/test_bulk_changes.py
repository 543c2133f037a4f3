"""Bulk changes over HTTP: whom they change, whom they refuse and why, and how they go on (S7.7)."""

from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Answer, Api
from tests.aws_in_process.jobs import ShortOfTime, deliver, drain_queues, drain_stream, invoke
from tests.faults.counting import count_calls
from tests.functions.links_api.test_pages import ONE_CLICK, form

QUEUE = "bulk_changes"
GROUPS = {"groups": ["sales", "support"], "collaborations": [{"owner": "support", "with": "sales", "rights": ["view"]}]}


def person(api: Api, name: str = "Anna", **said: Any) -> str:
    return str(api.post("/v1/contacts", {"kind": "person", "first_name": name, **said}).body["contact_id"])


def start(api: Api, audience: dict[str, Any], change: dict[str, Any], **said: Any) -> Answer:
    return api.post("/v1/contacts/bulk-changes", {"audience": audience, "change": change, **said})


def done(world: World, api: Api, audience: dict[str, Any], change: dict[str, Any], **said: Any) -> dict[str, Any]:
    """Start a bulk change, carry it out, and return it as it ended."""
    answer = start(api, audience, change, **said)
    assert answer.status == 202, answer.text
    drain_queues(world, QUEUE)
    return dict(api.get(answer.headers["Location"]).body)


def counts(run: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(run[name] for name in ("state", "total", "done", "changed", "unchanged", "refused"))


def contact(api: Api, contact_id: str) -> dict[str, Any]:
    return dict(api.get(f"/v1/contacts/{contact_id}").body)


def refused(api: Api, run: dict[str, Any]) -> dict[str, str]:
    items = api.get(f"/v1/bulk-changes/{run['bulk_change_id']}/refused").body["items"]
    return {one["contact_id"]: one["code"] for one in items}


@pytest.mark.feature("S7.7")
def test_chosen_contacts_get_tags_lists_and_fields_each_with_one_entry_in_its_audit(api: Api, world: World) -> None:
    api.put("/v1/settings/categories", {"categories": ["customer", "partner"]})
    api.put("/v1/settings/groups", {"groups": ["sales"]})
    list_id = api.post("/v1/lists", {"name": "VIP"}).body["list_id"]
    old = api.post("/v1/lists", {"name": "Old"}).body["list_id"]
    one, two = person(api, tags=["old", "stays"], list_ids=[old]), person(api, "Maria")
    change = {
        "add_tags": ["vip"],
        "remove_tags": ["old"],
        "add_to_lists": [list_id],
        "remove_from_lists": [old],
        "set": {"owned_by_group": "sales", "categories": ["partner"]},
    }
    begun = start(api, {"contact_ids": [one, two]}, change)
    assert counts(begun.body) == ("waiting", 2, 0, 0, 0, 0)
    drain_queues(world, QUEUE)
    api = Api(super_user=True)
    run = api.get(begun.headers["Location"]).body
    assert counts(run) == ("finished", 2, 2, 2, 0, 0)
    audit = api.get(f"/v1/contacts/{one}/audit").body["items"]
    found = contact(api, one)
    assert (found["tags"], found["list_ids"], found["categories"]) == (["stays", "vip"], [list_id], ["partner"])
    assert found["owned_by_group"] == "sales"
    entry = next(one for one in audit if one["action"] == "contact.changed")
    assert (entry["action"], entry["actor"], entry["request_id"]) == (
        "contact.changed",
        {"type": "user", "id": "user-1"},
        run["bulk_change_id"],
    )
    assert {change["field"] for change in entry["changes"]} == {"tags", "list_ids", "categories", "owned_by_group"}
    assert [entry["action"] for entry in audit if entry["request_id"] == run["bulk_change_id"]] == ["contact.changed"]


@pytest.mark.feature("S7.7")
def test_whoever_has_it_already_stays_as_it_is(api: Api, world: World) -> None:
    one = person(api, tags=["vip"])
    before = contact(api, one)
    run = done(world, api, {"contact_ids": [one]}, {"add_tags": ["vip"], "remove_tags": ["never"]})
    assert counts(run) == ("finished", 1, 1, 0, 1, 0)
    assert contact(api, one) == before


@pytest.mark.feature("S7.7")
def test_a_segment_and_a_list_are_counted_and_changed_whole_although_the_change_takes_contacts_out_of_them(
    api: Api, world: World
) -> None:
    list_id = api.post("/v1/lists", {"name": "Fair"}).body["list_id"]
    people = [person(api, f"Anna {number:03}", tags=["new"], list_ids=[list_id]) for number in range(105)]
    drain_stream(world)
    segment = {"name": "New", "of": "contact", "criteria": {"field": "tags", "contains": "new"}}
    segment_id = api.post("/v1/segments", segment).body["segment_id"]
    run = done(world, api, {"segment_id": segment_id}, {"remove_tags": ["new"]})
    assert counts(run) == ("finished", 105, 105, 105, 0, 0)
    run = done(world, api, {"list_id": list_id}, {"remove_from_lists": [list_id]})
    assert counts(run) == ("finished", 105, 105, 105, 0, 0)
    assert [contact(api, one)[field] for one in people[::50] for field in ("tags", "list_ids")] == [[]] * 6


@pytest.mark.feature("S7.7")
def test_a_dry_run_counts_and_lists_and_changes_nobody(api: Api, world: World) -> None:
    one, has, closed = person(api), person(api, tags=["vip"]), person(api)
    api.post(f"/v1/contacts/{closed}/anonymize")
    before = [contact(api, each) for each in (one, has)]
    run = done(world, api, {"contact_ids": [one, has, closed]}, {"add_tags": ["vip"]}, dry_run=True)
    assert counts(run) == ("finished", 3, 3, 1, 1, 1)
    assert refused(api, run) == {closed: "anonymized"}
    assert [contact(api, each) for each in (one, has)] == before


@pytest.mark.feature("S7.7", "S2.114", "S2.131")
def test_who_is_closed_or_withdrew_is_refused_with_the_code_of_a_single_request(api: Api, world: World) -> None:
    api.put("/v1/settings/consent", {"withdrawn": "none"})
    open_one, withdrawn, gone, full = person(api), person(api), person(api), person(api, tags=[f"t{n}" for n in range(100)])
    for state in ("accepted", "withdrawn"):
        api.put(f"/v1/contacts/{withdrawn}/consent", {"state": state})
    api.post(f"/v1/contacts/{gone}/anonymize")
    run = done(world, api, {"contact_ids": [open_one, withdrawn, gone, full]}, {"add_tags": ["vip"]})
    assert counts(run) == ("finished", 4, 4, 1, 0, 3)
    assert refused(api, run) == {withdrawn: "not_functional", gone: "anonymized", full: "too_long"}
    assert contact(api, open_one)["tags"] == ["vip"]


@pytest.mark.feature("S7.7", "S5.7")
def test_adding_to_a_list_lifts_no_no_that_the_person_said(api: Api, world: World) -> None:
    topic = api.post("/v1/lists", {"name": "News", "public": True}).body["list_id"]
    other = api.post("/v1/lists", {"name": "Other"}).body["list_id"]
    left = person(api, list_ids=[topic], emails=[{"address": "anna@example.com"}])
    about = {"purpose": "unsubscribe", "notification_purpose": "direct_marketing", "list_id": topic}
    url = api.post(f"/v1/contacts/{left}/links", about).body["url"]
    assert form(f"{urlsplit(url).path}/one-click", ONE_CLICK).status == 200
    drain_stream(world)
    same_address = person(api, "Second", emails=[{"address": "anna@example.com"}])
    free = person(api, "Free", emails=[{"address": "free@example.com"}])
    audience = {"contact_ids": [left, same_address, free]}
    run = done(world, api, audience, {"add_to_lists": [topic, other], "add_tags": ["vip"]})
    assert counts(run) == ("finished", 3, 3, 1, 0, 2)
    assert refused(api, run) == {left: "topic_left", same_address: "topic_left"}
    # A refused contact gets nothing of the change.
    assert [(contact(api, one)["list_ids"], contact(api, one)["tags"]) for one in (left, same_address)] == [([], [])] * 2
    assert counts(done(world, api, audience, {"add_to_lists": [other]}))[3:] == (2, 1, 0)


@pytest.mark.feature("S7.7", "S3.16", "S8.3")
def test_it_changes_what_its_caller_may_edit_and_passes_over_what_it_may_not_view(api: Api, world: World) -> None:
    root = Api(super_user=True)
    root.put("/v1/settings/groups", {**GROUPS, "groups": ["sales", "support", "secret"]})
    own, seen, hidden = (person(root, group, owned_by_group=group) for group in ("sales", "support", "secret"))
    list_id = root.post("/v1/lists", {"name": "All"}).body["list_id"]
    root.post(f"/v1/lists/{list_id}/contacts", {"contact_ids": [own, seen, hidden]})
    sales = Api(user_id="sam", groups=("sales",))
    run = done(world, sales, {"list_id": list_id}, {"add_tags": ["vip"]})
    assert counts(run) == ("finished", 2, 2, 1, 0, 1)
    assert refused(sales, run) == {seen: "not_found"}
    assert [contact(root, one)["tags"] for one in (own, seen, hidden)] == [["vip"], [], []]
    unknown = start(sales, {"contact_ids": [own, hidden]}, {"add_tags": ["vip"]})
    assert (unknown.status, unknown.body["errors"][0]["field"]) == (422, "/audience/contact_ids/1")
    # Its counts are for whoever may cancel it.
    outsider = Api(user_id="olga", groups=("secret",))
    path = f"/v1/bulk-changes/{run['bulk_change_id']}"
    assert [outsider.get(path).status, outsider.get(f"{path}/refused").status, outsider.post(f"{path}/cancel").status] == [
        404
    ] * 3
    assert outsider.get("/v1/bulk-changes").body["items"] == []
    assert [one["bulk_change_id"] for one in sales.get("/v1/bulk-changes").body["items"]] == [run["bulk_change_id"]]


@pytest.mark.feature("S7.7")
@pytest.mark.parametrize(
    ("audience", "change", "field", "code"),
    [
        ({}, {"add_tags": ["a"]}, "/audience", "invalid_value"),
        ({"contact_ids": ["con_12345"], "list_id": "lst_12345"}, {"add_tags": ["a"]}, "/audience", "invalid_value"),
        ({"list_id": "lst_12345", "all": True}, {"add_tags": ["a"]}, "/audience/all", "unknown_field"),
        ({"contact_ids": []}, {"add_tags": ["a"]}, "/audience/contact_ids", "too_short"),
        ({"contact_ids": [f"con_{n:05}" for n in range(5001)]}, {"add_tags": ["a"]}, "/audience/contact_ids", "too_long"),
        ({"list_id": "lst_missing"}, {"add_tags": ["a"]}, "/audience/list_id", "unknown_list"),
        ({"segment_id": "seg_missing"}, {"add_tags": ["a"]}, "/audience/segment_id", "unknown_segment"),
        ({"contact_ids": ["con_missing"]}, {"add_tags": ["a"]}, "/audience/contact_ids/0", "unknown_contact"),
        ({"contact_ids": ["con_12345"]}, {}, "/change", "nothing_to_change"),
        ({"contact_ids": ["con_12345"]}, {"bogus": 1}, "/change/bogus", "unknown_field"),
        ({"contact_ids": ["con_12345"]}, {"set": {"bogus": 1}}, "/change/set/bogus", "unknown_field"),
        ({"contact_ids": ["con_12345"]}, {"add_tags": ["a"], "remove_tags": ["a"]}, "/change", "added_and_removed"),
        (
            {"contact_ids": ["con_12345"]},
            {"add_tags": ["a"], "set": {"last_name": "X"}},
            "/change/set/last_name",
            "unknown_field",
        ),
        ({"contact_ids": ["con_12345"]}, {"set": {"categories": ["none"]}}, "/change/set/categories/0", "unknown_category"),
        ({"contact_ids": ["con_12345"]}, {"set": {"owned_by_group": "none"}}, "/change/set/owned_by_group", "unknown_group"),
        ({"contact_ids": ["con_12345"]}, {"add_to_lists": ["lst_missing"]}, "/change/add_to_lists/0", "unknown_list"),
    ],
)
def test_a_request_that_nobody_could_carry_out_is_refused_and_starts_nothing(
    api: Api, world: World, audience: dict[str, Any], change: dict[str, Any], field: str, code: str
) -> None:
    api.put("/v1/settings/groups", {"groups": ["sales"]})
    answer = start(Api(super_user=True), audience, change)
    assert (answer.status, [(error["field"], error["code"]) for error in answer.body["errors"]]) == (422, [(field, code)])
    assert world.take_messages(QUEUE) == []
    assert api.get("/v1/bulk-changes").body["items"] == []


@pytest.mark.feature("S7.7")
def test_lists_need_their_scope_and_an_inactive_list_takes_nobody(api: Api, world: World) -> None:
    one = person(api)
    list_id = api.post("/v1/lists", {"name": "Closed", "active": False}).body["list_id"]
    audience, change = {"contact_ids": [one]}, {"add_to_lists": [list_id]}
    assert start(Api(scopes=("contacts:write",)), audience, change).code == "missing_scope"
    assert start(api, audience, change).code == "inactive_list"
    assert start(Api(scopes=("contacts:write",)), audience, {"add_tags": ["a"]}).status == 202


@pytest.mark.feature("S7.7")
def test_it_goes_on_where_the_time_ended_and_a_second_delivery_changes_and_counts_nothing(api: Api, world: World) -> None:
    people = [person(api, f"Anna {number}") for number in range(7)]
    begun = start(api, {"contact_ids": people}, {"add_tags": ["vip"]})
    records = world.take_messages(QUEUE)
    invoke(QUEUE, records, ShortOfTime(5))
    half = api.get(begun.headers["Location"]).body
    assert half["state"] == "running"
    assert 0 < half["done"] == half["changed"] < 7
    drain_queues(world, QUEUE)
    whole = api.get(begun.headers["Location"]).body
    assert counts(whole) == ("finished", 7, 7, 7, 0, 0)
    versions = [contact(api, one)["version"] for one in people]
    invoke(QUEUE, records)
    assert api.get(begun.headers["Location"]).body == whole
    assert [contact(api, one)["version"] for one in people] == versions


@pytest.mark.feature("S7.7")
def test_a_cancelled_one_stops_before_its_next_contact(api: Api, world: World) -> None:
    people = [person(api, f"Anna {number}") for number in range(4)]
    begun = start(api, {"contact_ids": people}, {"add_tags": ["vip"]})
    deliver(world, QUEUE, context=ShortOfTime(4))
    path = begun.headers["Location"]
    before = api.get(path).body["done"]
    cancelled = api.post(f"{path}/cancel")
    assert (cancelled.status, cancelled.body["state"], cancelled.body["done"]) == (200, "cancelled", before)
    drain_queues(world, QUEUE)
    assert [contact(api, one)["tags"] for one in people] == [["vip"]] * before + [[]] * (4 - before)
    assert api.post(f"{path}/cancel").code == "run_already_cancelled"
    run = done(world, api, {"contact_ids": people}, {"add_tags": ["vip"]})
    assert api.post(f"/v1/bulk-changes/{run['bulk_change_id']}/cancel").code == "run_finished"


@pytest.mark.feature("S7.7")
def test_a_request_repeated_under_its_key_starts_one_bulk_change(api: Api, world: World) -> None:
    body = {"audience": {"contact_ids": [person(api)]}, "change": {"add_tags": ["vip"]}}
    first, again = (api.post("/v1/contacts/bulk-changes", body, idempotency_key="k-1") for _ in range(2))
    assert first.body["bulk_change_id"] == again.body["bulk_change_id"]
    assert len(api.get("/v1/bulk-changes").body["items"]) == 1


@pytest.mark.feature("S7.7", "S1.23")
def test_who_was_merged_or_deleted_meanwhile_is_found_or_refused(api: Api, world: World) -> None:
    one, source, gone = person(api), person(api, "Source"), person(api, "Gone")
    begun = start(api, {"contact_ids": [one, source, gone]}, {"add_tags": ["vip"]})
    assert api.post(f"/v1/contacts/{one}/merge", {"source_ids": [source]}).status == 200
    api.delete(f"/v1/contacts/{gone}")
    drain_queues(world, QUEUE)
    assert counts(api.get(begun.headers["Location"]).body) == ("finished", 3, 3, 1, 1, 1)
    assert contact(api, one)["tags"] == ["vip"]


@pytest.mark.feature("S7.7")
def test_each_contact_costs_one_transaction_and_its_slice_one_read(api: Api, world: World) -> None:
    people = [person(api, f"Anna {number}") for number in range(20)]
    begun = start(api, {"contact_ids": people}, {"add_tags": ["vip"]})
    records = world.take_messages(QUEUE)
    with count_calls() as calls:
        invoke(QUEUE, records)
    assert counts(api.get(begun.headers["Location"]).body)[:3] == ("finished", 20, 20)
    assert calls.names.count("dynamodb.TransactWriteItems") == 20 + 2
    assert calls.names.count("dynamodb.BatchGetItem") == 1


def test_another_tenant_sees_neither_the_bulk_change_nor_its_contacts(api: Api, world: World) -> None:
    run = done(world, api, {"contact_ids": [person(api)]}, {"add_tags": ["vip"]})
    stranger = Api(tenant_id="other")
    assert stranger.get(f"/v1/bulk-changes/{run['bulk_change_id']}").status == 404
    assert stranger.get("/v1/bulk-changes").body["items"] == []
