"""Dry runs of anonymization, and whom a run names: nothing changes, and every reason is said."""

import pytest

from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queue_and_stream


@pytest.fixture
def work(world):
    """Run the queue's messages and the stream until nothing is left."""
    return lambda: drain_queue_and_stream(world, "anonymization")


def _leaver(api: Api, **said) -> str:
    person = {"kind": "person", "first_name": "Ann", "last_name": "Lee", "tags": ["leaver"]}
    return api.post("/v1/contacts", person | said).body["contact_id"]


def _run(api: Api, work, **draft) -> tuple[dict, list[dict], list[dict]]:
    path = api.post("/v1/anonymization-runs", draft).headers["Location"]
    work()
    return api.get(path).body, api.get(f"{path}/contacts").body["items"], api.get(f"{path}/refused").body["items"]


@pytest.mark.feature("S2.131")
def test_a_dry_run_of_one_contact_says_what_would_happen_and_changes_nothing(api, world, work):
    free, blocked = _leaver(api), _leaver(api, associations=[{"type": "user", "id": "u"}])
    work()
    before = world.items()
    asked = [api.post(f"/v1/contacts/{one}/anonymize", {"dry_run": True}) for one in (free, blocked)]
    assert [(one.status, one.body["state"], one.body["blockers"]) for one in asked] == [
        (200, "would_anonymize", []),
        (200, "blocked", ["user"]),
    ]
    looks = [item for item in world.items() if item not in before]
    assert {item["kind"] for item in looks} <= {"look"}


@pytest.mark.feature("S2.131", "S2.138")
def test_a_dry_run_lists_whom_a_run_would_anonymize_and_who_is_blocked_by_what(api, work):
    api.put("/v1/settings/anonymization", {"conditions": [{"field": "tags", "contains": "leaver"}]})
    free, blocked, _ = _leaver(api), _leaver(api, associations=[{"type": "unit", "id": "u"}]), _leaver(api, tags=[])
    work()
    run, listed, refused = _run(api, work, dry_run=True)
    assert (run["state"], run["dry_run"], run["contacts"]) == ("finished", True, 3)
    assert (run["anonymized"], run["would_anonymize"], run["blocked"]) == (0, 1, 1)
    assert listed == [
        {"contact_id": blocked, "outcome": "blocked", "blockers": ["unit"]},
        {"contact_id": free, "outcome": "would_anonymize", "blockers": []},
    ]
    assert refused == listed[:1]
    assert [api.get(f"/v1/contacts/{one}").body["erasure"] for one in (free, blocked)] == [None, None]


@pytest.mark.feature("S2.138", "S2.140")
def test_a_run_names_what_it_anonymized_and_what_was_pending(api, work):
    api.put("/v1/settings/anonymization", {"conditions": [{"field": "tags", "contains": "leaver"}]})
    api.put("/v1/settings/consent", {"rejected": "anonymize"})
    free = _leaver(api)
    waits = _leaver(api, associations=[{"type": "unit", "id": "u"}])
    api.put(f"/v1/contacts/{waits}/consent", {"state": "rejected"})
    work()
    run, listed, refused = _run(api, work)
    assert (run["anonymized"], run["blocked"]) == (1, 1)
    assert {one["contact_id"]: one["outcome"] for one in listed} == {free: "anonymized", waits: "blocked"}
    assert [one["contact_id"] for one in refused] == [waits]


@pytest.mark.feature("S2.137")
def test_the_check_says_that_the_settings_do_not_allow_it(api, work):
    contact_id = _leaver(api)
    api.put("/v1/settings/anonymization", {"enabled": False})
    found = api.get(f"/v1/contacts/{contact_id}/anonymization-check").body
    assert (found["allowed"], found["blockers"]) == (False, ["anonymization_disabled"])
    assert (found["anonymized_by_consent"], found["explanation"]) == ([], "The settings do not allow the action.")
    assert api.post(f"/v1/contacts/{contact_id}/anonymize", {"dry_run": True}).body["state"] == "blocked"


