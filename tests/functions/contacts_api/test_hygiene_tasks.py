"""Hygiene tasks over HTTP: a bulk change of a segment, whenever its time comes (S4.30)."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queues, drain_stream
from tests.builders.sending import at, sweep

CRITERIA = {"field": "tags", "contains": "primary-shared-contact"}
BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def segment(api: Api, **said: Any) -> str:
    return str(api.post("/v1/segments", {"name": "Shared", "of": "contact", "criteria": CRITERIA} | said).body["segment_id"])


def task(segment_id: str, **said: Any) -> dict[str, Any]:
    return {
        "name": "Greet",
        "segment_id": segment_id,
        "change": {"add_tags": ["greet"]},
        "expression": "cron(0 4 * * ? *)",
        "time_zone": "Europe/Nicosia",
        "enabled": True,
    } | said


def person(api: Api, **said: Any) -> str:
    return str(api.post("/v1/contacts", {"kind": "person", "first_name": "Anna", **said}).body["contact_id"])


def work(world: World, moment: datetime) -> None:
    with at(moment):
        drain_stream(world)
        sweep(world)
        drain_queues(world, "bulk_changes")


@pytest.fixture(autouse=True)
def _begin(world: World) -> Any:
    with at(BEGIN):
        yield


@pytest.mark.feature("S4.30")
def test_it_changes_everybody_who_is_in_the_segment_when_its_time_comes(api: Api, world: World) -> None:
    shared, other = person(api, tags=["primary-shared-contact"]), person(api)
    made = api.post("/v1/hygiene-tasks", task(segment(api)))
    assert (made.status, made.body["next_at"]) == (201, "2026-03-03T02:00:00.000Z")
    work(world, datetime(2026, 3, 3, 1, 59, tzinfo=UTC))
    assert api.get(f"/v1/contacts/{shared}").body["tags"] == ["primary-shared-contact"]
    later = person(api, tags=["primary-shared-contact"])
    work(world, datetime(2026, 3, 3, 2, 0, 30, tzinfo=UTC))
    work(world, datetime(2026, 3, 3, 2, 1, 30, tzinfo=UTC))
    found = {one: api.get(f"/v1/contacts/{one}").body["tags"] for one in (shared, later, other)}
    assert [("greet" in tags) for tags in found.values()] == [True, True, False]
    path = f"/v1/hygiene-tasks/{made.body['hygiene_task_id']}"
    (run,) = api.get(f"{path}/runs").body["items"]
    assert (run["state"], run["changed"], run["hygiene_task_id"]) == ("finished", 2, made.body["hygiene_task_id"])
    now = api.get(path).body
    assert (now["last_bulk_change_id"], now["next_at"]) == (run["bulk_change_id"], "2026-03-04T02:00:00.000Z")
    # The next day it runs again, and finds everybody changed.
    work(world, datetime(2026, 3, 4, 3, 0, tzinfo=UTC))
    runs = api.get(f"{path}/runs").body["items"]
    assert [(one["changed"], one["unchanged"]) for one in runs] == [(0, 2), (2, 0)]
    with at(datetime(2026, 3, 5, tzinfo=UTC)):
        audit = api.get(f"/v1/contacts/{shared}/audit").body["items"]
    assert [one["actor"]["id"] for one in audit if one["request_id"] == run["bulk_change_id"]] == ["user-1"]


@pytest.mark.feature("S4.30")
def test_it_is_changed_switched_off_and_deleted(api: Api, world: World) -> None:
    one = person(api, tags=["primary-shared-contact"])
    made = api.post("/v1/hygiene-tasks", task(segment(api))).body
    path = f"/v1/hygiene-tasks/{made['hygiene_task_id']}"
    assert [found["hygiene_task_id"] for found in api.get("/v1/hygiene-tasks").body["items"]] == [made["hygiene_task_id"]]
    off = api.patch(path, {"enabled": False, "name": "Later"}, if_match='"1"')
    assert (off.status, off.body["name"], off.body["next_at"], off.body["change"]) == (200, "Later", None, made["change"])
    assert api.patch(path, {"name": "X"}, if_match='"1"').status == 412
    work(world, datetime(2026, 3, 5, tzinfo=UTC))
    assert api.get(f"{path}/runs").body["items"] == []
    on = api.patch(path, {"enabled": True, "change": {"remove_tags": ["old"]}})
    assert (on.status, on.body["change"]["add_tags"], on.body["change"]["remove_tags"]) == (200, ["greet"], ["old"])
    assert api.delete(path).status == 204
    assert (api.get(path).status, api.get(f"{path}/runs").status) == (404, 404)
    work(world, datetime(2026, 3, 6, tzinfo=UTC))
    assert api.get(f"/v1/contacts/{one}").body["tags"] == ["primary-shared-contact"]


@pytest.mark.feature("S4.30")
@pytest.mark.parametrize(
    ("said", "field", "code"),
    [
        ({"segment_id": "seg_missing"}, "/segment_id", "unknown_segment"),
        ({"expression": "every day"}, "/expression", "invalid_value"),
        ({"time_zone": "Mars/North"}, "/time_zone", "invalid_value"),
        ({"change": {}}, "/change", "nothing_to_change"),
        ({"change": {"add_to_lists": ["lst_missing"]}}, "/change/add_to_lists/0", "unknown_list"),
        ({"audience": {"all": True}}, "/audience", "unknown_field"),
    ],
)
def test_a_task_that_could_never_run_is_refused(api: Api, said: dict[str, Any], field: str, code: str) -> None:
    answer = api.post("/v1/hygiene-tasks", task(segment(api)) | said)
    assert (answer.status, [(error["field"], error["code"]) for error in answer.body["errors"]]) == (422, [(field, code)])
    assert api.get("/v1/hygiene-tasks").body["items"] == []


@pytest.mark.feature("S4.30")
def test_its_segment_cannot_be_deleted_and_it_changes_what_its_maker_may_edit(api: Api, world: World) -> None:
    root = Api(super_user=True, user_id="root")
    root.put("/v1/settings/groups", {"groups": ["sales", "support"]})
    own, foreign = (person(root, tags=["primary-shared-contact"], owned_by_group=group) for group in ("sales", "support"))
    segment_id = segment(root)
    sales = Api(user_id="sam", groups=("sales",))
    made = sales.post("/v1/hygiene-tasks", task(segment_id)).body
    refused = root.delete(f"/v1/segments/{segment_id}")
    assert (refused.status, refused.code) == (409, "in_use")
    outsider = Api(user_id="olga", groups=("support",))
    assert outsider.patch(f"/v1/hygiene-tasks/{made['hygiene_task_id']}", {"enabled": False}).status == 404
    assert outsider.delete(f"/v1/hygiene-tasks/{made['hygiene_task_id']}").status == 404
    work(world, datetime(2026, 3, 3, 3, 0, tzinfo=UTC))
    assert ["greet" in root.get(f"/v1/contacts/{one}").body["tags"] for one in (own, foreign)] == [True, False]
    assert sales.delete(f"/v1/hygiene-tasks/{made['hygiene_task_id']}").status == 204
    assert root.delete(f"/v1/segments/{segment_id}").status == 204


@pytest.mark.feature("S4.30")
def test_missed_times_are_caught_up_once(api: Api, world: World) -> None:
    made = api.post("/v1/hygiene-tasks", task(segment(api), expression="rate(1 hour)")).body
    work(world, datetime(2026, 3, 9, 9, 30, tzinfo=UTC))
    work(world, datetime(2026, 3, 9, 9, 31, tzinfo=UTC))
    path = f"/v1/hygiene-tasks/{made['hygiene_task_id']}"
    assert len(api.get(f"{path}/runs").body["items"]) == 1
    assert api.get(path).body["next_at"] == "2026-03-09T10:00:00.000Z"


@pytest.mark.feature("S4.30")
@pytest.mark.parametrize(
    ("expression", "code"),
    [("at(2020-01-01T00:00:00)", "never"), ("cron(bad)", "invalid_value"), ("rate(0 hours)", "invalid_value")],
)
def test_a_time_that_never_comes_is_refused_at_its_field(api: Api, expression: str, code: str) -> None:
    refused = api.post("/v1/hygiene-tasks", task(segment(api)) | {"expression": expression})
    assert (refused.status, refused.error_codes()) == (422, {"/expression": code})
    assert api.get("/v1/hygiene-tasks").body["items"] == []
