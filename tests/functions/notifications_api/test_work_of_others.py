"""Cancelling and changing somebody else's runs and schedules: who may (S8.3)."""

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.sending import contact, drain, notification_type, set_up, settings, start_run, template

SUPER = Api(user_id="root", super_user=True)
SALES = Api(user_id="sam", groups=("sales",))
SUPPORT = Api(user_id="uma", groups=("support",))
PICKER = Api(user_id="pia", groups=("pickers",))
SERVICE = Api(user_id="vera", groups=("service",))
OPEN_TO = {"owner": "sales", "with": "service", "rights": ["edit"]}
# A group that may only select or view does not stop the other group's work.
SHOWN_TO = {"owner": "sales", "with": "support", "rights": ["select", "view"]}
PICKED_BY = {"owner": "sales", "with": "pickers", "rights": ["select"]}


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()
    settings("groups", {"groups": ["sales", "support", "service", "pickers"], "collaborations": [OPEN_TO, SHOWN_TO, PICKED_BY]})


@pytest.mark.feature("S8.3")
def test_who_may_cancel_a_run(world: World, api: Api) -> None:
    contact_id = contact(1)
    of_sales, of_all = (f"/v1/notification-runs/{start_run(one, {'contact_ids': [contact_id]})}" for one in (SALES, SUPER))
    assert [SUPPORT.post(f"{at}/cancel").status for at in (of_sales, of_all)] == [404, 404]
    cancelled = SERVICE.post(f"{of_sales}/cancel")
    assert (cancelled.status, cancelled.body["cancelled_by"]) == (200, {"type": "user", "id": "vera"})
    assert SUPER.post(f"{of_all}/cancel").status == 200


@pytest.mark.feature("S8.3")
def test_who_may_change_and_delete_a_schedule(world: World, api: Api) -> None:
    body = {
        "name": "Daily",
        "notification_type_id": notification_type(api),
        "template_id": template(api),
        "channel": "email",
        "audience": {"all": True},
        "expression": "cron(0 9 * * ? *)",
    }
    of_sales, of_all = (one.post("/v1/notification-schedules", body).headers["Location"] for one in (SALES, SUPER))
    for at in (of_sales, of_all):
        assert SUPPORT.patch(at, {"enabled": False}).status == 404
        assert SUPPORT.delete(at).status == 404
    assert SERVICE.patch(of_sales, {"enabled": False}).status == 200
    assert SUPER.delete(of_all).status == 204


@pytest.mark.feature("S8.3")
def test_without_groups_everybody_stops_everybodys_work(world: World) -> None:
    settings("groups", {"groups": []})
    run_id = start_run(SUPER, {"contact_ids": [contact(1)]})
    assert SUPPORT.post(f"/v1/notification-runs/{run_id}/cancel").status == 200


@pytest.mark.feature("S8.3", "S3.15")
def test_the_audience_of_a_run_is_no_oracle_about_whom_one_may_only_select(world: World, api: Api) -> None:
    contact(1, owned_by_group="sales", tags=["vip"])
    tagged, mailed = ({"field": "tags", "contains": "vip"}, {"field": "emails", "is": "c1@example.com"})

    def planned(criteria: dict[str, object]) -> int:
        segment_id = api.post("/v1/segments", {"name": "S", "criteria": criteria}).body["segment_id"]
        run_id = start_run(PICKER, {"segment_id": segment_id}, dry_run=True)
        drain(world)
        return int(api.get(f"/v1/notification-runs/{run_id}").body["planned"])

    assert [planned(one) for one in (tagged, mailed, {"all": [tagged, {"not": mailed}]})] == [1, 0, 0]


@pytest.mark.feature("S8.3", "S3.15")
def test_a_decision_about_whom_one_may_only_select_says_whether_it_is_contacted(world: World, api: Api) -> None:
    ours, theirs = contact(1, owned_by_group="sales"), contact(2, owned_by_group="service")
    run_id = start_run(SUPER, {"contact_ids": [ours, theirs]})
    drain(world)
    at = f"/v1/notification-runs/{run_id}/decisions"
    (only,) = PICKER.get(at).body["items"]
    shown = {name for name, value in only.items() if value is not None}
    assert (only["contact_id"], shown) == (ours, {"contact_id", "contacted", "channel"})
    assert [one["address"] for one in SERVICE.get(at).body["items"]] == ["c1@example.com", "c2@example.com"]
    assert [one["address"] for one in SALES.get(at).body["items"]] == ["c1@example.com"]


@pytest.mark.feature("S8.3")
def test_a_suppression_entry_shows_no_value_of_a_contact_that_one_may_not_view(world: World, api: Api) -> None:
    contact(1, owned_by_group="sales")
    at = f"/v1/suppression-lists/{api.post('/v1/suppression-lists', {'name': 'No'}).body['suppression_list_id']}/entries"
    SALES.post(at, {"entries": [{"email": "c1@example.com"}, {"domain": "example.org"}]})

    def values(caller: Api) -> list[str]:
        return sorted(one["email"] or one["domain"] or one["kind"] for one in caller.get(at).body["items"])

    assert values(SALES) == values(SUPER) == ["c1@example.com", "example.org"]
    assert values(PICKER) == values(SUPPORT) == ["email", "example.org"]
    settings("groups", {"groups": []})
    assert values(SUPPORT) == ["c1@example.com", "example.org"]
