"""The opportunities of a tenant as one list, and the stages of its pipeline."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contactbook.services.base import rounds
from contactbook.services.opportunities import listing
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.faults.counting import count_calls

STAGES = ("inquiry", "tour#1", "tour", "deposit 100%")
STAGE_SECTION = "/v1/settings/opportunities"
DEALS = st.fixed_dictionaries(
    {"of": st.integers(0, 2), "name": st.just("Deal")},
    optional={
        "stage": st.sampled_from(STAGES),
        "value": st.sampled_from(("-3.5", "0", "0.0001", "9", "10", "1200.00", "999999999999999.9999")),
        "outcome": st.sampled_from(("open", "won", "lost")),
    },
)


def new_contact(api: Api, **fields: Any) -> str:
    return str(api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou", **fields}).body["contact_id"])


def new_deal(api: Api, contact_id: str, **fields: Any) -> dict[str, Any]:
    made = api.post(f"/v1/contacts/{contact_id}/opportunities", {"name": "Deal", **fields})
    assert made.status == 201, made.body
    return made.body


def everything(api: Api, **query: Any) -> Iterator[str]:
    cursor: dict[str, Any] = {}
    while True:
        page = api.get("/v1/opportunities", **query, **cursor).body
        yield from (one["opportunity_id"] for one in page["items"])
        if page["next_cursor"] is None:
            return
        cursor = {"cursor": page["next_cursor"]}


def _rank(sort: str, deal: dict[str, Any]) -> tuple[Any, ...]:
    value = Decimal(deal["value"]) if deal["value"] is not None else Decimal("-Infinity")
    first = {"created_at": (), "value": (value,), "stage": (deal["stage"] or "",)}[sort]
    return (*first, deal["opportunity_id"])


@pytest.mark.feature("S1.3", "S1.8")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=8)
@given(st.lists(DEALS, max_size=7), st.integers(1, 3))
def test_each_filter_and_order_lists_what_fits_once_in_its_order(world: World, deals: list[dict[str, Any]], limit: int) -> None:
    world.reset()
    api = Api()
    contacts = [new_contact(api) for _ in range(3)]
    made = [new_deal(api, contacts[deal.pop("of")], **deal) for deal in [dict(one) for one in deals]]
    filters: list[dict[str, str]] = [{}, {"stage": "tour"}, {"outcome": "won"}, {"contact_id": contacts[0]}]
    for query in filters:
        fitting = [one for one in made if all(one[name] == value for name, value in query.items())]
        for sort in ("created_at", "value", "stage"):
            wanted = [one["opportunity_id"] for one in sorted(fitting, key=lambda one, by=sort: _rank(by, one))]  # type: ignore[misc]  # As everywhere: mypy cannot infer the default.
            assert list(everything(api, **query, sort=sort, limit=limit)) == wanted
            assert list(everything(api, **query, sort=f"-{sort}", limit=limit)) == wanted[::-1]
        assert api.get("/v1/opportunities/count", **query).body == {"count": len(fitting), "more": False}
    assert list(everything(api)) == [one["opportunity_id"] for one in reversed(made)]


@pytest.mark.feature("S1.3", "S1.19")
def test_an_opportunity_is_listed_as_it_is_now_with_its_contacts_current_details(api: Api) -> None:
    contact = new_contact(api)
    deal = new_deal(api, contact, stage="tour", value="10")
    path = f"/v1/contacts/{contact}/opportunities/{deal['opportunity_id']}"
    changed = api.patch(path, {"stage": "deposit", "value": "7.5", "outcome": "won"}).body
    api.patch(f"/v1/contacts/{contact}", {"last_name": "Nicolaou"})
    listed = api.get("/v1/opportunities", stage="deposit").body["items"]
    assert [(one["value"], one["closed"], one["contact"]["display_name"]) for one in listed] == [("7.5", True, "Nicolaou")]
    assert listed[0]["version"] == changed["version"]
    assert api.get("/v1/opportunities", stage="tour").body["items"] == []
    api.delete(path)
    assert api.get("/v1/opportunities").body["items"] == []
    assert api.get("/v1/opportunities/count").body["count"] == 0


@pytest.mark.feature("S1.3", "S1.15")
def test_opportunities_of_contacts_that_the_caller_may_not_view_are_not_listed(api: Api) -> None:
    rights = [
        {"owner": "sales", "with": "pickers", "rights": ["select"]},
        {"owner": "sales", "with": "viewers", "rights": ["view"]},
    ]
    api.put("/v1/settings/groups", {"groups": ["sales", "pickers", "viewers"], "collaborations": rights})
    boss = Api(super_user=True)
    hidden = new_contact(boss, owned_by_group="sales")
    deal = new_deal(boss, hidden, stage="tour")["opportunity_id"]
    for group, seen in (("sales", [deal]), ("viewers", [deal]), ("pickers", []), ("others", [])):
        caller = Api(user_id="user-2", groups=(group,))
        assert list(everything(caller)) == list(everything(caller, stage="tour", sort="value")) == seen
        assert caller.get("/v1/opportunities/count").body["count"] == len(seen)
        assert caller.get("/v1/opportunities", contact_id=hidden).status == (200 if seen else 404)
        assert caller.get("/v1/opportunities/count", contact_id=hidden).status == (200 if seen else 404)
    assert list(everything(Api(tenant_id="acme-corp"))) == []
    assert Api(scopes=("settings:read",)).get("/v1/opportunities").code == "missing_scope"


@pytest.mark.feature("S1.3", "S1.23")
def test_a_merge_lists_the_opportunities_at_the_survivor_and_an_undo_at_their_contacts(api: Api) -> None:
    survivor, source = new_contact(api), new_contact(api)
    deals = {new_deal(api, contact, stage="tour", value="3")["opportunity_id"]: contact for contact in (survivor, source)}
    merge = api.post(f"/v1/contacts/{survivor}/merge", {"source_ids": [source]})
    assert merge.status in (200, 201), merge.body
    for sort in ("created_at", "stage", "value"):
        listed = api.get("/v1/opportunities", sort=sort).body["items"]
        assert {one["opportunity_id"]: one["contact_id"] for one in listed} == dict.fromkeys(deals, survivor)
    assert api.post(f"/v1/merges/{merge.body['merge_id']}/undo", {}).status == 200
    for sort in ("created_at", "stage", "value"):
        listed = api.get("/v1/opportunities", sort=sort).body["items"]
        assert {one["opportunity_id"]: one["contact_id"] for one in listed} == deals


def test_a_page_reads_its_index_in_rounds_and_no_record_alone(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "_WIDE", 2)
    monkeypatch.setattr(rounds, "_MOST_ROUNDS", 2)
    contact = new_contact(api)
    made = [new_deal(api, contact, outcome="won" if number in (4, 5) else "open") for number in range(6)]
    wanted = [one["opportunity_id"] for one in made if one["outcome"] == "won"]
    with count_calls() as calls:
        first = api.get("/v1/opportunities", outcome="won", sort="created_at", limit=1).body
    assert (first["items"], first["next_cursor"] is not None) == ([], True)
    assert calls.counts["dynamodb.Query"] <= 3
    assert calls.counts["dynamodb.BatchGetItem"] <= 4
    assert list(everything(api, outcome="won", sort="created_at", limit=1)) == wanted


def test_a_count_says_when_there_are_more_than_it_looks_at(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "_MOST_COUNTED", 2)
    monkeypatch.setattr(rounds, "_COUNTED_AT_ONCE", 1)
    contact = new_contact(api)
    for _ in range(3):
        new_deal(api, contact)
    assert api.get("/v1/opportunities/count").body == {"count": 2, "more": True}
    assert api.get("/v1/opportunities/count", contact_id=contact).body == {"count": 3, "more": False}


@pytest.mark.feature("S1.3")
def test_a_stage_that_the_pipeline_lacks_is_refused_wherever_it_comes_in(api: Api) -> None:
    contact = new_contact(api)
    before = new_deal(api, contact, stage="former")
    assert api.put(STAGE_SECTION, {"stages": ["inquiry", "tour"]}).body["stages"] == ["inquiry", "tour"]
    path = f"/v1/contacts/{contact}/opportunities"
    refused = api.post(path, {"name": "Deal", "stage": "Tour"})
    assert (refused.status, refused.error_codes()) == (422, {"/stage": "unknown_stage"})
    assert api.post(path, {"name": "Deal"}).status == api.post(path, {"name": "Deal", "stage": "tour"}).status == 201
    one = f"{path}/{before['opportunity_id']}"
    assert api.patch(one, {"name": "Renamed"}).body["stage"] == "former"
    assert api.patch(one, {"stage": "gone"}).error_codes() == {"/stage": "unknown_stage"}
    whole = {"kind": "person", "last_name": "N", "opportunity": {"name": "Deal", "stage": "gone"}}
    assert api.post("/v1/contacts", whole).error_codes() == {"/opportunity/stage": "unknown_stage"}


@pytest.mark.feature("S1.3")
def test_a_stage_in_use_is_removed_only_by_force(api: Api) -> None:
    api.put(STAGE_SECTION, {"stages": ["inquiry", "tour"]})
    deal = new_deal(api, new_contact(api), stage="tour")
    refused = api.put(STAGE_SECTION, {"stages": ["inquiry"]})
    assert (refused.status, refused.code, refused.error_codes()) == (409, "in_use", {"/stages": "in_use"})
    assert api.get(STAGE_SECTION).body["stages"] == ["inquiry", "tour"]
    assert api.put(STAGE_SECTION, {"stages": ["tour", "deposit"]}).status == 200
    assert api.put(f"{STAGE_SECTION}?force=true", {"stages": ["deposit"]}).status == 200
    assert api.get(f"/v1/contacts/{deal['contact_id']}/opportunities/{deal['opportunity_id']}").body["stage"] == "tour"
    assert api.put(STAGE_SECTION, {"stages": ["a", "a"]}).status == 422


@pytest.mark.feature("S1.3")
@pytest.mark.parametrize(
    ("stored", "patch", "outcome"),
    [
        ({}, {"outcome": "lost"}, "lost"),
        ({"outcome": "won"}, {"outcome": "open"}, "open"),
        ({"outcome": "won"}, {"outcome": None}, "open"),
        ({"outcome": "lost"}, {"closed": True}, "lost"),
        ({"outcome": "lost"}, {"closed": False}, "open"),
        ({}, {"closed": True}, "won"),
        ({"closed": True}, {"name": "Other"}, "won"),
        # A form that sends back what it read, with one field edited.
        ({}, {"outcome": "lost", "closed": False}, "lost"),
        ({}, {"outcome": "open", "closed": True}, "won"),
        ({"outcome": "won"}, {"outcome": "open", "closed": True}, "open"),
    ],
)
def test_an_opportunity_is_closed_as_its_outcome_says(
    api: Api, stored: dict[str, Any], patch: dict[str, Any], outcome: str
) -> None:
    deal = new_deal(api, new_contact(api), **stored)
    path = f"/v1/contacts/{deal['contact_id']}/opportunities/{deal['opportunity_id']}"
    changed = api.patch(path, patch).body
    assert (changed["outcome"], changed["closed"]) == (outcome, outcome != "open")
    assert {name: api.get(path).body[name] for name in ("outcome", "closed")} == {"outcome": outcome, "closed": outcome != "open"}
