"""The re-consent job: whom it asks, what changes, and how a run continues (S2.121-S2.125)."""

import json
from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api, LambdaContext
from tests.aws_in_process.jobs import ShortOfTime, deliver, drain_queues, invoke
from tests.builders.library import keep_file
from tests.functions.reconsent.conftest import START, person

FORM = {"form_attachment_id": "att_new"}


def work(world: World, *, remaining: int = 900_000) -> int:
    """Deliver the queue's messages until there are none. Return how many there were."""
    context = LambdaContext()
    context.remaining = remaining
    return drain_queues(world, "reconsent", context=context)


def consent(api: Api, contact_id: str) -> dict[str, Any]:
    return dict(api.get(f"/v1/contacts/{contact_id}/consent").body)


def run_of(api: Api, run_id: str) -> dict[str, Any]:
    return dict(api.get(f"/v1/consent/reconsent-runs/{run_id}").body)


@pytest.mark.feature("S2.122")
def test_the_global_form_moves_with_it_so_that_contacts_made_later_get_the_new_one(api: Api, world: World) -> None:
    keep_file("att_old")
    api.put("/v1/settings/consent", {"rejected": "none", "global_form_attachment_id": "att_old"})
    assert api.post(START, FORM).status == 202
    assert api.get("/v1/settings/consent").body["global_form_attachment_id"] == "att_new"
    assert api.get("/v1/settings/consent").body["rejected"] == "none"
    assert consent(api, person(api, "Later"))["form_attachment_id"] == "att_new"
    refused = api.post(START, {"form_attachment_id": "att_missing"})
    assert (refused.status, refused.code) in {(409, "reconsent_running"), (422, "validation_failed")}


@pytest.mark.feature("S2.121", "S2.122", "S2.123", "S2.125")
def test_accepted_rejected_and_pending_are_asked_and_withdrawn_is_skipped(api: Api, world: World) -> None:
    asked = [person(api, "Anna", "accepted"), person(api, "Maria", "rejected"), person(api, "Eleni")]
    withdrawn = person(api, "Sofia", "accepted", "withdrawn")
    before = consent(api, withdrawn)
    started = api.post(START, FORM)
    assert (started.status, started.body["state"]) == (202, "waiting")
    work(world)
    for contact_id in asked:
        found = consent(api, contact_id)
        assert (found["state"], found["updated_at"], found["updated_by"]) == ("pending", None, None)
        assert found["form_attachment_id"] == "att_new"
    assert consent(api, withdrawn) == before
    run = run_of(api, started.body["run_id"])
    assert (run["state"], run["asked"], run["untouched"], run["failed"]) == ("finished", 3, 1, 0)
    assert run["finished_at"]


@pytest.mark.feature("S2.122")
def test_the_history_says_that_the_contact_was_asked_again(api: Api, world: World) -> None:
    contact_id = person(api, "Anna", "accepted")
    api.post(START, FORM)
    work(world)
    events = api.get(f"/v1/contacts/{contact_id}/consent/history").body["items"]
    (event,) = [event for event in events if event["through"] == "reconsent"]
    assert (event["previous_state"], event["state"], event["by"]) == ("accepted", "pending", {"type": "user", "id": "user-1"})
    assert event["form_version"] == "attachment:att_new"


@pytest.mark.feature("S2.124")
def test_a_rejected_contact_without_functionality_works_again_and_keeps_its_flags(api: Api, world: World) -> None:
    contact_id = person(api, "Maria", preferences={"direct_marketing": True})
    api.put("/v1/settings/consent", {"rejected": "none"})
    api.put(f"/v1/contacts/{contact_id}/consent", {"state": "rejected"})
    flags = api.get(f"/v1/contacts/{contact_id}/preferences").body
    assert api.patch(f"/v1/contacts/{contact_id}", {"last_name": "X"}).code == "not_functional"
    api.post(START, FORM)
    work(world)
    assert api.patch(f"/v1/contacts/{contact_id}", {"last_name": "X"}).status == 200
    after = api.get(f"/v1/contacts/{contact_id}/preferences").body
    assert {**after, "version": 0} == {**flags, "version": 0}
    assert consent(api, contact_id)["answer_required"] is True
    api.put(f"/v1/contacts/{contact_id}/consent", {"state": "accepted"})
    assert consent(api, contact_id)["answer_required"] is False


@pytest.mark.feature("S2.123")
def test_a_contact_that_waits_for_its_anonymization_is_skipped(api: Api, world: World) -> None:
    api.put("/v1/settings/consent", {"rejected": "none"})
    contact_id = person(api, "Maria", "rejected")
    _set(contact_id, anonymization_pending=True)
    api.post(START, FORM)
    work(world)
    assert consent(api, contact_id)["state"] == "rejected"


