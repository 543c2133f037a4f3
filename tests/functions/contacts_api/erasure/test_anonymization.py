"""Anonymization through the public entry: routes, consent, schedule, queue and stream."""

import json

import pytest

from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queue_and_stream

CANARY = "Zxqcanary"


@pytest.fixture
def work(world):
    """Run these messages, the queue's messages and the stream until nothing is left."""
    return lambda *bodies: drain_queue_and_stream(world, "anonymization", *bodies)


def _person(api: Api, **said) -> str:
    person = {
        "kind": "person",
        "first_name": CANARY,
        "last_name": "Georgiou",
        "emails": [{"address": f"{CANARY}@example.com"}],
        "phones": [{"number": "+35799123456"}],
        "identifiers": {"social_security_number": f"{CANARY}1"},
        "tags": [CANARY],
    }
    made = api.post("/v1/contacts", person | said)
    assert made.status == 201, made.text
    return made.body["contact_id"]


def _traces(world) -> list[str]:
    """Items that still hold a value of the person."""
    return [json.dumps(item) for item in world.items() if CANARY.casefold() in json.dumps(item).casefold()]


@pytest.mark.feature("S2.137", "S2.141")
def test_an_anonymized_contact_keeps_no_personal_value(api, world, work):
    api.put("/v1/settings/uniqueness", {"person": [["identifiers.social_security_number"]]})
    contact_id = _person(api)
    api.post(f"/v1/contacts/{contact_id}/notes", {"text": f"a note about {CANARY}"})
    api.patch(f"/v1/contacts/{contact_id}", {"title": CANARY})
    work()
    done = api.post(f"/v1/contacts/{contact_id}/anonymize")
    assert (done.status, done.body["state"]) == (200, "anonymized")
    work()
    assert _traces(world) == []
    shell = api.get(f"/v1/contacts/{contact_id}").body
    assert (shell["erasure"], shell["first_name"], shell["emails"]) == ("anonymized", None, [])


@pytest.mark.feature("S2.141")
def test_anonymizing_twice_changes_nothing_more(api, work):
    contact_id = _person(api)
    api.post(f"/v1/contacts/{contact_id}/anonymize")
    version = api.get(f"/v1/contacts/{contact_id}").body["version"]
    again = api.post(f"/v1/contacts/{contact_id}/anonymize")
    assert (again.status, again.body["state"]) == (200, "anonymized")
    assert api.get(f"/v1/contacts/{contact_id}").body["version"] == version


@pytest.mark.feature("S2.131")
def test_an_anonymized_contact_cannot_be_changed_or_contacted(api, work):
    contact_id = _person(api)
    account_id = api.post(f"/v1/contacts/{contact_id}/accounts", {"name": "A"}).body["account_id"]
    api.post(f"/v1/contacts/{contact_id}/anonymize")
    refused = [
        api.patch(f"/v1/contacts/{contact_id}", {"last_name": "X"}),
        api.post(f"/v1/contacts/{contact_id}/notes", {"text": "x"}),
        api.post(f"/v1/contacts/{contact_id}/accounts", {"name": "B"}),
        api.patch(f"/v1/accounts/{account_id}", {"name": "B"}),
        api.put(f"/v1/contacts/{contact_id}/consent", {"state": "accepted"}),
        api.put(f"/v1/contacts/{contact_id}/preferences", {"direct_marketing": True}),
        api.post(f"/v1/contacts/{contact_id}/engagements", {"type": "job"}),
    ]
    assert {(answer.status, answer.code) for answer in refused} == {(409, "anonymized")}


@pytest.mark.feature("S2.132")
def test_a_transaction_of_an_anonymized_owner_lands_on_the_suspense_account(api, work):
    contact_id = _person(api)
    account_id = api.post(f"/v1/contacts/{contact_id}/accounts", {"name": "A"}).body["account_id"]
    api.post(f"/v1/contacts/{contact_id}/anonymize")
    transaction = {
        "external_id": "t1",
        "amount": "10.00",
        "currency": "EUR",
        "billed": True,
        "occurred_at": "2026-03-01T00:00:00Z",
    }
    posted = api.post(f"/v1/accounts/{account_id}/transactions", transaction)
    assert (posted.status, posted.body["suspense"]) == (201, True)


