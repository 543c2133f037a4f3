"""A row's yes over a no is left out and listed, and no import puts anybody back on a list that it left (S5.5, S5.7)."""

from typing import Any

import pytest

from contactbook.domain.base.errors import RuleBroken
from contactbook.services.imports import row_results
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream
from tests.builders.imports import COLUMNS, UNIQUE_EMAIL, contacts, imported, work
from tests.builders.refusals import leave_topics, refuse
from tests.builders.sending import contact, set_up, settings, store

ROW = "First,Last,Mail,News\nA,B,c1@example.com,yes\n"
REFUSED = {
    "line": 2,
    "header": "News",
    "field": "preferences.direct_marketing",
    "from": True,
    "to": False,
    "code": "refusal_stands",
}


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()


def changes(api: Api, run: dict[str, Any]) -> list[dict[str, Any]]:
    return list(api.get(f"/v1/imports/{run['import_id']}/changes").body["items"])


def updated(world: World, api: Api, **said: Any) -> dict[str, Any]:
    return imported(world, api, ROW, on_duplicate="update", **said)


@pytest.mark.feature("S5.5")
@pytest.mark.parametrize("by", ["user", "person"])
def test_a_row_says_no_yes_over_the_no_of_its_contact(world: World, api: Api, by: str) -> None:
    settings("uniqueness", UNIQUE_EMAIL)
    one = contact(1)
    caller = api if by == "user" else Api(contact_id=one)
    assert caller.put(f"/v1/contacts/{one}/preferences", {"direct_marketing": False}).status == 200
    run = updated(world, api)
    assert (run["updated"], changes(api, run)) == (1, [REFUSED])
    assert not store().contacts.get(one).preferences.direct_marketing.value


@pytest.mark.feature("S5.4", "S5.5")
@pytest.mark.parametrize("dry_run", [False, True])
def test_a_new_contact_gets_no_yes_at_an_address_that_refuses(world: World, api: Api, dry_run: bool) -> None:
    refuse("c1@example.com", "one_click")
    run = imported(world, api, ROW + "C,D,c2@example.com,yes\n", dry_run=dry_run)
    assert (run["created"], changes(api, run)) == (2, [{**REFUSED, "to": None}])
    if not dry_run:
        asked = [one.get("preferences", {}).get("direct_marketing", {}).get("asked", False) for one in contacts(world)]
        assert asked == [False, True]


@pytest.mark.feature("S5.5", "S2.112")
def test_a_row_lifts_no_rejected_consent(world: World, api: Api) -> None:
    settings("uniqueness", UNIQUE_EMAIL)
    one = contact(1)
    assert api.put(f"/v1/contacts/{one}/consent", {"state": "rejected"}).status == 200
    columns = {name: column for name, column in COLUMNS.items() if column != "News"} | {"consent.state": "News"}
    run = imported(world, api, ROW.replace("yes", "accepted"), on_duplicate="update", columns=columns)
    expected = {**REFUSED, "field": "consent.state", "from": "accepted", "to": "rejected"}
    assert (changes(api, run), store().contacts.get(one).consent.state.value) == ([expected], "rejected")


@pytest.mark.feature("S5.7")
def test_an_import_puts_nobody_back_on_a_list_that_it_left(world: World, api: Api) -> None:
    settings("uniqueness", UNIQUE_EMAIL)
    topic = api.post("/v1/lists", {"name": "News", "public": True}).body["list_id"]
    one = contact(1, list_ids=[topic])
    leave_topics(one)
    run = updated(world, api, list_id=topic)
    assert store().contacts.get(one).list_ids == ()
    listed = {"line": 2, "field": "list_id", "from": topic, "to": None, "code": "topic_left", "header": None}
    assert changes(api, run) == [listed]


@pytest.mark.feature("S5.1", "S6.9")
@pytest.mark.parametrize("is_held", [False, True], ids=["one row", "twice in the file"])
def test_a_row_that_is_skipped_still_gives_its_no(world: World, api: Api, is_held: bool) -> None:
    settings("uniqueness", UNIQUE_EMAIL)
    one = contact(1)
    assert api.put(f"/v1/contacts/{one}/preferences", {"direct_marketing": True}).status == 200
    rows = "First,Last,Mail,News\nNew,Name,c1@example.com,no\n" + ("Other,Name,c1@example.com,no\n" if is_held else "")
    run = imported(world, api, rows)
    after = store().contacts.get(one)
    assert (run["skipped"], run["updated"], run["created"]) == (1 + is_held, 0, 0)
    assert (after.first_name, after.preferences.direct_marketing.value) == ("Person1", False)
    history = api.get(f"/v1/contacts/{one}/permissions/history").body["items"]
    assert (history[0]["said"], history[0]["through"]) == ("no", "import")
    drain_stream(world)
    refused = store().refusals.get_many(store().refusals.names_of(["c1@example.com"]))
    assert [refusal.scopes for refusal in refused.values()] == [("direct_marketing",)]


