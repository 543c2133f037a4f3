"""A document that is uploaded counts without anybody looking, on the running stack (S2.82, S2.103)."""

import httpx
import pytest


@pytest.mark.feature("S2.82", "S2.103")
def test_the_buckets_event_takes_a_document_over_and_a_read_does_not(stack):
    portal = stack.tenant()
    contact = portal.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou"})["contact_id"]
    draft = {"file_name": "card.txt", "content_type": "text/plain", "size": 5, "classification": "id_card"}
    made = portal.post(f"/v1/contacts/{contact}/attachments", draft)
    path = f"/v1/contacts/{contact}/attachments/{made['attachment_id']}"
    assert portal.get(path)["state"] == "pending"
    assert httpx.put(made["upload_url"], content=b"hello", headers=made["upload_headers"]).status_code == 200
    stack.drain()
    stored = portal.get(path)
    assert (stored["state"], httpx.get(stored["download_url"]).content) == ("stored", b"hello")
    # The address still works for its hour. What comes there later changes nothing.
    assert httpx.put(made["upload_url"], content=b"other", headers=made["upload_headers"]).status_code == 200
    stack.drain()
    assert httpx.get(portal.get(path)["download_url"]).content == b"hello"
    entries = portal.get(f"/v1/contacts/{contact}/audit")["items"]
    assert [one["actor"] for one in entries if one["action"] == "attachment.stored"] == [{"type": "job", "id": "uploads"}]
