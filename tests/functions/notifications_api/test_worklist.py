"""The worklist: the tenant's communications, queued and past, found, sorted, counted and cancelled."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from contactbook import clock
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Answer, Api
from tests.aws_in_process.jobs import drain_queues
from tests.builders.sending import (
    BODIES,
    account,
    at,
    contact,
    drain,
    notification_type,
    recipients,
    set_up,
    start_run,
    sweep,
)

NOW = datetime.fromisoformat("2026-12-01T09:00:00+00:00")
PATH = "/v1/communications"


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()


def one_off(api: Api, contact_id: str, **fields: Any) -> str:
    body = {"bodies": BODIES, "channel": "email", **fields}
    body["notification_type_id"] = fields.get("notification_type_id") or notification_type(api)
    answer = api.post(f"/v1/contacts/{contact_id}/communications", body)
    assert answer.status == 201, answer.body
    return str(answer.body["communication_id"])


def ids(answer: Answer) -> list[str]:
    assert answer.status == 200, answer.body
    return [one["communication_id"] for one in answer.body["items"]]


def every_page(api: Api, **query: Any) -> list[str]:
    """Return the ids of all pages, and check that no page is fuller than asked for."""
    found: list[str] = []
    cursor: dict[str, Any] = {}
    while True:
        answer = api.get(PATH, **query, **cursor)
        page = ids(answer)
        assert len(page) <= int(query.get("limit", 25))
        found += page
        if answer.body["next_cursor"] is None:
            return found
        cursor = {"cursor": answer.body["next_cursor"]}


@pytest.mark.feature("S0.23")
def test_the_worklist_shows_what_is_to_come_what_is_queued_and_what_was(world: World, api: Api) -> None:
    contact_id = contact(1)
    with at(NOW):
        past = one_off(api, contact_id)
        drain(world)
    with at(NOW + timedelta(hours=1)):
        start_run(api, {"contact_ids": [contact_id]})
        drain_queues(world, "notification_planner")
        to_come = one_off(api, contact_id, scheduled_for=(NOW + timedelta(days=1)).isoformat())
        one_by_one = every_page(api, limit=1)
        shown = api.get(PATH).body["items"]
    assert [one["state"] for one in shown] == ["queued", "queued", "sent"]
    assert [one["communication_id"] for one in shown] == one_by_one
    assert (one_by_one[0], one_by_one[2], shown[1]["origin"]) == (to_come, past, "contact_report")
    with at(NOW + timedelta(hours=2)):
        drain(world)
        assert sorted(every_page(api)) == sorted(one_by_one)


@pytest.mark.feature("S0.23")
def test_each_filter_finds_what_fits_it(world: World, api: Api) -> None:
    first, second = contact(1), contact(2)
    account_id = account(second, contact_information={"email": "biz@example.com"})
    bill = notification_type(api, "financial")
    with at(NOW):
        plain = one_off(api, first)
        about = one_off(api, second, account_id=account_id, notification_type_id=bill)
        drain(world)
    with at(NOW + timedelta(hours=3)):
        later = one_off(api, first, channel="print", scheduled_for=(NOW + timedelta(days=30)).isoformat())
        run_id = start_run(api, {"contact_ids": [second]})
        drain_queues(world, "notification_planner")
    (planned,) = ids(api.get(PATH, run_id=run_id))
    found: dict[str, list[str]] = {}
    for name, value in {
        "state": "sent",
        "channel": "print",
        "purpose": "financial",
        "service": "checking",
        "account_id": account_id,
        "contact_id": first,
        "run_id": run_id,
        "origin": "contact_report",
        "scheduled_from": (NOW + timedelta(days=29)).isoformat(),
        "scheduled_to": (NOW + timedelta(days=31)).isoformat(),
        "sent_from": NOW.isoformat(),
        "sent_to": (NOW + timedelta(minutes=1)).isoformat(),
    }.items():
        found[name] = sorted(every_page(api, **{name: value}))
        assert api.get(f"{PATH}/count", **{name: value}).body == {"count": len(found[name]), "more": False}
    assert found == {
        "state": sorted([plain, about]),
        "channel": [later],
        "purpose": [about],
        "service": [about],
        "account_id": [about],
        "contact_id": sorted([plain, later]),
        "run_id": [planned],
        "origin": [planned],
        "scheduled_from": [later],
        "scheduled_to": [later],
        "sent_from": sorted([plain, about]),
        "sent_to": sorted([plain, about]),
    }
    assert every_page(api, scheduled_to=NOW.isoformat()) == every_page(api, sent_from=(NOW + timedelta(days=1)).isoformat()) == []
    assert every_page(api, sent_from="0001-01-01T00:00:00Z", sent_to="0001-01-01T00:00:00Z", limit=1) == []
    assert every_page(api, sent_from=(NOW + timedelta(days=9)).isoformat(), sent_to=NOW.isoformat()) == []


@pytest.mark.feature("S0.23")
@pytest.mark.parametrize("field", ["created_at", "scheduled_for", "sent_at"])
@pytest.mark.parametrize("direction", ["", "-"])
def test_a_sort_holds_over_every_page(world: World, api: Api, field: str, direction: str) -> None:
    """What has no such time stands last, but by `scheduled_for`: there it stands at the time when it was queued."""
    contact_id = contact(1)
    for hour, waits in ((0, 5), (1, None), (2, 1), (3, None)):
        with at(NOW + timedelta(hours=hour)):
            own_time = {"scheduled_for": (NOW + timedelta(hours=hour + waits)).isoformat()} if waits else {}
            one_off(api, contact_id, **own_time)
            drain(world)
    with at(NOW + timedelta(hours=3, minutes=30)):
        sweep(world)
        drain(world)
        shown = {one["communication_id"]: one for one in api.get(PATH).body["items"]}
        for scope in ({}, {"contact_id": contact_id}):
            order = [shown[one] for one in every_page(api, sort=f"{direction}{field}", limit=2, **scope)]
            assert len(order) == 4
            times = [one[field] or (one["created_at"] if field == "scheduled_for" else None) for one in order]
            known = [one for one in times if one]
            assert known == sorted(known, reverse=bool(direction))
            assert times[: len(known)] == known


def test_a_sort_of_too_many_is_refused_with_the_way_out(world: World, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    contact_id = contact(1)
    for _ in range(3):
        one_off(api, contact_id)
    monkeypatch.setattr("contactbook.services.communications.worklist._MOST_SORTED", 2)
    refused = api.get(PATH, sort="-sent_at")
    assert (refused.status, refused.error_codes()) == (422, {"/sort": "too_many_to_sort"})
    assert "shorter period" in refused.text
    assert len(every_page(api, sort="-scheduled_for", limit=1)) == 3


def test_a_count_that_looked_at_enough_says_that_there_is_more(world: World, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    contact_id = contact(1)
    for _ in range(3):
        one_off(api, contact_id)
    monkeypatch.setattr("contactbook.services.communications.worklist._MOST_COUNTED", 2)
    monkeypatch.setattr("contactbook.services.base.rounds._COUNTED_AT_ONCE", 2)
    assert api.get(f"{PATH}/count").body["more"] is True


def test_a_page_of_what_seldom_fits_ends_short_and_goes_on(world: World, api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    contact_id = contact(1)
    with at(NOW):
        letter = one_off(api, contact_id, channel="print")
    for minute in range(1, 4):
        with at(NOW + timedelta(minutes=minute)):
            one_off(api, contact_id)
    monkeypatch.setattr("contactbook.services.base.rounds._MOST_ROUNDS", 1)
    first = api.get(PATH, channel="print", limit=1)
    assert (first.body["items"], first.body["next_cursor"] is None) == ([], False)
    assert every_page(api, channel="print", limit=1) == [letter]


@pytest.mark.feature("S0.23", "S3.14")
def test_the_worklist_holds_only_what_its_caller_may_view(world: World, api: Api) -> None:
    contact_id = contact(1, owned_by_group="sales")
    sales = Api(groups=("sales",))
    hidden, other = one_off(sales, contact_id), one_off(api, contact(2))
    run_id = start_run(sales, {"contact_ids": [contact_id]})
    drain_queues(world, "notification_planner")
    assert hidden in every_page(sales)
    assert every_page(api) == [other]
    assert every_page(api, run_id=run_id) == []
    assert api.get(f"{PATH}/count").body["count"] == 1
    assert api.get(PATH, contact_id=contact_id).status == 404
    assert api.get(PATH, run_id="run_none").status == 404
    assert api.get(PATH, account_id="acc_none").status == 404
    assert every_page(Api(tenant_id="other", super_user=True)) == []


@pytest.mark.feature("S0.23", "S0.27", "S0.28")
def test_a_queued_communication_shows_the_address_and_level_of_now_and_nothing_changes(world: World, api: Api) -> None:
    contact_id = contact(1)
    account_id = account(contact_id, contact_information={"email": "biz@example.com"})
    later = (clock.now() + timedelta(days=1)).isoformat()
    own = one_off(api, contact_id, scheduled_for=later)
    about = one_off(api, contact_id, account_id=account_id, scheduled_for=later)
    before = world.items()
    for answer in (api.get(PATH), api.get(f"/v1/contacts/{contact_id}/communications")):
        shown = {one["communication_id"]: (one["address"], one["address_level"]) for one in answer.body["items"]}
        assert shown == {own: ("c1@example.com", "contact"), about: ("biz@example.com", "account")}
    assert api.patch(f"{PATH}/{about}", {"service": None}).status == 200
    changed = world.items()
    read = api.get(f"{PATH}/{about}").body
    assert (read["address"], read["address_level"]) == ("c1@example.com", "contact")
    assert world.items() == changed != before
    assert recipients(world) == []


@pytest.mark.feature("S0.23")
def test_many_are_cancelled_and_each_has_its_end(world: World, api: Api) -> None:
    first = contact(1)
    sent = one_off(api, first)
    drain(world)
    queued, cancelled = one_off(api, first), one_off(api, first)
    assert api.delete(f"{PATH}/{cancelled}").status == 204
    foreign = one_off(Api(groups=("sales",)), contact(2, owned_by_group="sales"))
    run_id = start_run(api, {"contact_ids": [first]})
    drain_queues(world, "notification_planner")
    (planned,) = ids(api.get(PATH, run_id=run_id))
    asked = [sent, queued, cancelled, foreign, planned, "com_none", queued]
    answers = [
        api.post(f"{PATH}/cancel", {"communication_ids": asked}, idempotency_key="once"),
        api.post(f"{PATH}/cancel", {"communication_ids": asked}),
    ]
    for answer in answers:
        assert answer.status == 200, answer.text
        assert [(one["communication_id"], one.get("state") or one.get("code")) for one in answer.body["items"]] == [
            (sent, "not_queued"),
            (queued, "cancelled"),
            (cancelled, "cancelled"),
            (foreign, "not_found"),
            (planned, "cancelled"),
            ("com_none", "not_found"),
        ]
    drain(world)
    assert len(recipients(world)) == 2
    assert api.get(f"/v1/notification-runs/{run_id}").body["state"] == "finished"


def test_a_hundred_at_most_are_cancelled_at_once(world: World, api: Api) -> None:
    assert api.post(f"{PATH}/cancel", {"communication_ids": []}).status == 422
    assert api.post(f"{PATH}/cancel", {"communication_ids": [f"com_{number}" for number in range(101)]}).status == 422


def test_a_changed_time_moves_a_communication_on_the_worklist(world: World, api: Api) -> None:
    contact_id = contact(1)
    late, early = (NOW + timedelta(days=9)).isoformat(), (NOW + timedelta(days=1)).isoformat()
    with at(NOW):
        moved, other = one_off(api, contact_id, scheduled_for=late), one_off(api, contact_id, scheduled_for=early)
        assert every_page(api) == [moved, other]
        assert api.patch(f"{PATH}/{moved}", {"scheduled_for": (NOW + timedelta(hours=1)).isoformat()}).status == 200
        assert every_page(api) == [other, moved]
        assert every_page(api, scheduled_from=early) == [other]