@pytest.mark.feature("S5.1", "S6.9")
@pytest.mark.parametrize("on_duplicate", ["fail", "update"])
def test_a_row_that_fails_still_gives_its_no(world: World, api: Api, on_duplicate: str, monkeypatch: pytest.MonkeyPatch) -> None:
    settings("uniqueness", UNIQUE_EMAIL)
    one = contact(1)
    assert api.put(f"/v1/contacts/{one}/preferences", {"direct_marketing": True}).status == 200
    if on_duplicate == "update":
        monkeypatch.setattr(row_results, "merged_lists", _refused)
    run = imported(world, api, "First,Last,Mail,News\nNew,Name,c1@example.com,no\n", on_duplicate=on_duplicate)
    after = store().contacts.get(one)
    assert (run["failed"], run["skipped"], run["updated"]) == (1, 0, 0), run
    assert (after.first_name, after.preferences.direct_marketing.value) == ("Person1", False)


@pytest.mark.feature("S5.4", "S6.9")
@pytest.mark.parametrize("on_duplicate", ["skip", "fail"])
def test_the_no_of_a_row_also_counts_at_an_address_that_its_contact_does_not_have(
    world: World, api: Api, on_duplicate: str
) -> None:
    """Another tool exported the no with the address that it was said at."""
    one = contact(1, external_ids={"core": "7"})
    other = contact(2)
    assert api.put(f"/v1/contacts/{other}/preferences", {"direct_marketing": True}).status == 200
    columns = {name: column for name, column in COLUMNS.items() if column != "News"}
    run = imported(
        world,
        api,
        "First,Last,Mail,Core,Out\nNew,Name,c2@example.com,7,1\n",
        columns={**columns, "external_ids.core": "Core"},
        opt_outs={"direct_marketing": "Out"},
        match_on=[["external_ids.core"]],
        on_duplicate=on_duplicate,
    )
    drain_stream(world)
    assert (run["created"], run["updated"]) == (0, 0)
    allowed = {one["scope"]: one["allowed"] for one in api.get(f"/v1/contacts/{one}/permissions").body["items"]}
    assert not allowed["direct_marketing"]
    assert [mark.scopes for mark in store().contacts.get(other).refusals] == [("direct_marketing",)]
    names = store().refusals.names_of(["c1@example.com", "c2@example.com"])
    assert {names[name]: len(found.events) for name, found in store().refusals.get_many(names).items()} == {
        "c1@example.com": 1,
        "c2@example.com": 1,
    }


def _refused(_contact: object, patch: dict[str, Any], _region: object) -> dict[str, Any]:
    """Refuse whatever names a field of the contact; a row of its nos alone names none."""
    if patch:
        raise RuleBroken("No.", code="refused")
    return patch


@pytest.mark.feature("S5.1", "S6.9")
def test_the_no_of_a_row_that_repeats_a_new_one_counts(world: World, api: Api) -> None:
    settings("uniqueness", UNIQUE_EMAIL)
    run = imported(world, api, "First,Last,Mail,News\nA,B,c1@example.com,yes\nC,D,c1@example.com,no\nE,F,c1@example.com,yes\n")
    (made,) = contacts(world)
    assert (run["created"], run["skipped"], made["first_name"]) == (1, 2, "A")
    assert not made["preferences"]["direct_marketing"].get("value", False)


@pytest.mark.feature("S5.1", "S6.9")
def test_a_skipped_row_about_a_contact_that_its_importer_may_not_edit_says_that_its_no_did_not_count(
    world: World, api: Api
) -> None:
    settings("uniqueness", UNIQUE_EMAIL)
    settings("groups", {"groups": ["north", "south"]})
    one = contact(1, owned_by_group="north")
    run = imported(world, Api(groups=("south",)), "First,Last,Mail,News\nA,B,c1@example.com,no\n")
    assert store().contacts.get(one).preferences.direct_marketing.value
    assert (run["failed"], run["skipped"]) == (1, 0)


@pytest.mark.feature("S5.3", "S8.3")
def test_the_undo_of_an_import_raises_nothing(world: World, api: Api) -> None:
    settings("uniqueness", UNIQUE_EMAIL)
    kept = contact(1)
    rows = "First,Last,Mail,News\nA,B,c1@example.com,no\nC,D,c2@example.com,no\n"
    run = imported(world, api, rows, on_duplicate="update")
    drain_stream(world)
    assert api.post(f"/v1/imports/{run['import_id']}/undo").status == 202
    work(world)
    drain_stream(world)
    assert not store().contacts.get(kept).preferences.direct_marketing.value
    refused = store().refusals.get_many(store().refusals.names_of(["c1@example.com", "c2@example.com"]))
    assert [refusal.scopes for refusal in refused.values()] == [("direct_marketing",)] * 2
