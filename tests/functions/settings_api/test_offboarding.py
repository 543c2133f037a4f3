"""Off-boarding a tenant over HTTP and through its job: handed over, waiting, erased, with a certificate (S8.6)."""

import pytest

from contactbook.domain.offboarding.offboarding import LATE_AFTER
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queues, drain_stream, invoke
from tests.builders.offboarding import (
    LEAVING,
    ONE,
    OPERATOR,
    PARENT,
    STAYING,
    Clock,
    add_person,
    archive_of,
    begin,
    delivery,
    erased,
    files_of,
    handed_over,
    items_of,
    lines_in,
    make_family,
    opened,
    tick,
)

STRANGER = Api(tenant_id="globex")


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr("contactbook.clock.source", lambda: clock.now)
    return clock


@pytest.fixture
def family(world, clock):
    make_family(world)
    return world


@pytest.mark.feature("S8.6")
def test_a_tenant_is_handed_over_waits_and_is_erased(family, clock):
    others = items_of(family, "acme-north2")
    assert begin().body["state"] == "handing_over"
    clock.passes(minutes=16)
    tick(family)
    waiting = PARENT.get(ONE).body
    assert (waiting["state"], waiting["erase_at"]) == ("waiting", "2026-12-30T09:16:00.000Z")
    content = archive_of(family)
    assert len(content) == waiting["export"]["size"]
    assert waiting["export"]["expires_at"] == "2026-11-30T09:31:00.000Z"
    assert [note["text"] for note in lines_in(opened(content), "notes")] == ["a note"]
    erased(family, clock)
    done = PARENT.get(ONE).body
    assert (done["state"], done["export"]) == ("finished", None)
    assert done["certificate"]["items"]["note"] == done["certificate"]["handed_over"]["notes"] == 1
    assert done["certificate"]["requested_by"] == {"type": "user", "id": "user-1"}
    assert [item["sk"]["S"] for item in items_of(family, "acme-north")] == ["SECTION#closing"]
    assert files_of(family) == []
    assert items_of(family, "acme-north2") == others
    assert [one["tenant_id"] for one in PARENT.get("/v1/tenants").body["items"]] == ["acme", "acme-north2"]
    assert OPERATOR.get(ONE).body["certificate"] == done["certificate"]


@pytest.mark.feature("S8.6")
def test_nothing_is_erased_before_its_time_and_nothing_is_read_before_what_began_has_ended(family, clock):
    before = items_of(family, "acme-north")
    begin(erase_after_days=3)
    clock.passes(minutes=14)
    assert invoke("offboarding", [delivery(tenant_id="acme-north")]) == []
    assert PARENT.get(ONE).body["progress"] == {"step": "reading", "done": 0, "total": 0}
    clock.passes(minutes=2)
    tick(family)
    clock.passes(days=2, hours=23)
    tick(family)
    assert PARENT.get(ONE).body["state"] == "waiting"
    keys = {(item["pk"]["S"], item["sk"]["S"]) for item in items_of(family, "acme-north")}
    assert {(item["pk"]["S"], item["sk"]["S"]) for item in before} <= keys


@pytest.mark.feature("S8.6")
@pytest.mark.parametrize("waiting", [False, True])
def test_it_is_called_off_while_it_waits(family, clock, waiting):
    if waiting:
        handed_over(family, clock)
    else:
        begin()
    assert LEAVING.post("/v1/contacts", {"kind": "person", "last_name": "X"}).code == "tenant_closing"
    assert PARENT.delete(ONE).status == 204
    assert LEAVING.post("/v1/contacts", {"kind": "person", "last_name": "X"}).status == 201
    assert PARENT.get(ONE).status == 404
    assert PARENT.delete(ONE).status == 404
    assert files_of(family, "handover/") == []
    clock.passes(days=60)
    tick(family)
    assert LEAVING.get("/v1/contacts").body["items"] != []
    assert PARENT.get("/v1/tenants/acme-north").body["closing"] is False
    assert begin().body["state"] == "handing_over"


@pytest.mark.feature("S8.6")
def test_it_cannot_be_called_off_once_the_erasing_began(family, clock):
    handed_over(family, clock)
    clock.passes(days=31)
    assert invoke("offboarding", [delivery(tenant_id="acme-north")]) == []
    assert PARENT.get(ONE).body["state"] == "erasing"
    assert (PARENT.delete(ONE).status, PARENT.delete(ONE).code) == (409, "offboarding_erasing")
    drain_queues(family, "offboarding")
    assert PARENT.delete(ONE).code == "offboarding_erasing"


@pytest.mark.feature("S8.6")
def test_children_leave_first(family, clock):
    top = "/v1/tenants/acme/offboarding"
    refused = OPERATOR.post(top, {})
    assert (refused.status, refused.code) == (409, "has_children")
    for one in (ONE, "/v1/tenants/acme-north2/offboarding"):
        begin(path=one)
    assert OPERATOR.post(top, {}).code == "has_children"
    clock.passes(minutes=16)
    tick(family)
    erased(family, clock)
    begin(OPERATOR, top)
    more = {"tenant_id": "acme-west", "name": "West", "parent_id": "acme"}
    assert OPERATOR.post("/v1/tenants", more).code == "tenant_closing"
    clock.passes(minutes=16)
    tick(family)
    erased(family, clock)
    assert OPERATOR.get(top).body["state"] == "finished"
    assert OPERATOR.get(ONE).body["state"] == "finished"
    groups = [item["pk"]["S"] for item in family.items() if item["pk"]["S"].startswith("GROUP#acme#")]
    assert set(groups) == {"GROUP#acme#OFFBOARDINGS"}


