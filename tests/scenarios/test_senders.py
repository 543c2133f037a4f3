"""A tenant gets a sender of its own, and nobody else sends as it."""

import pytest


@pytest.mark.feature("S8.2")
def test_a_tenant_registers_a_domain_and_sends_from_it_and_a_stranger_cannot(stack):
    bank, stranger = stack.tenant("Bank"), stack.tenant("Stranger")
    domain = f"{bank.tenant_id}.example"
    template = bank.post(
        "/v1/templates", {"name": "Bill", "bodies": {"email": {"subject": "Your bill", "text": "Dear #first_name"}}}
    )
    kind = bank.post("/v1/notification-types", {"name": "Bills", "purpose": "financial"})
    contact = bank.post("/v1/contacts", {"kind": "person", "first_name": "Eleni", "emails": [{"address": "eleni@example.com"}]})
    said = {"template_id": template["template_id"], "notification_type_id": kind["notification_type_id"], "channel": "email"}
    path = f"/v1/contacts/{contact['contact_id']}/communications"
    assert bank.post(path, said, status=422)["code"] == "sender_missing"

    registered = bank.post("/v1/sending-identities", {"domain": domain.upper()})
    assert (registered["domain"], registered["state"], len(registered["dns_records"])) == (domain, "verified", 3)
    sender = {"email": {"from_name": "The Bank", "from_address": f"bills@mail.{domain}"}}
    bank.put("/v1/settings/senders", sender)
    queued = bank.post(path, said)
    stack.drain()
    (sent,) = [one for one in stack.outbox() if one["communication_id"] == queued["communication_id"]]
    assert sent["from"] == f"The Bank <bills@mail.{domain}>"

    assert stranger.post("/v1/sending-identities", {"domain": domain}, status=409)["code"] == "domain_taken"
    refused = stranger.call("PUT", "/v1/settings/senders", sender)
    assert (refused.status_code, refused.json()["code"]) == (422, "unverified_domain")
    assert bank.call("DELETE", f"/v1/sending-identities/{domain}").json()["code"] == "domain_in_use"


def test_the_demo_sends_without_further_ado(stack):
    for tenant_id in ("demo", "demo-north", "demo-south"):
        portal = stack.portal(tenant_id)
        assert [one["state"] for one in portal.get("/v1/sending-identities")["items"]] == ["verified"]
        assert portal.get("/v1/settings/senders")["email"]["from_address"] == "news@demo.example"
