"""The main job over HTTP: a real file in, a run, and emails to exactly those who may be contacted."""

import re

import pytest

FILE = """First,Last,Mail,News
Eleni,Georgiou,eleni@example.com,true
Maria,Ioannou,maria@example.com,false
Άννα,Πέτρου,anna@example.com,true
Nikos,Broken,not an email,true
Kostas,Silent,kostas@example.com,
"""


@pytest.fixture
def campaign(stack):
    """Return a tenant with an imported list, a template and a marketing type."""
    portal = stack.tenant().has_sender()
    list_id = portal.post("/v1/lists", {"name": "Newsletter", "public": True})["list_id"]
    made = portal.post(
        "/v1/imports",
        {
            "kind": "person",
            "format": "csv",
            "csv": FILE,
            "list_id": list_id,
            "on_duplicate": "skip",
            "columns": {
                "first_name": "First",
                "last_name": "Last",
                "emails.0.address": "Mail",
                "preferences.direct_marketing": "News",
            },
            "constants": {"emails.0.type": "personal", "language": "en"},
        },
        status=202,
    )
    stack.drain()
    template = portal.post(
        "/v1/templates",
        {
            "name": "Offer",
            "bodies": {
                "email": {"subject": "#first_name, an offer", "html": "<p>Dear #first_name</p>", "text": "Dear #first_name"}
            },
        },
    )
    kind = portal.post(
        "/v1/notification-types",
        {"name": "Direct", "purpose": "direct_marketing", "apply_direct_marketing_preference": True},
    )
    run = {
        "notification_type_id": kind["notification_type_id"],
        "template_id": template["template_id"],
        "channel": "email",
        "origin": "contact_report",
        "audience": {"list_id": list_id},
    }
    return portal, made["import_id"], run


def _sent(stack, portal) -> dict:
    names = {f"{name}@example.com" for name in ("eleni", "maria", "anna", "kostas")}
    contact_ids = {found["contact_id"] for found in portal.get("/v1/contacts?limit=100")["items"]}
    assert contact_ids
    history = [
        communication["communication_id"]
        for contact_id in contact_ids
        for communication in portal.get(f"/v1/contacts/{contact_id}/communications")["items"]
    ]
    return {
        mail["to"]: mail for mail in stack.outbox(channel="email") if mail["communication_id"] in history and mail["to"] in names
    }


@pytest.mark.feature("S2.20", "S2.23", "S1.2")
def test_the_good_rows_of_a_file_become_leads_and_the_bad_one_is_named(stack, campaign):
    portal, import_id, _ = campaign
    done = portal.get(f"/v1/imports/{import_id}")
    assert (done["state"], done["rows"], done["created"], done["failed"]) == ("finished", 5, 4, 1)
    errors = portal.get(f"/v1/imports/{import_id}/errors")["items"]
    assert [(error["line"], error["code"]) for error in errors] == [(5, "invalid_email")]
    assert {found["stage"] for found in portal.get("/v1/contacts")["items"]} == {"lead"}


@pytest.mark.feature("S3.21", "S2.53", "S3.4")
def test_exactly_the_permitted_contacts_get_the_email_and_the_others_have_a_reason(stack, campaign):
    portal, _, run = campaign
    dry = portal.post("/v1/notification-runs", {**run, "dry_run": True}, status=202)
    stack.drain()
    assert _sent(stack, portal) == {}
    real = portal.post("/v1/notification-runs", run, status=202)
    stack.drain()
    sent = _sent(stack, portal)
    assert set(sent) == {"eleni@example.com", "anna@example.com"}
    counts = ("planned", "sent", "skipped", "failed", "unknown", "skipped_because")
    done = portal.get(f"/v1/notification-runs/{real['run_id']}")
    foreseen = portal.get(f"/v1/notification-runs/{dry['run_id']}")
    assert done["state"] == "finished"
    assert {name: done[name] for name in counts} == {name: foreseen[name] for name in counts}
    assert (done["sent"], done["skipped"], done["skipped_because"]) == (2, 2, {"direct_marketing_opted_out": 2})
    decisions = portal.get(f"/v1/notification-runs/{real['run_id']}/decisions")["items"]
    assert sorted((found["contacted"], found["reason"]) for found in decisions if not found["contacted"]) == [
        (False, "direct_marketing_opted_out"),
        (False, "direct_marketing_opted_out"),
    ]
    headers = sent["eleni@example.com"]["headers"]
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].startswith("<http")


