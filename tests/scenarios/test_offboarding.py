"""A community leaves its corporate account: handed over, waiting, erased, with a certificate, over HTTP with the clock of the stack."""

import io
import uuid
import zipfile
from datetime import UTC, datetime, timedelta

import httpx
import pytest


@pytest.mark.feature("S8.6")
def test_a_community_is_handed_over_and_erased(stack):
    top = stack.tenant("Corporate")
    leaving = stack.portal(f"c{uuid.uuid4().hex[:12]}")
    top.post("/v1/tenants", {"tenant_id": leaving.tenant_id, "name": "North", "parent_id": top.tenant_id})
    contact = leaving.has_sender().post("/v1/contacts", {"kind": "person", "last_name": "Γεωργίου"})
    leaving.post(f"/v1/contacts/{contact['contact_id']}/notes", {"text": "a note"})
    stack.drain()
    one = f"/v1/tenants/{leaving.tenant_id}/offboarding"
    assert top.post(one, {"erase_after_days": 30}, status=202)["state"] == "handing_over"
    refused = leaving.call("POST", "/v1/contacts", {"kind": "person", "last_name": "X"})
    assert (refused.status_code, refused.json()["code"]) == (409, "tenant_closing")
    began = datetime.now(UTC)
    stack.set_clock((began + timedelta(minutes=20)).isoformat())
    stack.fire("Offboarding")
    waiting = top.get(one)
    assert waiting["state"] == "waiting"
    fetched = httpx.get(waiting["export"]["url"])
    with zipfile.ZipFile(io.BytesIO(fetched.content)) as archive:
        assert "a note" in archive.read("notes.jsonl").decode()
        assert "Γεωργίου" in archive.read("contacts.jsonl").decode()
    stack.set_clock((began + timedelta(days=31)).isoformat())
    stack.fire("Offboarding")
    stack.fire("Offboarding")
    done = top.get(one)
    assert (done["state"], done["certificate"]["items"]["contact"]) == ("finished", 1)
    assert [tenant["tenant_id"] for tenant in top.get("/v1/tenants")["items"]] == [top.tenant_id]
