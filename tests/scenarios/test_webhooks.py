"""A system of a tenant is told what happens, over HTTP."""

import json

import pytest

from tests.services.webhooks.receiver import receiving, verified


@pytest.mark.feature("S7.5")
def test_a_receiver_on_this_machine_is_verified_told_and_told_again(stack):
    portal = stack.tenant()
    with receiving() as receiver:
        made = portal.post("/v1/webhooks", {"url": receiver.url, "events": ["contact.created"]})
        stack.drain()
        path = f"/v1/webhooks/{made['webhook_id']}"
        assert portal.get(path)["state"] == "active"
        receiver.got.clear()
        contact = portal.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou"})
        stack.drain()
        ((headers, body),) = receiver.got
        assert json.loads(body)["data"]["contact_id"] == contact["contact_id"]
        assert verified(headers, body, made["secret"])
        published = stack.http.get(f"/_local/events?tenant_id={portal.tenant_id}").json()["items"]
        assert json.loads(body) in published
        (told,) = [one for one in portal.get(f"{path}/deliveries")["items"] if one["type"] == "contact.created"]
        assert told["state"] == "delivered"
        shown = stack.http.get(f"/_local/webhooks?tenant_id={portal.tenant_id}").json()["items"]
        assert [shown[0][name] for name in ("tenant_id", "delivery_id", "state")] == [
            portal.tenant_id,
            told["delivery_id"],
            "delivered",
        ]
        assert [one["status"] for one in shown[0]["attempts"]] == [200]
        assert stack.http.get("/_local/webhooks?tenant_id=nobody").json() == {"items": []}
        portal.post(f"{path}/deliveries/{told['delivery_id']}/retry", status=202)
        stack.drain()
        assert [again["webhook-id"] for again, _ in receiver.got] == [told["event_id"]] * 2
        for private in ("https://10.0.0.1/", "http://hooks.acme.example/", "https://user@hooks.acme.example/"):
            assert portal.call("PATCH", path, {"url": private}).status_code == 422