@pytest.mark.feature("S2.133", "S2.134", "S2.135")
def test_every_blocker_is_reported_at_once_and_nothing_changes(api, world):
    contact_id = _person(api, associations=[{"type": "user", "id": "u1"}, {"type": "community", "id": "c1"}])
    account_id = api.post(f"/v1/contacts/{contact_id}/accounts", {"name": "A"}).body["account_id"]
    for kind in ("subscription", "service_request"):
        api.post(f"/v1/contacts/{contact_id}/engagements", {"type": kind})
    transaction = {
        "external_id": "t1",
        "amount": "10.00",
        "currency": "EUR",
        "billed": False,
        "occurred_at": "2026-03-01T00:00:00Z",
    }
    api.post(f"/v1/accounts/{account_id}/transactions", transaction)
    before = world.items()
    expected = ["user", "community", "running_subscription", "running_service_request", "unbilled_items"]
    assert api.get(f"/v1/contacts/{contact_id}/anonymization-check").body["blockers"] == expected
    refused = api.post(f"/v1/contacts/{contact_id}/anonymize")
    assert (refused.status, refused.code) == (409, "anonymization_blocked")
    assert [error["code"] for error in refused.body["errors"]] == expected
    assert world.items() == before


@pytest.mark.feature("S2.136")
def test_the_conditions_of_the_settings_block_too(api):
    api.put("/v1/settings/anonymization", {"conditions": [{"field": "tags", "contains": "leaver"}]})
    stays, leaves = _person(api, tags=[]), _person(api, tags=["leaver"])
    assert api.get(f"/v1/contacts/{stays}/anonymization-check").body["blockers"] == ["settings_condition"]
    found = api.get(f"/v1/contacts/{leaves}/anonymization-check").body
    assert (found["contact_id"], found["allowed"], found["blockers"]) == (leaves, True, [])


@pytest.mark.feature("S2.137")
def test_the_action_is_refused_while_the_settings_do_not_allow_it(api):
    api.put("/v1/settings/anonymization", {"enabled": False})
    refused = api.post(f"/v1/contacts/{_person(api)}/anonymize")
    assert (refused.status, refused.code) == (409, "anonymization_disabled")


def test_it_needs_its_scope(api):
    assert Api(scopes=("contacts:read", "contacts:write")).post(f"/v1/contacts/{_person(api)}/anonymize").status == 403


@pytest.mark.feature("S2.115", "S2.139")
def test_a_withdrawal_anonymizes_where_the_settings_say_so(api, world, work):
    api.put("/v1/settings/consent", {"withdrawn": "anonymize"})
    contact_id = _person(api)
    api.put(f"/v1/contacts/{contact_id}/consent", {"state": "accepted"})
    api.put(f"/v1/contacts/{contact_id}/consent", {"state": "withdrawn"})
    work()
    assert api.get(f"/v1/contacts/{contact_id}").body["erasure"] == "anonymized"
    assert _traces(world) == []


@pytest.mark.feature("S2.140")
def test_a_blocked_withdrawal_stays_pending_and_the_daily_round_retries_it(api, work):
    api.register()
    api.put("/v1/settings/consent", {"rejected": "anonymize"})
    contact_id = _person(api)
    job_id = api.post(f"/v1/contacts/{contact_id}/engagements", {"type": "job"}).body["engagement_id"]
    api.put(f"/v1/contacts/{contact_id}/consent", {"state": "rejected"})
    work()
    assert api.get(f"/v1/contacts/{contact_id}").body["erasure"] is None
    assert api.patch(f"/v1/contacts/{contact_id}", {"title": "Dr"}).code == "not_functional"
    assert api.get(f"/v1/contacts/{contact_id}/anonymization-check").body["blockers"] == ["running_job"]
    job = f"/v1/contacts/{contact_id}/engagements/{job_id}"
    assert api.patch(job, {"subject": "Other"}).code == "not_functional"
    assert api.patch(job, {"status": "closed"}).status == 200
    work({"every_tenant": True})
    assert api.get(f"/v1/contacts/{contact_id}").body["erasure"] == "anonymized"


@pytest.mark.feature("S2.138")
def test_a_run_anonymizes_the_contacts_that_meet_the_conditions(api, work):
    api.put("/v1/settings/anonymization", {"conditions": [{"field": "tags", "contains": "leaver"}]})
    stays, leaves = _person(api, tags=[]), _person(api, tags=["leaver"])
    blocked = _person(api, tags=["leaver"], associations=[{"type": "unit", "id": "u"}])
    work()
    run = api.post("/v1/anonymization-runs")
    assert run.status == 202
    work()
    done = api.get(f"/v1/anonymization-runs/{run.body['run_id']}").body
    assert (done["state"], done["anonymized"], done["blocked"]) == ("finished", 1, 1)
    assert [api.get(f"/v1/contacts/{one}").body["erasure"] for one in (stays, leaves, blocked)] == [None, "anonymized", None]


