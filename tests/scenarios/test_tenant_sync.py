"""A corporate account and its communities over HTTP, day by day."""

import uuid

import pytest


def person(email, **said):
    return {"kind": "person", "last_name": "Georgiou", "emails": [{"address": email}]} | said


@pytest.mark.feature("S4.1", "S4.5", "S4.10", "S4.11", "S4.20", "S4.22", "S4.25", "S4.30")
def test_a_person_in_two_communities_is_tagged_copied_and_released(stack):
    top = stack.tenant("Corporate")
    north, south = (stack.portal(f"c{uuid.uuid4().hex[:12]}") for _ in range(2))
    for portal, name in ((north, "North"), (south, "South")):
        top.post("/v1/tenants", {"tenant_id": portal.tenant_id, "name": name, "parent_id": top.tenant_id})
    top.put(
        "/v1/tenant-group/sync-settings",
        {
            "enabled": True,
            "mode": "senior_living",
            "tags": ["multi"],
            "copy_to_top_account": True,
            "opportunity_stages": ["tour"],
        },
    )
    first = north.post("/v1/contacts", person("eleni@example.com", tags=["vip"]))
    second = south.post("/v1/contacts", person("Eleni@Example.com"))
    south.post(f"/v1/contacts/{second['contact_id']}/opportunities", {"name": "A room", "stage": "tour"})
    stack.drain()
    stack.fire("TenantSync")
    assert set(north.get(f"/v1/contacts/{first['contact_id']}")["tags"]) == {"vip", "multi", "secondary-shared-contact"}
    assert set(south.get(f"/v1/contacts/{second['contact_id']}")["tags"]) == {"multi", "primary-shared-contact"}
    (copy,) = top.get("/v1/contacts?q=eleni@example.com")["items"]
    assert set(copy["tags"]) == {"multi", "engaging-in-North", "engaging-in-South-primary"}
    assert copy["preferences"]["direct_marketing"] is False
    criteria = {"field": "tags", "contains": "primary-shared-contact"}
    segment = south.post("/v1/segments", {"name": "Ours first", "of": "contact", "criteria": criteria})
    assert [one["contact_id"] for one in south.get(f"/v1/segments/{segment['segment_id']}/contacts")["items"]] == [
        second["contact_id"]
    ]
    assert south.call("GET", "/v1/tenant-group/shared-contacts").json()["code"] == "not_top_account"
    (shared,) = top.get("/v1/tenant-group/shared-contacts")["items"]
    assert (shared["primary_tenant_id"], shared["because"]) == (south.tenant_id, "highest_stage")

    assert south.call("PATCH", f"/v1/contacts/{second['contact_id']}", {"emails": []}).status_code == 200
    stack.drain()
    stack.fire("TenantSync")
    assert north.get(f"/v1/contacts/{first['contact_id']}")["tags"] == ["vip"]
    assert south.get(f"/v1/contacts/{second['contact_id']}")["tags"] == []
    assert top.get(f"/v1/contacts/{copy['contact_id']}")["tags"] == []


@pytest.mark.feature("S4.25", "S4.29", "S4.30", "S7.7")
def test_a_child_account_works_with_the_tags_of_the_sync_until_it_leaves(stack):
    top = stack.tenant("Corporate")
    north, south = (stack.portal(f"c{uuid.uuid4().hex[:12]}") for _ in range(2))
    for portal, name in ((north, "North"), (south, "South")):
        top.post("/v1/tenants", {"tenant_id": portal.tenant_id, "name": name, "parent_id": top.tenant_id})
    top.put("/v1/tenant-group/sync-settings", {"enabled": True, "tags": ["multi"], "show_names": True})
    north.has_sender()
    shared, own = (north.post("/v1/contacts", person(email)) for email in ("both@example.com", "own@example.com"))
    south.post("/v1/contacts", person("both@example.com"))
    stack.drain()
    stack.fire("TenantSync")

    criteria = {"field": "tags", "contains": "multi"}
    segment_id = north.post("/v1/segments", {"name": "Shared", "of": "contact", "criteria": criteria})["segment_id"]
    list_id = north.post("/v1/suppression-lists", {"name": "Shared", "criteria": criteria})["suppression_list_id"]
    template = north.post("/v1/templates", {"name": "Bill", "bodies": {"email": {"subject": "A bill", "text": "Yours"}}})
    kind = north.post("/v1/notification-types", {"name": "Bills", "purpose": "financial"})
    message = {
        "template_id": template["template_id"],
        "notification_type_id": kind["notification_type_id"],
        "channel": "email",
    }
    for exclude in ({"tags": ["multi"]}, {"segment_ids": [segment_id]}, {"suppression_list_ids": [list_id]}):
        run = north.post("/v1/notification-runs", message | {"audience": {"all": True}, "exclude": exclude}, status=202)
        schedule = message | {"name": "Daily", "audience": {"all": True}, "expression": "rate(1 day)", "exclude": exclude}
        north.post("/v1/notification-schedules", schedule)
        north.post("/v1/event-communications", message | {"event": "account.created", "exclude": exclude})
        stack.drain()
        ended = north.get(f"/v1/notification-runs/{run['run_id']}")
        assert (ended["sent"], ended["skipped_because"]) == (1, {"suppressed": 1}), exclude
    for contact in (shared, own):
        north.post(f"/v1/contacts/{contact['contact_id']}/accounts", {"name": "Checking"})
    stack.drain()
    sent = [message["to"] for message in stack.outbox(channel="email") if "A bill" in message["subject"]]
    assert "both@example.com" not in str(sent)
    assert str(sent).count("own@example.com") == 6

    change = {"add_tags": ["greet"], "set": {"categories": []}}
    task = {"name": "Greet", "segment_id": segment_id, "change": change, "expression": "rate(1 minute)", "time_zone": "UTC"}
    made = north.post("/v1/hygiene-tasks", task)
    bulk = north.post("/v1/contacts/bulk-changes", {"audience": {"segment_id": segment_id}, "change": change}, status=202)
    stack.drain()
    assert north.get(f"/v1/bulk-changes/{bulk['bulk_change_id']}")["changed"] == 1
    assert set(north.get(f"/v1/contacts/{shared['contact_id']}")["tags"]) >= {"multi", "greet"}
    stack.set_clock(made["next_at"])
    stack.fire("Sweeper")
    (run,) = north.get(f"/v1/hygiene-tasks/{made['hygiene_task_id']}/runs")["items"]
    assert (run["state"], run["unchanged"]) == ("finished", 1)
    stack.reset_clock()

    (listed,) = top.get("/v1/tenant-group/shared-contacts")["items"]
    assert [account["display_names"] for account in listed["accounts"]] == [["Georgiou"], ["Georgiou"]]
    assert top.call("PATCH", f"/v1/tenants/{north.tenant_id}", {"parent_id": None}).status_code == 200
    stack.drain()
    assert north.get(f"/v1/contacts/{shared['contact_id']}")["tags"] == ["greet"]
    assert top.get("/v1/tenant-group/shared-contacts")["items"] == []
