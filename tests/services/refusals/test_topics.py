"""A topic that the person left is refused at its addresses too, until the person joins it again (S5.4, S5.7)."""

from datetime import timedelta
from typing import Any

import pytest

from contactbook import clock
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream
from tests.builders.imports import imported
from tests.builders.refusals import leave_topics, refuse, settle
from tests.builders.sending import at, contact, drain, set_up, settings, start_run, store

SHARED = {"emails": [{"address": "family@example.com"}, {"address": "second@example.com"}], "preferences": {}}
SECOND = {"emails": [{"address": "second@example.com"}], "preferences": {}}
ROW = "First,Last,Mail,News\nA,B,second@example.com,\n"


@pytest.fixture
def topic(world: World, api: Api) -> str:
    set_up()
    settings("preferences", {"direct_marketing": True})
    return str(api.post("/v1/lists", {"name": "News", "public": True}).body["list_id"])


def why_skipped(world: World, api: Api, topic: str) -> dict[str, int]:
    run_id = start_run(api, {"list_id": topic})
    drain(world)
    return dict(api.get(f"/v1/notification-runs/{run_id}").body["skipped_because"])


def evidence(**fields: Any) -> dict[str, Any]:
    return {"said_through": "phone", "said_at": clock.now().isoformat(), **fields}


@pytest.mark.feature("S5.4", "S5.7")
def test_who_was_on_the_topic_with_another_record_of_the_address_gets_no_more_of_it(world: World, api: Api, topic: str) -> None:
    other = contact(2, **SECOND, list_ids=[topic])
    one = contact(1, **SHARED, list_ids=[topic])
    drain_stream(world)
    leave_topics(one)
    drain_stream(world)
    assert why_skipped(world, api, topic) == {"topic_left": 1}
    assert f"topic:{topic}" in {scope for mark in store().contacts.get(other).refusals for scope in mark.scopes}