@pytest.mark.feature("S8.6")
@pytest.mark.parametrize("method", ["POST", "GET", "DELETE"])
def test_only_the_parent_and_the_operator_may(family, clock, method):
    body: dict[str, str] | None = {} if method == "POST" else None
    if method != "POST":
        begin()
    assert LEAVING.call(method, ONE, body).status == 403
    for stranger in (STRANGER, STAYING):
        assert stranger.call(method, ONE, body).status == 404
    assert PARENT.call(method, ONE.replace("acme-north", "nobody-has-this"), body).status == 404
    assert OPERATOR.call(method, ONE.replace("acme-north", "nobody-has-this"), body).status == 404
    assert OPERATOR.call(method, ONE.replace("acme-north", "no%23tenant"), body).status == 404
    assert OPERATOR.call(method, ONE, body).status in (200, 202, 204)


@pytest.mark.feature("S8.6")
@pytest.mark.parametrize("days", [0, -1, 366, 1.5, "30", None, True])
def test_the_days_have_bounds(family, days):
    answer = PARENT.post(ONE, {"erase_after_days": days})
    assert (answer.status, answer.code) == (422, "invalid_fields") or answer.status == 422, answer.text
    assert PARENT.get(ONE).status == 404
    assert LEAVING.post("/v1/contacts", {"kind": "person", "last_name": "X"}).status == 201


@pytest.mark.feature("S8.6")
def test_a_second_request_is_refused(family, clock):
    begin()
    assert PARENT.post(ONE, {}).code == "offboarding_exists"
    assert PARENT.patch("/v1/tenants/acme-north", {"name": "New"}).code == "tenant_closing"
    handed_over_at = PARENT.get(ONE).body["requested_at"]
    assert handed_over_at == "2026-11-30T09:00:00.000Z"


@pytest.mark.feature("S8.6")
def test_the_id_of_a_tenant_that_left_stays_closed(family, clock):
    handed_over(family, clock)
    erased(family, clock)
    again = {"tenant_id": "acme-north", "name": "North", "parent_id": "acme"}
    assert OPERATOR.post("/v1/tenants", again).code == "tenant_closing"
    assert PARENT.post("/v1/tenants", again).status == 409
    assert LEAVING.get("/v1/contacts").code == "tenant_closing"
    assert LEAVING.post("/v1/contacts", {"kind": "person", "last_name": "X"}).code == "tenant_closing"
    assert [item["sk"]["S"] for item in items_of(family, "acme-north")] == ["SECTION#closing"]


@pytest.mark.feature("S8.6", "S2.127")
def test_the_parent_and_the_tenant_have_it_in_their_audit(family, clock):
    begin(OPERATOR)
    PARENT.delete(ONE)
    for tenant_id in ("acme", "acme-north", "operations"):
        entries = Api(tenant_id=tenant_id, super_user=True).get("/v1/audit", kind="jobs").body["items"]
        actions = [entry["action"] for entry in entries if entry["subject"] == "acme-north"]
        told = ["tenant.offboarding_called_off", "tenant.offboarding_started"]
        assert actions == (told if tenant_id != "operations" else told[1:]), tenant_id


@pytest.mark.feature("S8.6")
def test_one_that_takes_for_days_ends_among_the_dead_letters(family, clock, monkeypatch):
    begin()
    monkeypatch.setattr("contactbook.services.offboarding.job._go_on", lambda *_: None)
    clock.now += LATE_AFTER
    on_schedule = delivery(tenant_id="acme-north", on_schedule=True)
    assert invoke("offboarding", [on_schedule]) == []
    clock.passes(minutes=1)
    assert invoke("offboarding", [on_schedule]) == [on_schedule]


@pytest.mark.feature("S8.6")
def test_what_the_sync_knows_of_the_tenant_goes_with_it(family, clock):
    assert (
        PARENT.put("/v1/tenant-group/sync-settings", {"enabled": True, "copy_to_top_account": True, "tags": ["multi"]}).status
        == 200
    )
    for api in (LEAVING, STAYING):
        add_person(api)
    drain_stream(family)
    clock.passes(minutes=1)
    assert PARENT.post("/v1/tenant-group/sync-runs", {}).status == 202
    drain_queues(family, "tenant_sync")
    drain_stream(family)
    assert any("acme-north" in str(item) for item in _group(family, own=True))
    handed_over(family, clock)
    erased(family, clock)
    clock.passes(minutes=1)
    assert PARENT.post("/v1/tenant-group/sync-runs", {}).status == 202
    drain_queues(family, "tenant_sync")
    drain_stream(family)
    assert _group(family, own=True) == []
    tagged = [one for one in STAYING.get("/v1/contacts").body["items"] if "multi" in one["tags"]]
    assert tagged == []


def _group(world, *, own: bool):
    """The items of the group that name the child that leaves, but for its record and for the runs, which count by account."""
    kept = ("GROUP#acme#OFFBOARDINGS", "GROUP#acme#RUNS", "GROUP#acme#SYNC", "GROUP#acme#TENANTS")
    in_group = [item for item in world.items() if item["pk"]["S"].startswith("GROUP#acme#") and item["pk"]["S"] not in kept]
    return [item for item in in_group if own and ('"acme-north"' in str(item) or "acme-north#" in str(item))]
