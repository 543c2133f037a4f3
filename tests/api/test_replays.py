"""A repeated request asks again what its caller may see: whoever has the key may have other rights by now (S8.3)."""

from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Answer, Api
from tests.aws_in_process.jobs import drain_stream
from tests.builders.sending import settings

SALES = Api(groups=("sales",), privacy_clearance=9)
# The same user, whose token names other groups now, or a lower clearance.
MOVED, LOWERED, PICKING = Api(groups=("others",)), Api(groups=("sales",)), Api(groups=("pickers",), privacy_clearance=9)
PERSON = {"kind": "person", "last_name": "Undisclosed", "categories": ["vip"], "emails": [{"address": "undisclosed@example.com"}]}


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    collaboration = {"owner": "sales", "with": "pickers", "rights": ["select"]}
    settings("groups", {"groups": ["sales", "pickers", "others"], "collaborations": [collaboration]})
    settings("categories", {"categories": ["vip"]})
    settings("privacy_levels", {"rules": [{"when": {"field": "categories", "contains": "vip"}, "level": 2}], "default": 0})


def create(api: Api) -> Answer:
    return api.post("/v1/contacts", PERSON, idempotency_key="key-1")


def contacts(world: World) -> int:
    return len([item for item in world.items() if item["kind"]["S"] == "contact"])


@pytest.mark.feature("S8.3")
@pytest.mark.parametrize("api", [MOVED, LOWERED, PICKING], ids=["another group", "a lower clearance", "only to select"])
def test_whoever_may_not_see_the_contact_any_more_is_told_that_there_is_none(world: World, api: Api) -> None:
    first = create(SALES)
    assert first.status == 201
    refused = create(api)
    assert (refused.status, refused.code) == (404, "not_found")
    assert "ndisclosed" not in refused.text
    assert "Idempotency-Replayed" not in refused.headers
    assert (create(SALES).text, contacts(world)) == (first.text, 1)


@pytest.mark.feature("S8.3")
def test_a_contact_that_was_given_away_or_deleted_is_not_shown_again(world: World) -> None:
    created = create(SALES)
    at = created.headers["Location"]
    assert Api(super_user=True).patch(at, {"owned_by_group": "others"}).status == 200
    assert create(SALES).status == 404
    assert Api(super_user=True).patch(at, {"owned_by_group": "sales"}).status == 200
    assert create(SALES).text == created.text
    assert SALES.delete(at).status == 204
    assert create(SALES).status == 404


@pytest.mark.feature("S8.3", "S3.15")
def test_what_one_may_select_is_repeated_as_it_was_shown(world: World) -> None:
    contact_id = create(SALES).body["contact_id"]

    def preview(api: Api) -> Answer:
        return api.post("/v1/segments/preview", {"criteria": {"all": []}}, idempotency_key="key-2")

    first = preview(PICKING)
    assert [one["contact_id"] for one in first.body["items"]] == [contact_id]
    assert preview(PICKING).text == first.text
    assert preview(MOVED).status == 404


@pytest.mark.feature("S8.3", "S2.127")
def test_a_repeated_answer_is_recorded_as_a_look(world: World) -> None:
    def looks() -> list[Any]:
        return [item for item in world.items(looks=True) if item["kind"]["S"] == "look"]

    create(SALES)
    before = len(looks())
    create(SALES)
    assert len(looks()) == before + 1


@pytest.mark.feature("S8.3")
def test_an_answer_that_names_no_contact_costs_no_read(world: World) -> None:
    from tests.faults.counting import count_calls

    def create_list() -> Answer:
        return SALES.post("/v1/lists", {"name": "News"}, idempotency_key="key-3")

    first = create_list()
    with count_calls() as calls:
        assert create_list().text == first.text
    assert calls.of("BatchGetItem", "Query") == 0


TEMPLATE = {"name": "T", "bodies": {"email": {"subject": "#last_name", "text": "#email"}}}
POSTING = {"external_id": "x-1", "amount": "19.90", "currency": "EUR", "occurred_at": "2026-01-01T00:00:00Z"}
UNNAMED = ("a preview", "a preview of an account", "a posting")


def ask(name: str, api: Api, ids: dict[str, str]) -> Answer:
    if name == "a posting":
        return api.post(f"/v1/accounts/{ids['account_id']}/transactions", POSTING, idempotency_key="key-4")
    asked = {"contact_id": ids["contact_id"], "channel": "email"}
    asked |= {"account_id": ids["account_id"]} if name.endswith("account") else {}
    return api.post(f"/v1/templates/{ids['template_id']}/preview", asked, idempotency_key="key-4")


def unnamed_ids() -> dict[str, str]:
    contact_id = create(SALES).body["contact_id"]
    account = SALES.post(f"/v1/contacts/{contact_id}/accounts", {"name": "Checking"}).body["account_id"]
    return {
        "contact_id": contact_id,
        "account_id": account,
        "template_id": SALES.post("/v1/templates", TEMPLATE).body["template_id"],
    }


@pytest.mark.feature("S8.3")
@pytest.mark.parametrize("name", UNNAMED)
def test_an_answer_that_names_no_contact_asks_for_those_of_its_request(world: World, name: str) -> None:
    ids = unnamed_ids()
    first = ask(name, SALES, ids)
    assert first.status in (200, 201)
    assert [ask(name, api, ids).status for api in (MOVED, LOWERED, PICKING)] == [404, 404, 404]
    assert ask(name, SALES, ids).text == first.text


@pytest.mark.feature("S8.3")
def test_rights_of_the_request_that_are_not_kept_are_noticed(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The deliberately broken variant: a kept answer knows only the contacts that it names."""
    monkeypatch.setattr("contactbook.api.idempotency.touched_unnamed", lambda *_: {})
    ids = unnamed_ids()
    assert ask(UNNAMED[0], SALES, ids).text == ask(UNNAMED[0], MOVED, ids).text


@pytest.mark.feature("S8.3", "S2.131")
def test_a_kept_preview_is_erased_with_its_contact(world: World) -> None:
    ids = unnamed_ids()
    assert "ndisclosed" in ask(UNNAMED[0], SALES, ids).text
    asked = Api(super_user=True).post(f"/v1/contacts/{ids['contact_id']}/anonymize")
    assert asked.status in (200, 202), asked.text
    drain_stream(world)
    assert "ndisclosed" not in str([item for item in world.items() if item["kind"]["S"] == "request"])
