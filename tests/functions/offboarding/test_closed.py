"""A tenant that is off-boarded sends nothing and makes nothing, and people still say no to it, to the end (S8.6)."""

import json

import pytest

from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import deliver, drain_stream, invoke, message
from tests.builders import sending
from tests.builders.offboarding import OPERATOR, begin
from tests.functions.links_api.test_pages import ONE_CLICK, Person, form

TOP = "/v1/tenants/acme/offboarding"
# Every job but the off-boarding itself, and the merges, which finish what they began.
JOBS = (
    "notification_planner",
    "contact_import",
    "kyc_expiry",
    "tenant_sync",
    "name_days",
    "anonymization",
    "reconsent",
    "derived_rebuild",
    "uniqueness_build",
)


@pytest.fixture
def person(api: Api) -> Person:
    api.register()
    return Person(api)


def close(world) -> None:
    begin(OPERATOR, TOP)
    world.take_messages("offboarding")


def erase(world) -> None:
    """Let the erasing begin at once."""
    from contactbook.domain.offboarding.offboarding import erasing
    from contactbook.services.base.stores import open_store
    from contactbook.storage.base import table
    from contactbook.storage.offboarding import records

    found = records.find("acme", "acme")
    table.transact(records.save_of(erasing(found, found.requested_at), replacing=found.version))
    open_store("acme").settings.forget()


@pytest.mark.feature("S8.6")
def test_a_run_that_was_started_sends_nothing_until_it_is_called_off(world, api, person):
    sending.set_up()
    contact_id = sending.contact(1)
    sending.start_run(api, {"contact_ids": [contact_id]})
    close(world)
    drain_stream(world)
    (waiting,) = world.take_messages("notification_planner")
    assert deliver(world, "notification_planner", [waiting]) == []
    assert sending.recipients(world) == []
    assert [json.loads(body) for body in world.messages("notification_planner")] == [json.loads(waiting["body"])]
    assert OPERATOR.delete(TOP).status == 204
    sending.drain(world)
    assert sending.recipients(world) == ["c1@example.com"]


@pytest.mark.feature("S8.6")
@pytest.mark.parametrize("job", JOBS)
def test_each_job_waits_while_it_can_be_called_off_and_ends_with_the_tenant(world, api, person, job):
    drain_stream(world)
    close(world)
    before = world.items()
    named = {"job": "import", "run_id": "imp_1"} if job == "contact_import" else {"run_id": "run_1"}
    one = message({"tenant_id": "acme"} | named)
    assert invoke(job, [one]) == []
    assert [json.loads(one["body"])["tenant_id"] for one in world.take_messages(job)] == ["acme"]
    assert world.items() == before
    erase(world)
    assert invoke(job, [one]) == []
    assert world.messages(job) == []


@pytest.mark.feature("S8.6")
@pytest.mark.parametrize("job", ["kyc_expiry", "tenant_sync", "name_days", "anonymization", "sweeper"])
def test_the_schedules_leave_it_out(world, api, person, job):
    Api(tenant_id="globex").register()
    close(world)
    assert invoke(job, [message({"every_tenant": True})]) == []
    assert [json.loads(body)["tenant_id"] for body in world.messages(job)] == ["globex"]


@pytest.mark.feature("S8.6", "S2.67")
@pytest.mark.parametrize("closed", [True, False])
def test_a_no_on_a_page_counts_and_nothing_is_sent_about_it(world, api, person, closed):
    sending.set_up()
    care = api.post("/v1/notification-types", {"name": "Care", "purpose": "customer_care"}).body["notification_type_id"]
    event = {
        "event": "preferences.changed",
        "channel": "email",
        "template_id": sending.template(api),
        "notification_type_id": care,
    }
    made = api.post("/v1/event-communications", event)
    assert made.status == 201, made.text
    path = person.link("unsubscribe", notification_purpose="direct_marketing")
    drain_stream(world)
    if closed:
        close(world)
    assert form(f"{path}/one-click", ONE_CLICK).status == 200
    assert person.flags()[0] is False
    drain_stream(world)
    assert (sending.states(world) == []) is closed


@pytest.mark.feature("S8.6")
def test_a_no_on_a_page_counts_while_the_tenant_is_being_erased(world, api, person):
    path = person.link("unsubscribe", notification_purpose="direct_marketing")
    close(world)
    erase(world)
    assert form(f"{path}/one-click", ONE_CLICK).status == 200
    assert sending.store().contacts.get(person.id).preferences.direct_marketing.value is False
    assert api.get("/v1/contacts").code == "tenant_closing"