@pytest.mark.feature("S2.138", "S2.140")
def test_a_run_without_conditions_anonymizes_only_what_is_pending(api, work):
    api.put("/v1/settings/consent", {"rejected": "anonymize"})
    stays, leaves = _person(api), _person(api)
    job = api.post(f"/v1/contacts/{leaves}/engagements", {"type": "job"}).headers["Location"]
    api.put(f"/v1/contacts/{leaves}/consent", {"state": "rejected"})
    work()
    assert api.get(f"/v1/contacts/{leaves}").body["erasure"] is None
    api.patch(job, {"status": "closed"})
    run = api.post("/v1/anonymization-runs")
    work()
    assert api.get(run.headers["Location"]).body["state"] == "finished"
    assert [api.get(f"/v1/contacts/{one}").body["erasure"] for one in (stays, leaves)] == [None, "anonymized"]


@pytest.mark.feature("S2.31")
def test_an_anonymized_contact_frees_its_keys(api, work):
    api.put("/v1/settings/uniqueness", {"person": [["identifiers.social_security_number"]]})
    contact_id = _person(api)
    api.post(f"/v1/contacts/{contact_id}/anonymize")
    assert _person(api) != contact_id


def test_the_certificate_says_what_was_erased_and_what_was_kept_and_why(api, work):
    contact_id = _person(api)
    api.post(f"/v1/contacts/{contact_id}/notes", {"text": "x"})
    api.post(f"/v1/contacts/{contact_id}/anonymize")
    certificate = api.get(f"/v1/contacts/{contact_id}/erasure-certificate").body
    assert certificate["erased"]["note"] == 1
    assert certificate["kept"]["history"] >= 3
    assert certificate["completed_at"]
    assert "chain" in certificate["reasons"]["history"]
    assert "hash" in certificate["reasons"]["refusal"]
    assert {certificate["expiring"][kind] for kind in ("imports/", "print/", "exports/")} == {7}


def test_its_addresses_stay_suppressed_by_their_hashes(api, work):
    from contactbook.services.base.stores import open_store

    contact_id = _person(api)
    api.post(f"/v1/contacts/{contact_id}/anonymize")
    refusals = open_store("acme").refusals
    refusal = refusals.find(refusals.name_of(f"{CANARY}@example.com"))
    assert refusal.scopes == ("processing",)


def test_a_stale_version_is_not_anonymized(api):
    contact_id = _person(api)
    api.patch(f"/v1/contacts/{contact_id}", {"middle_name": "M"})
    refused = api.post(f"/v1/contacts/{contact_id}/anonymize", If_Match='"1"')
    assert (refused.status, refused.code) == (412, "version_mismatch")
    assert api.get(f"/v1/contacts/{contact_id}").body["erasure"] is None
    current = api.get(f"/v1/contacts/{contact_id}").headers["ETag"]
    assert api.post(f"/v1/contacts/{contact_id}/anonymize", If_Match=current).status == 200


@pytest.mark.feature("S3.16", "S8.3")
def test_a_run_that_somebody_asked_for_anonymizes_only_what_its_caller_may_change(api, work):
    condition = {"field": "tags", "contains": "old"}
    assert api.put("/v1/settings/anonymization", {"enabled": True, "conditions": [condition]}).status == 200
    ours, theirs = (
        api.post("/v1/contacts", {"kind": "person", "last_name": "G", "tags": ["old"], "owned_by_group": group}).body[
            "contact_id"
        ]
        for group in ("sales", "support")
    )
    asked = Api(user_id="sam", groups=("sales",)).post("/v1/anonymization-runs")
    work()
    root = Api(super_user=True)
    assert root.get(f"/v1/contacts/{ours}/erasure-certificate").body["requested_by"] == "user:sam"
    assert root.get(f"/v1/contacts/{theirs}").body["last_name"] == "G"
    done = root.get(f"/v1/anonymization-runs/{asked.body['run_id']}").body
    assert (done["state"], done["anonymized"], "cursor" in done) == ("finished", 1, False)