@pytest.mark.feature("S2.137", "S2.139")
@pytest.mark.parametrize("enabled", [True, False])
@pytest.mark.parametrize("states", [(), ("rejected",), ("rejected", "withdrawn")])
def test_the_check_says_which_consents_anonymize_and_they_do(api, work, enabled, states):
    api.put("/v1/settings/anonymization", {"enabled": enabled})
    api.put("/v1/settings/consent", dict.fromkeys(states, "anonymize"))
    contact_id = _leaver(api)
    found = api.get(f"/v1/contacts/{contact_id}/anonymization-check").body
    assert found["allowed"] is enabled
    assert found["anonymized_by_consent"] == list(states)
    named = " or ".join(states)
    assert (f"A consent that becomes {named} anonymizes the contact all the same." in found["explanation"]) == bool(states)
    api.put(f"/v1/contacts/{contact_id}/consent", {"state": "rejected"})
    work()
    assert bool(api.get(f"/v1/contacts/{contact_id}").body["erasure"]) == bool(states)


@pytest.mark.feature("S2.140")
def test_what_blocks_a_pending_anonymization_can_be_ended(api, work):
    api.put("/v1/settings/consent", {"rejected": "anonymize"})
    contact_id = _leaver(api, associations=[{"type": "user", "id": "u"}, {"type": "unit", "id": "v"}])
    account = api.post(f"/v1/contacts/{contact_id}/accounts", {"name": "A"}).body["account_id"]
    item = {"external_id": "t1", "amount": "10.00", "currency": "EUR", "occurred_at": "2026-03-01T00:00:00Z"}
    api.post(f"/v1/accounts/{account}/transactions", item | {"billed": False})
    api.put(f"/v1/contacts/{contact_id}/consent", {"state": "rejected"})
    work()
    path = f"/v1/contacts/{contact_id}"
    assert api.get(f"{path}/anonymization-check").body["blockers"] == ["user", "unit", "unbilled_items"]
    more = [{"type": "user", "id": "u"}, {"type": "unit", "id": "v"}, {"type": "group", "id": "w"}]
    assert api.patch(path, {"associations": more}).code == "not_functional"
    assert api.patch(path, {"associations": [], "title": "Dr"}).code == "not_functional"
    assert api.post(f"/v1/accounts/{account}/transactions", item | {"external_id": "t2", "billed": True}).code == "not_functional"
    assert api.patch(path, {"associations": more[:1]}).status == 200
    assert api.patch(path, {"associations": []}).status == 200
    assert api.post(f"/v1/accounts/{account}/transactions", item | {"billed": True}).status in {200, 201}
    assert _run(api, work)[0]["anonymized"] == 1
    assert api.get(path).body["erasure"] == "anonymized"


@pytest.mark.feature("S2.140")
def test_a_refusal_inside_the_job_shows_as_a_blocker(api, work, monkeypatch):
    from contactbook.domain.base.errors import RuleBroken
    from contactbook.services.erasure import anonymization

    def refuse(*_: object, **__: object) -> None:
        raise RuleBroken("The change is too large.", code="change_too_large")

    api.put("/v1/settings/consent", {"rejected": "anonymize"})
    contact_id = _leaver(api)
    with monkeypatch.context() as patched:
        patched.setattr(anonymization, "mark_contact", refuse)
        api.put(f"/v1/contacts/{contact_id}/consent", {"state": "rejected"})
        work()
    check = f"/v1/contacts/{contact_id}/anonymization-check"
    assert api.get(check).body["blockers"] == ["change_too_large"]
    assert _run(api, work)[0]["anonymized"] == 1
    assert api.get(check).body["blockers"] == []


@pytest.mark.feature("S2.50")
@pytest.mark.parametrize("purpose", ["consent", "preferences", "unsubscribe"])
def test_no_link_is_made_for_a_contact_that_is_anonymized(api, work, purpose):
    contact_id = _leaver(api)
    api.post(f"/v1/contacts/{contact_id}/anonymize")
    work()
    refused = api.post(f"/v1/contacts/{contact_id}/links", {"purpose": purpose})
    assert (refused.status, refused.code) == (409, "anonymized")