def test_it_is_the_spreading_that_stops_the_other_record(
    world: World, api: Api, topic: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The broken variant: without it the other record is mailed, so the test above would fail."""
    monkeypatch.setattr("contactbook.services.refusals.spreading.nos_of", lambda _: {})
    contact(2, **SECOND, list_ids=[topic])
    leave_topics(contact(1, **SHARED, list_ids=[topic]))
    drain_stream(world)
    assert why_skipped(world, api, topic) == {}


@pytest.mark.feature("S5.4", "S5.7")
@pytest.mark.parametrize("dry_run", [False, True])
def test_who_left_is_not_put_back_by_delete_and_import(world: World, api: Api, topic: str, dry_run: bool) -> None:
    one = contact(1, **SHARED, list_ids=[topic])
    leave_topics(one)
    assert api.delete(f"/v1/contacts/{one}").status == 204
    drain_stream(world)
    run = imported(world, api, ROW + "C,D,new@example.com,\n", list_id=topic, dry_run=dry_run)
    listed = {"line": 2, "field": "list_id", "from": topic, "to": None, "code": "topic_left", "header": None}
    assert (run["created"], api.get(f"/v1/imports/{run['import_id']}/changes").body["items"]) == (2, [listed])
    if not dry_run:
        members = api.get(f"/v1/lists/{topic}/contacts").body["items"]
        assert [one["display_name"] for one in members] == ["C D"]


@pytest.mark.feature("S5.4", "S5.5", "S5.7")
def test_a_new_contact_on_the_topic_needs_evidence(world: World, api: Api, topic: str) -> None:
    leave_topics(contact(1, **SHARED, list_ids=[topic]))
    drain_stream(world)
    made = {"kind": "person", "first_name": "A", **SECOND, "list_ids": [topic]}
    refused = api.post("/v1/contacts", made)
    assert (refused.status, refused.code, refused.error_codes()) == (409, "refusal_stands", {"/list_ids/0": "topic_left"})
    told = {**made, "preferences": {"evidence": evidence(said_at=(clock.now() - timedelta(days=1)).isoformat())}}
    assert api.post("/v1/contacts", told).error_codes() == {"/preferences/evidence/said_at": "topic_left"}
    with at(clock.now() + timedelta(hours=1)):
        again = api.post("/v1/contacts", {**made, "preferences": {"evidence": evidence()}})
        assert again.status == 201
        settle(str(again.body["contact_id"]))
        assert why_skipped(world, api, topic) == {}


@pytest.mark.feature("S5.5", "S5.7")
@pytest.mark.parametrize("is_own", [True, False], ids=["left itself", "at its address"])
@pytest.mark.parametrize("route", ["list", "contact"])
def test_evidence_puts_who_left_back_and_nothing_else_does(world: World, api: Api, topic: str, route: str, is_own: bool) -> None:
    one = contact(1, **SHARED, list_ids=[topic])
    leave_topics(one)
    asked = one if is_own else contact(2, **SECOND)
    drain_stream(world)
    other = contact(3)
    if route == "list":
        url, method, body, place = f"/v1/lists/{topic}/contacts", api.post, {"contact_ids": [asked]}, "/contact_ids/0"
        both = api.post(url, {"contact_ids": [other, asked]})
        assert (both.status, both.error_codes()) == (422, {"/contact_ids/1": "topic_left"})
        assert store().contacts.get(other).list_ids == ()
        many = api.post(url, {"contact_ids": [other, asked], "evidence": evidence()})
        assert many.error_codes() == {"/evidence": "for_one_contact"}
    else:
        url, method, body, place = f"/v1/contacts/{asked}/lists", api.put, {"list_ids": [topic]}, "/list_ids/0"
    assert method(url, body).error_codes() == {place: "topic_left"}
    early = {**body, "evidence": evidence(said_at=(clock.now() - timedelta(days=1)).isoformat())}
    assert method(url, early).error_codes() == {"/evidence/said_at": "topic_left"}
    future = {**body, "evidence": evidence(said_at=(clock.now() + timedelta(days=1)).isoformat())}
    assert method(url, future).error_codes() == {"/evidence/said_at": "in_the_future"}
    with at(clock.now() + timedelta(hours=1)):
        given = evidence(note="She rang.")
        assert method(url, {**body, "evidence": given}).status == 200
        drain_stream(world)
        assert why_skipped(world, api, topic) == {}
    assert topic in store().contacts.get(asked).list_ids
    newest = next(
        one
        for one in api.get(f"/v1/contacts/{asked}/permissions/history").body["items"]
        if one["scope"] == f"topic:{topic}" and one["said"] == "yes"
    )
    assert (newest["evidence"]["said_through"], newest["evidence"]["note"]) == ("phone", "She rang.")
    found = {one["scope"]: one["allowed"] for one in api.get(f"/v1/contacts/{asked}/permissions").body["items"]}
    assert found[f"topic:{topic}"] is True


@pytest.mark.feature("S5.3", "S5.7")
def test_who_joins_again_itself_is_open_and_another_record_is_not(world: World, api: Api, topic: str) -> None:
    from contactbook.services.links.opt_ins import Choices
    from tests.builders.refusals import choose

    other = contact(2, **SECOND, list_ids=[topic])
    one = contact(1, **SHARED, list_ids=[topic])
    leave_topics(one)
    drain_stream(world)
    with at(clock.now() + timedelta(hours=1)):
        choose(one, Choices(list_ids=(topic,)))
        drain_stream(world)
        assert why_skipped(world, api, topic) == {"topic_left": 1}
        choose(other, Choices(list_ids=(topic,)))
        drain_stream(world)
        assert why_skipped(world, api, topic) == {}


@pytest.mark.feature("S5.3", "S5.4")
def test_a_no_that_is_said_again_for_one_purpose_keeps_the_time_of_the_other(world: World, api: Api, topic: str) -> None:
    from contactbook.services.links.opt_ins import Choices
    from tests.builders.refusals import choose

    one = contact(1, **SHARED, list_ids=[topic])
    choose(one, Choices(direct_marketing=False, affiliate_marketing=False))
    with at(clock.now() + timedelta(hours=1)):
        choose(one, Choices(direct_marketing=True, affiliate_marketing=False))
        drain_stream(world)
        found = {each["scope"]: each["allowed"] for each in api.get(f"/v1/contacts/{one}/permissions").body["items"]}
        assert (found["direct_marketing"], found["affiliate_marketing"]) == (True, False)
        assert why_skipped(world, api, topic) == {}


@pytest.mark.feature("S5.4", "S5.7")
def test_a_link_to_a_former_address_refuses_the_topic_there(world: World, api: Api, topic: str) -> None:
    one = contact(1, **SHARED, list_ids=[topic])
    from contactbook.services.links.opt_ins import Choices
    from tests.builders.refusals import choose

    choose(one, Choices(list_ids=()), address="former@example.com")
    (found,) = store().refusals.get_many(store().refusals.names_of(["former@example.com"])).values()
    assert found.scopes == (f"topic:{topic}",)


@pytest.mark.feature("S5.7")
def test_a_rejected_consent_at_the_address_is_no_topic_that_was_left(world: World, api: Api, topic: str) -> None:
    refuse("second@example.com", "anonymization")
    assert api.post("/v1/contacts", {"kind": "person", "first_name": "A", **SECOND, "list_ids": [topic]}).status == 201
