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
