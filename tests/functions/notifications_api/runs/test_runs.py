"""Notification runs through their routes and functions."""

from datetime import timedelta
from unittest.mock import patch

import pytest

from contactbook import clock
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import deliver
from tests.builders.sending import (
    account,
    at,
    contact,
    drain,
    notification_type,
    recipients,
    run_body,
    set_up,
    start_run,
    states,
    sweep,
    template,
)
from tests.faults.faults import Fault, Injection, WorkerDied, to
from tests.faults.injecting import inject


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    set_up()


@pytest.mark.feature("S3.20", "S3.21")
def test_a_run_contacts_whom_it_may_and_gives_the_reason_for_each_skipped_contact(world: World, api: Api) -> None:
    yes, no = contact(1), contact(2, preferences={"direct_marketing": False})
    run_id = start_run(api, {"contact_ids": [yes, no]})
    drain(world)
    run = api.get(f"/v1/notification-runs/{run_id}").body
    assert (run["state"], run["planned"], run["sent"], run["skipped"], run["failed"], run["unknown"]) == (
        "finished",
        2,
        1,
        1,
        0,
        0,
    )
    assert run["skipped_because"] == {"direct_marketing_opted_out": 1}
    assert recipients(world) == ["c1@example.com"]
    decisions = {item["contact_id"]: item for item in api.get(f"/v1/notification-runs/{run_id}/decisions").body["items"]}
    assert (decisions[yes]["contacted"], decisions[yes]["address"], decisions[yes]["address_level"]) == (
        True,
        "c1@example.com",
        "contact",
    )
    assert (decisions[no]["contacted"], decisions[no]["reason"]) == (False, "direct_marketing_opted_out")


@pytest.mark.feature("S0.6", "S0.8", "S0.24")
def test_a_contact_report_uses_the_contact_level_though_the_account_has_its_own(world: World, api: Api) -> None:
    contact_id = contact(1)
    account(contact_id, contact_information={"email": "biz@example.com"})
    run_id = start_run(api, {"contact_ids": [contact_id]}, origin="contact_report")
    drain(world)
    assert recipients(world) == ["c1@example.com"]
    (item,) = api.get(f"/v1/notification-runs/{run_id}/decisions").body["items"]
    assert item["address_level"] == "contact"
    communication = api.get(f"/v1/communications/{item['communication_id']}").body
    assert (communication["service"], communication["account_id"]) == (None, None)


@pytest.mark.feature("S0.10", "S0.12", "S0.25", "S0.26")
def test_an_account_report_uses_the_account_first(world: World, api: Api) -> None:
    contact_id = contact(1)
    account_id = account(contact_id, contact_information={"email": "biz@example.com"})
    run_id = start_run(api, {"contact_ids": [contact_id]}, origin="account_report")
    drain(world)
    assert recipients(world) == ["biz@example.com"]
    (item,) = api.get(f"/v1/notification-runs/{run_id}/decisions").body["items"]
    assert (item["address_level"], item["account_id"]) == ("account", account_id)


@pytest.mark.feature("S0.18")
def test_a_service_group_means_the_oldest_account_of_it_that_has_the_item(world: World, api: Api) -> None:
    contact_id = contact(1)
    account(contact_id, service_group="loans", contact_information={"email": "loan@example.com"})
    account(contact_id, service_group="cards", contact_information={})
    account(contact_id, service_group="cards", contact_information={"email": "card@example.com"})
    start_run(api, {"contact_ids": [contact_id]}, origin="account_report", service_group="cards")
    drain(world)
    assert recipients(world) == ["card@example.com"]


@pytest.mark.feature("S0.28")
@pytest.mark.parametrize("origin", ["contact_report", "account_report"])
def test_a_dry_run_sends_nothing_and_has_the_counts_of_the_real_run(world: World, api: Api, origin: str) -> None:
    ids = [
        contact(1),
        contact(2, preferences={"direct_marketing": False}),
        contact(3, emails=[], phones=[{"number": "+35799123456"}]),
        contact(4, preferences={"direct_marketing": False}, emails=[]),
    ]
    account(ids[2], contact_information={"email": "a3@example.com"})
    body = run_body(api, {"contact_ids": ids}, origin=origin)
    dry = api.post("/v1/notification-runs", {**body, "dry_run": True}).body["run_id"]
    drain(world)
    assert (recipients(world), states(world)) == ([], [])
    real = api.post("/v1/notification-runs", body).body["run_id"]
    drain(world)
    counts = [api.get(f"/v1/notification-runs/{run_id}").body for run_id in (dry, real)]
    fields = ("state", "planned", "sent", "skipped", "failed", "unknown", "skipped_because")
    assert [counts[0][name] for name in fields] == [counts[1][name] for name in fields]
    assert counts[1]["sent"] == (2 if origin == "account_report" else 1)
    decided = [
        {item["contact_id"]: (item["contacted"], item["reason"], item["address_level"]) for item in page["items"]}
        for page in (api.get(f"/v1/notification-runs/{run_id}/decisions").body for run_id in (dry, real))
    ]
    assert {k: v[:2] for k, v in decided[0].items()} == {k: v[:2] for k, v in decided[1].items()}