@pytest.mark.feature("S2.49", "S2.50")
def test_one_click_unsubscribes_and_the_next_run_skips_the_contact(stack, campaign):
    portal, _, run = campaign
    portal.post("/v1/notification-runs", run, status=202)
    stack.drain()
    first = _sent(stack, portal)
    link = re.search(r"<(http[^>]+)>", first["eleni@example.com"]["headers"]["List-Unsubscribe"]).group(1)
    for _ in range(2):
        assert stack.http.get(link.removesuffix("/one-click")).status_code == 200
    for _ in range(2):
        answer = stack.http.post(link, data={"List-Unsubscribe": "One-Click"})
        assert (answer.status_code, answer.headers.get("set-cookie")) == (200, None)
    again = portal.post("/v1/notification-runs", run, status=202)
    stack.drain()
    # The mail went to a topic, and one click leaves that topic.
    done = portal.get(f"/v1/notification-runs/{again['run_id']}")
    assert (done["planned"], done["sent"], done["skipped_because"]) == (3, 1, {"direct_marketing_opted_out": 2})


@pytest.mark.feature("S2.101", "S2.105")
def test_a_due_kyc_profile_expires_when_its_day_has_come(stack):
    portal = stack.tenant()
    stack.set_clock("2026-03-02T09:00:00Z")
    portal.put(
        "/v1/settings/kyc",
        {
            "profiles": [{"profile": "full", "level": 1, "requires_verification": False}],
            "person_rules": [{"field": "identifiers.id_card.number", "required_for": ["full"]}],
        },
    )
    person = {"kind": "person", "last_name": "G", "identifiers": {"id_card": {"number": "X1", "expires_on": "2026-03-10"}}}
    contact_id = portal.post("/v1/contacts", person)["contact_id"]
    portal.post(f"/v1/contacts/{contact_id}/accounts", {"name": "Checking"})
    assert portal.get(f"/v1/contacts/{contact_id}")["kyc"]["state"] == "verified"
    stack.set_clock("2026-03-10T01:00:00Z")
    stack.fire("KycExpiry")
    kyc = portal.get(f"/v1/contacts/{contact_id}/kyc")
    assert (kyc["state"], kyc["expires_because"]) == ("expired", "id_card")


@pytest.mark.feature("S4.5", "S4.11", "S4.12")
def test_the_sync_tags_a_person_who_is_in_two_child_accounts(stack):
    top = stack.tenant("Top")
    children = [stack.tenant(name, parent_id=top.tenant_id) for name in ("North", "South")]
    top.put(
        "/v1/tenant-group/sync-settings", {"enabled": True, "mode": "b2b_b2c", "tags": ["multi"], "copy_to_top_account": True}
    )
    person = {"kind": "person", "last_name": "G", "emails": [{"address": "g@example.com"}]}
    paths = [f"/v1/contacts/{child.post('/v1/contacts', person)['contact_id']}" for child in children]
    stack.drain()
    stack.fire("TenantSync")
    tags = [set(child.get(path)["tags"]) for child, path in zip(children, paths, strict=True)]
    assert tags == [{"multi", "primary-shared-contact"}, {"multi", "secondary-shared-contact"}]
    stack.drain()
    copies = top.get("/v1/contacts?tag=multi")["items"]
    assert [set(copy["tags"]) for copy in copies] == [{"multi", "engaging-in-North-primary", "engaging-in-South"}]
