"""A tenant that is off-boarded stays gone: whoever still comes by a link is answered, and nothing is written (S8.6)."""

from datetime import timedelta

import pytest

from contactbook import clock as current
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queues, drain_stream
from tests.builders.offboarding import OPERATOR, Clock, begin, files_of, items_of, tick
from tests.builders.sending import set_up
from tests.functions.links_api.test_pages import ONE_CLICK, Person, form, visitor

TOP = "/v1/tenants/acme/offboarding"
PURPOSES = ("preferences", "consent", "unsubscribe")
# Every form of every page, by what it answers.
FORMS: tuple[dict[str, str], ...] = (
    {"form": "preferences", "direct_marketing": "false"},
    {"state": "rejected"},
    {"state": "accepted"},
    {"form": "unsubscribe"},
    {},
)


@pytest.mark.feature("S8.6")
@pytest.mark.parametrize("is_expired", [False, True])
def test_no_page_writes_anything_for_a_tenant_that_is_gone(
    world: World, api: Api, monkeypatch: pytest.MonkeyPatch, is_expired: bool
) -> None:
    clock = Clock(current.now())
    monkeypatch.setattr("contactbook.clock.source", lambda: clock.now)
    api.register()
    set_up()
    person = Person(api)
    paths = [person.link(purpose, expires_in_days=1 if is_expired else 180) for purpose in PURPOSES]
    paths.append(person.link("unsubscribe", notification_purpose="direct_marketing"))
    begin(OPERATOR, TOP, erase_after_days=1)
    for days in (1, 2, 3):
        clock.now += timedelta(days=days)
        tick(world)
        drain_stream(world)
    assert OPERATOR.get(TOP).body["state"] == "finished"
    drain_queues(world, "offboarding")
    before, rows = world.items(looks=True), items_of(world, "acme")
    assert [row["kind"]["S"] for row in rows] == ["closing"]
    statuses = set()
    for path in paths:
        for below in ("", "/one-click", "/data", "/export", "/form"):
            statuses.add(visitor.get(path + below).status)
        statuses |= {form(path, fields).status for fields in FORMS}
        statuses |= {form(f"{path}/one-click", ONE_CLICK).status, form(f"{path}/renew").status}
        drain_stream(world)
    assert statuses <= {200, 302, 400, 404, 410}
    assert form(f"{paths[-1]}/one-click", ONE_CLICK).status == 200
    drain_stream(world)
    assert world.items(looks=True) == before
    assert files_of(world, "attachments/") + files_of(world, "exports/") == []