@pytest.mark.feature("S2.53")
def test_a_contact_that_allows_only_direct_marketing_gets_no_affiliate_marketing(world: World, api: Api) -> None:
    contact_id = contact(1, preferences={"direct_marketing": True, "affiliate_marketing": False})
    for purpose in ("direct_marketing", "affiliate_marketing", "financial"):
        start_run(api, {"contact_ids": [contact_id]}, notification_type_id=notification_type(api, purpose))
        drain(world)
    assert len(recipients(world)) == 2
    assert sorted(states(world)) == ["sent", "sent", "skipped"]


@pytest.mark.feature("S1.29")
def test_a_new_member_of_a_list_is_in_the_next_run_over_it(world: World, api: Api) -> None:
    from contactbook import clock
    from contactbook.domain.lists.lists import ListDraft
    from contactbook.services.lists.lists import create_list
    from tests.builders.contacts import a_caller
    from tests.builders.sending import store

    draft = ListDraft.model_validate({"name": "Newsletter"})
    list_id = create_list(store(), draft, by=a_caller(), now=clock.now()).list_id
    contact(1, list_ids=[list_id])
    contact(2)
    start_run(api, {"list_id": list_id})
    drain(world)
    assert recipients(world) == ["c1@example.com"]


def test_a_cancelled_run_sends_nothing_more(world: World, api: Api) -> None:
    run_id = start_run(api, {"contact_ids": [contact(number) for number in range(3)]})
    deliver(world, "notification_planner")
    cancelled = api.post(f"/v1/notification-runs/{run_id}/cancel")
    assert (cancelled.status, cancelled.body["state"]) == (200, "cancelled")
    drain(world)
    run = api.get(f"/v1/notification-runs/{run_id}").body
    assert (run["state"], run["cancelled"], run["sent"]) == ("cancelled", 3, 0)
    assert recipients(world) == []
    assert api.post(f"/v1/notification-runs/{run_id}/cancel").status == 409


def test_a_run_is_not_finished_while_a_communication_is_open(world: World, api: Api) -> None:
    run_id = start_run(api, {"contact_ids": [contact(1)]})
    assert api.get(f"/v1/notification-runs/{run_id}").body["state"] == "planned"
    deliver(world, "notification_planner")
    run = api.get(f"/v1/notification-runs/{run_id}").body
    assert (run["state"], run["planned"], run["sent"]) == ("running", 1, 0)
    drain(world)
    assert api.get(f"/v1/notification-runs/{run_id}").body["state"] == "finished"


def test_a_used_up_quota_pauses_the_run_until_later(world: World, api: Api) -> None:
    run_id = start_run(api, {"contact_ids": [contact(number) for number in range(3)]})
    deliver(world, "notification_planner")
    # SES's answer when the daily quota is used up.
    with (
        patch("contactbook.gateways.email._QUOTA", frozenset({"TooManyRequestsException"})),
        inject(Injection(1, Fault.THROTTLED, which=to("SendEmail"))),
    ):
        drain(world)
    run = api.get(f"/v1/notification-runs/{run_id}").body
    assert (run["state"], run["sent"], run["paused_because"]) == ("paused", 1, "TooManyRequestsException")
    with at(clock.now() + timedelta(hours=1, minutes=1)):
        sweep(world)
        drain(world)
        run = api.get(f"/v1/notification-runs/{run_id}").body
    assert (run["state"], run["sent"]) == ("finished", 3)
    assert sorted(recipients(world)) == [f"c{number}@example.com" for number in range(3)]


def test_unknown_references_of_a_run_are_refused(world: World, api: Api) -> None:
    body = run_body(api, {"contact_ids": ["con_01J9Z3V6T4N8Q2W5R7Y0B1C3D5"]})
    assert api.post("/v1/notification-runs", body).error_codes() == {"/audience/contact_ids/0": "unknown_contact"}
    body["audience"] = {"list_id": "lst_01J9Z3V6T4N8Q2W5R7Y0B1C3D5"}
    assert api.post("/v1/notification-runs", body).error_codes() == {"/audience/list_id": "unknown_list"}
    body["audience"] = {"all": True}
    answer = api.post("/v1/notification-runs", {**body, "template_id": "tpl_01J9Z3V6T4N8Q2W5R7Y0B1C3D5"})
    assert answer.error_codes() == {"/template_id": "unknown_template"}
    assert api.post("/v1/notification-runs", {**body, "audience": {"all": True, "list_id": "lst_1"}}).status == 422