@pytest.mark.feature("S2.125")
def test_a_run_that_runs_out_of_time_continues_from_its_cursor(api: Api, world: World) -> None:
    contacts = [person(api, f"Anna {number}", "accepted") for number in range(30)]
    run_id = api.post(START, FORM).body["run_id"]
    deliver(world, "reconsent", context=ShortOfTime())
    half = run_of(api, run_id)
    assert (half["state"], half["asked"]) == ("running", 25)
    assert work(world) == 1
    assert run_of(api, run_id)["asked"] == 30
    assert {consent(api, contact_id)["state"] for contact_id in contacts} == {"pending"}


@pytest.mark.feature("S2.121", "S2.125")
def test_a_contact_renamed_behind_the_cursor_is_asked_in_the_second_pass(api: Api, world: World) -> None:
    contacts = [person(api, f"Person {number:02}", "accepted") for number in range(30)]
    run_id = api.post(START, FORM).body["run_id"]
    deliver(world, "reconsent", context=ShortOfTime())
    assert consent(api, contacts[-1])["state"] == "accepted"
    api.patch(f"/v1/contacts/{contacts[-1]}", {"first_name": "Aaron"})
    work(world)
    assert {consent(api, contact_id)["state"] for contact_id in contacts} == {"pending"}
    assert run_of(api, run_id)["asked"] == 30


@pytest.mark.feature("S2.125")
def test_a_message_delivered_again_changes_nothing_and_counts_nothing_twice(api: Api, world: World) -> None:
    contact_id = person(api, "Anna", "accepted")
    run_id = api.post(START, FORM).body["run_id"]
    records = world.take_messages("reconsent")
    invoke("reconsent", records)
    api.put(f"/v1/contacts/{contact_id}/consent", {"state": "accepted"})
    first, answered = run_of(api, run_id), consent(api, contact_id)
    invoke("reconsent", records)
    assert run_of(api, run_id) == first
    assert consent(api, contact_id) == answered


@pytest.mark.feature("S2.125")
def test_a_repeated_page_skips_contacts_that_have_answered_meanwhile(api: Api, world: World) -> None:
    contact_id = person(api, "Anna", "accepted")
    run_id = api.post(START, FORM).body["run_id"]
    records = world.take_messages("reconsent")
    from contactbook.services.base.stores import open_store
    from contactbook.services.consent.reconsent import read_run

    before = open_store("acme").reconsents.get(run_id)
    invoke("reconsent", records)
    api.put(f"/v1/contacts/{contact_id}/consent", {"state": "accepted"})
    # As if the function had died before it kept its progress.
    store = open_store("acme")
    store.reconsents.save(before, replacing=store.reconsents.get(run_id).version)
    invoke("reconsent", records)
    assert consent(api, contact_id)["state"] == "accepted"
    assert read_run(store, run_id).asked == 1


@pytest.mark.feature("S2.125")
def test_a_second_run_waits_for_the_first_and_the_same_one_is_resumed(api: Api, world: World) -> None:
    first = api.post(START, FORM).body["run_id"]
    refused = api.post(START, {"form_attachment_id": "att_other"})
    assert (refused.status, refused.code) == (409, "reconsent_running")
    world.take_messages("reconsent")
    assert api.post(START, FORM).body["run_id"] == first
    work(world)
    assert run_of(api, first)["state"] == "finished"
    assert api.post(START, FORM).body["run_id"] != first


def test_another_tenant_sees_neither_the_run_nor_its_contacts_touched(api: Api, world: World) -> None:
    stranger = Api(tenant_id="other")
    theirs = person(stranger, "Anna", "accepted")
    run_id = api.post(START, FORM).body["run_id"]
    work(world)
    assert stranger.get(f"/v1/consent/reconsent-runs/{run_id}").status == 404
    assert consent(stranger, theirs)["state"] == "accepted"


def test_the_run_shows_no_place_in_the_index_and_needs_the_settings_scope(api: Api) -> None:
    body = api.post(START, FORM).body
    assert "after" not in body
    assert Api(scopes=("contacts:write",)).post(START, FORM).code == "missing_scope"
    assert api.post(START, {}).status == 422
    assert api.get("/v1/consent/reconsent-runs/LATEST").status == 404


def test_a_message_without_a_run_is_refused_and_delivered_again(world: World) -> None:
    record = {"messageId": "1", "eventSource": "aws:sqs", "body": json.dumps({"every_tenant": True})}
    assert invoke("reconsent", [record]) == [record]


def _set(contact_id: str, **fields: Any) -> None:
    from contactbook.services.base.stores import open_store
    from contactbook.storage.base import table

    contacts = open_store("acme").contacts
    contact = contacts.get(contact_id)
    after = contact.model_copy(update={**fields, "version": contact.version + 1})
    table.transact([contacts.save_of(after, replacing=contact.version)])
