"""Cancelling and changing somebody else's runs and schedules: who may (S8.3)."""

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders.sending import contact, notification_type, set_up, settings, start_run, template

SUPER = Api(user_id="root", super_user=True)
SALES = Api(user_id="sam", groups=("sales",))
SUPPORT = Api(user_id="uma", groups=("support",))
SERVICE = Api(user_id="vera", groups=("service",))
OPEN_TO = {"owner": "sales", "with": "service", "rights": ["edit"]}
# A group that may only select or view does not stop the other group's work.
SHOWN_TO = {"owner": "sales", "with": "support", "rights": ["select", "view"]}


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()
    settings("groups", {"groups": ["sales", "support", "service"], "collaborations": [OPEN_TO, SHOWN_TO]})


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