@pytest.mark.feature("S3.16")
def test_a_run_reaches_only_contacts_that_its_caller_may_select(world: World, api: Api) -> None:
    contact(1, owned_by_group="sales")
    contact(2, owned_by_group="support")
    contact(3)
    start_run(Api(groups=("sales",)), {"all": True}, notification_type_id=notification_type(api), template_id=template(api))
    drain(world)
    assert sorted(recipients(world)) == ["c1@example.com", "c3@example.com"]


def test_a_large_run_does_not_block_another_tenants_small_run(world: World, api: Api) -> None:
    """The large run has at most four messages in the queue, so the small one waits behind at most four."""
    with patch("contactbook.services.runs.audiences.PAGE", 5):
        start_run(api, {"contact_ids": [contact(number) for number in range(60)]})
        deliver(world, "notification_planner")
        assert len(world.messages("notification_sender")) == 4
        set_up("other")
        other = Api(tenant_id="other")
        small = start_run(other, {"contact_ids": [contact(number, tenant_id="other") for number in range(100, 102)]})
        deliver(world, "notification_planner")
        assert len(world.messages("notification_sender")) == 5
        deliver(world, "notification_sender")
    assert other.get(f"/v1/notification-runs/{small}").body["state"] == "finished"
    assert len(recipients(world)) == 4 * 5 + 2
    drain(world)
    assert len(recipients(world)) == 62


@pytest.mark.feature("S0.23", "S3.20")
def test_a_postponed_communication_of_a_run_is_sent_later_under_the_rules_of_its_run(world: World, api: Api) -> None:
    off = api.post("/v1/suppression-lists", {"name": "Not today"}).body["suppression_list_id"]
    ids = [contact(number) for number in range(3)]
    run_id = start_run(api, {"contact_ids": ids}, exclude={"suppression_list_ids": [off]})
    deliver(world, "notification_planner")
    tomorrow = clock.now() + timedelta(days=1)
    for contact_id in ids[:2]:
        (queued,) = api.get(f"/v1/contacts/{contact_id}/communications").body["items"]
        put_off = {"scheduled_for": tomorrow.isoformat()}
        assert api.patch(f"/v1/communications/{queued['communication_id']}", put_off).status == 200
    drain(world)
    assert recipients(world) == ["c2@example.com"]
    assert api.get(f"/v1/notification-runs/{run_id}").body["state"] == "running"
    api.post(f"/v1/suppression-lists/{off}/entries", {"entries": [{"email": "c1@example.com"}]})
    with at(tomorrow + timedelta(minutes=1)):
        sweep(world)
        drain(world)
        run = api.get(f"/v1/notification-runs/{run_id}").body
    assert recipients(world) == ["c2@example.com", "c0@example.com"]
    assert (run["state"], run["sent"], run["skipped_because"]) == ("finished", 2, {"suppressed": 1})


@pytest.mark.feature("S3.20")
def test_a_postponed_communication_whose_sender_dies_becomes_unknown(world: World, api: Api) -> None:
    contact_id = contact(1)
    start_run(api, {"contact_ids": [contact_id]})
    deliver(world, "notification_planner")
    tomorrow = clock.now() + timedelta(days=1)
    (queued,) = api.get(f"/v1/contacts/{contact_id}/communications").body["items"]
    api.patch(f"/v1/communications/{queued['communication_id']}", {"scheduled_for": tomorrow.isoformat()})
    drain(world)
    with at(tomorrow + timedelta(minutes=1)):
        sweep(world)
        death = Injection(0, Fault.DEATH, which=to("SendEmail"))
        with inject(death), pytest.raises(WorkerDied):
            deliver(world, "notification_sender")
    assert states(world) == ["sending"]
    with at(tomorrow + timedelta(minutes=10)):
        sweep(world)
        drain(world)
    assert (states(world), recipients(world)) == (["unknown"], [])


@pytest.mark.feature("S0.23")
def test_a_postponement_that_is_cancelled_sends_the_communication_at_once(world: World, api: Api) -> None:
    contact_id = contact(1)
    start_run(api, {"contact_ids": [contact_id]})
    deliver(world, "notification_planner")
    (queued,) = api.get(f"/v1/contacts/{contact_id}/communications").body["items"]
    path = f"/v1/communications/{queued['communication_id']}"
    api.patch(path, {"scheduled_for": (clock.now() + timedelta(days=1)).isoformat()})
    drain(world)
    assert recipients(world) == []
    api.patch(path, {"scheduled_for": None})
    drain(world)
    assert (states(world), recipients(world)) == (["sent"], ["c1@example.com"])
