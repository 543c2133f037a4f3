"""The form of a queued communication: read whole, edited in one place, and sent back whole (S0.23-S0.28)."""

from datetime import timedelta
from typing import Any

import pytest

from contactbook import clock
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.sending import BODIES, account, communications, contact, drain, notification_type, set_up, start_run

QUIET = {"from": "00:00", "to": "23:59", "channels": ["email"]}


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()


def accounts(contact_id: str) -> dict[str, str]:
    """Open three accounts: two of one group, and one without a product."""
    named = {"first": {"service": "s1"}, "second": {"service": "s2"}, "plain": {"service": None}}
    return {
        name: account(contact_id, name=name, **fields, service_group=None, contact_information={"email": f"{name}@biz.example"})
        for name, fields in named.items()
    }


def queued(api: Api, contact_id: str, **fields: Any) -> Any:
    later = (clock.now() + timedelta(days=1)).isoformat()
    body = {
        "bodies": BODIES,
        "channel": "email",
        "notification_type_id": notification_type(api),
        "scheduled_for": later,
        **fields,
    }
    answer = api.post(f"/v1/contacts/{contact_id}/communications", body)
    assert answer.status == 201, answer.text
    return answer


@pytest.mark.feature("S0.27")
@pytest.mark.parametrize("about", [{}, {"account_id": "first"}, {"service": "s1"}, {"account_id": "plain"}])
@pytest.mark.parametrize(
    "edit", [{"service": "s2"}, {"service": None}, {"account_id": "second"}, {"account_id": None}, {"service": "nothing"}]
)
def test_a_form_in_which_the_service_was_edited_means_what_the_edit_alone_means(
    world: World, api: Api, about: dict[str, str], edit: dict[str, str | None]
) -> None:
    contact_id = contact(1)
    ids = accounts(contact_id)
    about = {name: ids.get(value, value) for name, value in about.items()}
    edit = {name: ids.get(value, value) if value else None for name, value in edit.items()}
    seen = []
    for repeats in (True, False):
        path = queued(api, contact_id, **about).headers["Location"]
        shown = api.get(path).body
        changed = api.patch(path, (shown if repeats else {}) | edit)
        assert changed.status == 200, changed.text
        assert changed.body == api.get(path).body
        seen.append([changed.body[name] for name in ("account_id", "service", "origin", "address", "address_level", "version")])
    assert seen[0] == seen[1]
    name, value = next(iter(edit.items()))
    if shown[name] != value:
        assert changed.body[name] == value


@pytest.mark.feature("S0.26")
def test_an_account_and_a_service_that_is_not_its_own_are_refused_together(world: World, api: Api) -> None:
    contact_id = contact(1)
    ids = accounts(contact_id)
    path = queued(api, contact_id).headers["Location"]
    before = api.get(path).body
    refused = api.patch(path, before | {"account_id": ids["first"], "service": "s2"})
    assert (refused.status, refused.error_codes()) == (422, {"/service": "invalid"})
    assert api.get(path).body == before
    assert api.patch(path, before | {"account_id": ids["first"], "service": "s1"}).body["address"] == "first@biz.example"


@pytest.mark.feature("S0.21", "S0.27")
def test_the_form_of_one_whose_account_was_closed_meanwhile_can_be_saved(world: World, api: Api) -> None:
    contact_id = contact(1)
    ids = accounts(contact_id)
    path = queued(api, contact_id, account_id=ids["first"]).headers["Location"]
    assert api.patch(f"/v1/accounts/{ids['first']}", {"state": "closed"}).status == 200
    shown = api.get(path).body
    later = (clock.now() + timedelta(days=2)).isoformat()
    moved = api.patch(path, shown | {"scheduled_for": later})
    assert (moved.status, moved.body["address"], moved.body["account_id"]) == (200, "c1@example.com", ids["first"])
    other = queued(api, contact_id).headers["Location"]
    assert api.patch(other, {"account_id": ids["first"]}).code == "account_closed"


@pytest.mark.feature("S0.28")
def test_what_queueing_and_changing_answer_is_what_reading_answers_and_can_be_sent_back(world: World, api: Api) -> None:
    made = queued(api, contact(1))
    path = made.headers["Location"]
    assert made.body == api.get(path).body
    assert made.body["address"] == "c1@example.com"
    later = (clock.now() + timedelta(days=2)).isoformat()
    for form in (made.body, made.body | {"scheduled_for": later}):
        answer = api.patch(path, form)
        assert (answer.status, answer.body) == (200, api.get(path).body)
        assert api.patch(path, answer.body).status == 200


@pytest.mark.feature("S0.24", "S0.26", "S0.28")
def test_a_message_of_a_report_that_waits_shows_the_service_of_the_account_that_would_be_used(world: World, api: Api) -> None:
    holder, other = contact(1), contact(2)
    accounts(holder)
    assert api.put("/v1/settings/contact_policy", {"quiet_hours": QUIET}).status == 200
    start_run(api, {"contact_ids": [holder, other]}, origin="account_report")
    drain(world)
    paths = {one["contact_id"]: f"/v1/communications/{one['communication_id']}" for one in communications(world)}
    shown = api.get(paths[holder]).body
    assert (shown["state"], shown["service"], shown["address"]) == ("queued", "s1", "first@biz.example")
    customer = api.get(paths[other]).body
    assert (customer["state"], customer["service"], customer["address_level"]) == ("queued", None, "contact")
    assert [one["service"] for one in api.get("/v1/communications", sort="created_at").body["items"]].count("*") == 0
    for query, found in (
        ({"service": "s1"}, [holder]),
        ({"service": "s1", "contact_id": holder}, [holder]),
        ({"service": "s2"}, []),
    ):
        listed = api.get("/v1/communications", **query).body["items"]
        assert [one["contact_id"] for one in listed] == found
        assert api.get("/v1/communications/count", **query).body["count"] == len(found)
    same = api.patch(paths[holder], shown)
    assert (same.status, same.body) == (200, shown)
    cleared = api.patch(paths[holder], shown | {"service": None}).body
    assert (cleared["service"], cleared["address"], cleared["origin"]) == (None, "c1@example.com", "contact_report")
    assert api.delete(paths[other]).status == 204
    assert api.get(paths[other]).body["service"] is None
