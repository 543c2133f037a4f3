"""What the top account sees of its sync: names where it says so, what a run changed, and when it runs (S4.4, S4.29)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from contactbook.domain.base.callers import Scope
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import deliver, drain_queues, message
from tests.builders.sending import at, sweep
from tests.builders.sync import STAGES, TOP, Group

SETTINGS, RUNS, SHARED = (f"/v1/tenant-group/{name}" for name in ("sync-settings", "sync-runs", "shared-contacts"))
WANTED = {"enabled": True, "tags": ["multi"], "opportunity_stages": list(STAGES)}
EMAIL = "eleni@example.com"


@pytest.fixture
def group(world: World, now: Any) -> Group:
    return Group(world, now)


@pytest.fixture
def top(group: Group) -> Api:
    return Api(tenant_id=TOP, user_id="corporate", scopes=(Scope.TENANT_GROUP_SYNC.value,))


@pytest.mark.feature("S4.29")
def test_names_are_shown_where_the_settings_say_so_and_each_look_is_in_the_childs_audit(group: Group, top: Api) -> None:
    top.put(SETTINGS, WANTED)
    first = group.add("acme-corp", EMAIL, first_name="Eleni")
    group.add("acme2", EMAIL, first_name="Helen")
    group.sync()
    hidden = [account["display_names"] for account in top.get(SHARED).body["items"][0]["accounts"]]
    assert hidden == [None, None]
    child = Api(tenant_id="acme-corp")
    path = f"/v1/contacts/{first.contact_id}/audit"
    assert "corporate" not in child.get(path).text
    assert top.put(SETTINGS, WANTED | {"show_names": True}).status == 200
    shown = [account["display_names"] for account in top.get(SHARED).body["items"][0]["accounts"]]
    assert shown == [["Eleni Georgiou"], ["Helen Georgiou"]]
    looks = [entry for entry in child.get(path).body["items"] if entry["actor"]["id"] == "corporate"]
    assert [(look["action"], look["route"]) for look in looks] == [("contact.read", "GET /v1/tenant-group/shared-contacts")]
    # No child sees the other one's name.
    assert Api(tenant_id="acme-corp").get(SHARED).code == "not_top_account"


@pytest.mark.feature("S4.29", "S8.3")
def test_a_name_above_the_callers_clearance_is_not_shown(group: Group, top: Api) -> None:
    top.put(SETTINGS, WANTED | {"show_names": True})
    rule = {"rules": [{"when": {"field": "tags", "contains": "vip"}, "level": 5}], "default": 0}
    assert Api(tenant_id="acme2").put("/v1/settings/privacy_levels", rule).status == 200
    group.add("acme-corp", EMAIL, first_name="Eleni")
    group.add("acme2", EMAIL, first_name="Helen", tags=["vip"])
    group.sync()
    shown = [account["display_names"] for account in top.get(SHARED).body["items"][0]["accounts"]]
    assert shown == [["Eleni Georgiou"], [None]]


@pytest.mark.feature("S4.29", "S8.3")
def test_what_a_run_changed_names_contacts_of_a_child_where_the_settings_say_so_and_those_of_the_top_account_to_its_readers(
    group: Group, top: Api
) -> None:
    top.put(SETTINGS, WANTED | {"copy_to_top_account": True})
    first = group.add("acme-corp", EMAIL, first_name="Eleni")
    hidden = group.add("acme2", EMAIL, first_name="Helen", tags=["vip"])
    run = group.sync()
    (copy,) = group.all(TOP)

    def names(caller: Api) -> dict[str, str | None]:
        changes = caller.get(f"{RUNS}/{run.sync_run_id}/changes").body["items"]
        return {one["contact_id"]: one["display_name"] for one in changes}

    reader = Api(tenant_id=TOP, user_id="reader", scopes=(Scope.TENANT_GROUP_SYNC.value, Scope.CONTACTS_READ.value))
    untold = dict.fromkeys([first.contact_id, hidden.contact_id, copy.contact_id])
    assert names(top) == untold
    assert names(reader) == untold | {copy.contact_id: "Eleni Georgiou"}
    child = Api(tenant_id="acme-corp")
    path = f"/v1/contacts/{first.contact_id}/audit"
    assert "reader" not in child.get(path).text
    assert top.put(SETTINGS, WANTED | {"copy_to_top_account": True, "show_names": True}).status == 200
    rule = {"rules": [{"when": {"field": "tags", "contains": "vip"}, "level": 5}], "default": 0}
    assert Api(tenant_id="acme2").put("/v1/settings/privacy_levels", rule).status == 200
    assert names(reader) == untold | {copy.contact_id: "Eleni Georgiou", first.contact_id: "Eleni Georgiou"}
    looks = [entry for entry in child.get(path).body["items"] if entry["actor"]["id"] == "reader"]
    assert [look["route"] for look in looks] == ["GET /v1/tenant-group/sync-runs/<sync_run_id>/changes"]


@pytest.mark.feature("S4.24", "S4.27")
def test_a_real_run_tells_what_it_changed_contact_by_contact(group: Group, top: Api) -> None:
    top.put(SETTINGS, WANTED | {"copy_to_top_account": True})
    first, second = group.add("acme-corp", EMAIL, first_name="Eleni"), group.add("acme2", EMAIL)
    run = group.sync()
    changes = top.get(f"{RUNS}/{run.sync_run_id}/changes").body["items"]
    told = {(one["tenant_id"], one["contact_id"]): one for one in changes if one["tenant_id"] != TOP}
    assert {key: set(one["add"]) for key, one in told.items()} == {
        ("acme-corp", first.contact_id): {"multi", "primary-shared-contact"},
        ("acme2", second.contact_id): {"multi", "secondary-shared-contact"},
    }
    (copy,) = group.all(TOP)
    of_copy = [one for one in changes if one["tenant_id"] == TOP]
    assert {one["contact_id"] for one in of_copy} == {copy.contact_id}
    assert {"first_name", "last_name", "emails"} <= {name for one in of_copy for name in one["fields"]}
    assert {tag for one in of_copy for tag in one["add"]} == {"multi", "engaging-in-North-primary", "engaging-in-South"}
    quiet = group.sync(full=True)
    assert top.get(f"{RUNS}/{quiet.sync_run_id}/changes").body["items"] == []


@pytest.mark.feature("S4.4")
def test_the_days_run_begins_at_the_time_that_the_settings_say(group: Group, top: Api, world: World) -> None:
    def tick(moment: datetime) -> int:
        with at(moment):
            sweep(world, TOP)
            drain_queues(world, "tenant_sync")
            return len(top.get(RUNS).body["items"])

    begin = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    with at(begin):
        assert top.put(SETTINGS, WANTED | {"run_at": "23:30", "time_zone": "Europe/Nicosia"}).status == 200
    assert tick(datetime(2026, 3, 2, 21, 29, tzinfo=UTC)) == 0
    assert tick(datetime(2026, 3, 2, 21, 30, tzinfo=UTC)) == 1
    assert tick(datetime(2026, 3, 2, 21, 31, tzinfo=UTC)) == 1
    # The job's own schedule leaves a group with its own time alone.
    with at(datetime(2026, 3, 3, 2, 0, tzinfo=UTC)):
        deliver(world, "tenant_sync", [message({"every_tenant": True})])
        drain_queues(world, "tenant_sync")
    assert tick(datetime(2026, 3, 3, 2, 1, tzinfo=UTC)) == 1
    assert tick(datetime(2026, 3, 3, 21, 30, tzinfo=UTC)) == 2
    assert {run["state"] for run in top.get(RUNS).body["items"]} == {"finished"}
    # Back at the usual time, or switched off, the sweeper has nothing to tell.
    with at(datetime(2026, 3, 4, tzinfo=UTC)):
        top.put(SETTINGS, WANTED)
    assert tick(datetime(2026, 3, 5, tzinfo=UTC) + timedelta(hours=3)) == 2


@pytest.mark.feature("S4.4")
def test_a_message_that_comes_again_after_a_death_goes_on_with_the_days_run(group: Group, top: Api, world: World) -> None:
    from tests.faults.faults import Fault, Injection, Moment, WorkerDied, to
    from tests.faults.injecting import inject

    with at(datetime(2026, 3, 2, 9, 0, tzinfo=UTC)):
        top.put(SETTINGS, WANTED | {"run_at": "12:00"})
    with at(datetime(2026, 3, 2, 12, 0, 30, tzinfo=UTC)):
        sweep(world, TOP)
        records = world.take_messages("tenant_sync")
        with pytest.raises(WorkerDied), inject(Injection(0, Fault.DEATH, Moment.AFTER, which=to("TransactWriteItems"))):
            deliver(world, "tenant_sync", records)
        assert [run["state"] for run in top.get(RUNS).body["items"]] == ["waiting"]
        deliver(world, "tenant_sync", [*records, *records])
        drain_queues(world, "tenant_sync")
        assert [run["state"] for run in top.get(RUNS).body["items"]] == ["finished"]
