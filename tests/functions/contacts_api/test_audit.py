"""The audit through the public entry: every change and every look, by contact, by user, by period."""

import csv
import io
import json
from datetime import datetime

import pytest

from tests.aws_in_process.http import Api
from tests.faults.counting import count_calls

PERSON = {"kind": "person", "first_name": "Eleni", "last_name": "Georgiou", "emails": [{"address": "eleni@example.com"}]}


def _person(api: Api, **said) -> str:
    return api.post("/v1/contacts", PERSON | said).body["contact_id"]


def _audit(api: Api, contact_id: str, **asked) -> list[dict]:
    found, cursor = [], None
    while True:
        page = api.get(f"/v1/contacts/{contact_id}/audit", limit=asked.pop("limit", 100), cursor=cursor, **asked)
        assert page.status == 200, page.text
        found += page.body["items"]
        cursor = page.body["next_cursor"]
        if cursor is None:
            return found


def _looks(world) -> list[dict]:
    return [json.loads(item["document"]["S"]) for item in world.items(looks=True) if item["kind"]["S"].startswith("look")]


class TestLooks:
    @pytest.mark.feature("S2.127")
    def test_a_profile_that_is_read_costs_one_query_and_one_write(self, api):
        contact_id = _person(api)
        with count_calls() as calls:
            assert api.get(f"/v1/contacts/{contact_id}").status == 200
        assert calls.names == ["dynamodb.Query", "dynamodb.PutItem"]

    @pytest.mark.feature("S2.127")
    def test_a_look_says_who_when_from_where_and_by_which_route(self, api, world):
        contact_id = _person(api)
        api.get(f"/v1/contacts/{contact_id}/notes")
        (look,) = _looks(world)
        assert look["contact_ids"] == [contact_id]
        assert (look["actor"], look["action"]) == ({"type": "user", "id": "user-1"}, "contact.read")
        assert (look["route"], look["source_ip"]) == ("GET /v1/contacts/<contact_id>/notes", "203.0.113.7")
        assert look["request_id"] == "request-1"

    @pytest.mark.feature("S2.127")
    def test_a_page_of_contacts_is_one_write_that_names_each(self, api, world):
        ids = {_person(api) for _ in range(7)}
        api.get("/v1/segments")
        with count_calls() as calls:
            assert len(api.get("/v1/contacts", limit=5).body["items"]) == 5
        (look,) = _looks(world)
        assert calls.names.count("dynamodb.PutItem") == 1
        assert look["action"] == "contact.listed"
        assert len(look["contact_ids"]) == 5
        assert set(look["contact_ids"]) < ids

    @pytest.mark.feature("S2.127", "S2.129")
    def test_who_saw_a_contact_on_a_page_is_in_its_audit(self, api):
        contact_id, other = _person(api), _person(api)
        api.get("/v1/contacts")
        entries = _audit(api, contact_id, kind="looks")
        assert [entry["action"] for entry in entries] == ["contact.listed"]
        assert other not in json.dumps(entries)

    @pytest.mark.feature("S2.127")
    def test_a_change_is_one_entry_and_no_look_besides(self, api, world):
        contact_id = _person(api)
        api.patch(f"/v1/contacts/{contact_id}", {"first_name": "Maria"})
        api.post(f"/v1/contacts/{contact_id}/notes", {"text": "x"})
        assert _looks(world) == []

    @pytest.mark.feature("S2.127")
    def test_a_refused_look_is_written_down_and_answers_as_if_nothing_was_there(self, api, world):
        contact_id = _person(api, owned_by_group="sales")
        stranger = Api(user_id="user-2", groups=("support",))
        hidden, absent = (stranger.get(f"/v1/contacts/{one}") for one in (contact_id, "con_01J00000000000000000000009"))
        assert (hidden.status, hidden.code) == (absent.status, absent.code) == (404, "not_found")
        (look,) = _looks(world)
        assert (look["action"], look["actor"]["id"], look["contact_ids"]) == ("contact.access_refused", "user-2", [contact_id])

    @pytest.mark.feature("S2.127")
    def test_hidden_and_absent_contacts_take_the_same_calls(self, api):
        contact_id = _person(api, owned_by_group="sales")
        stranger = Api(groups=("support",))
        stranger.get("/v1/contacts/con_01J00000000000000000000008")
        with count_calls() as hidden:
            stranger.get(f"/v1/contacts/{contact_id}")
        with count_calls() as absent:
            stranger.get("/v1/contacts/con_01J00000000000000000000009")
        assert hidden.names == absent.names == ["dynamodb.Query", "dynamodb.TransactWriteItems"]

    @pytest.mark.feature("S2.127")
    def test_a_missing_scope_is_written_down_for_a_contact_that_exists(self, api, world):
        contact_id = _person(api)
        nobody = Api(user_id="user-2", scopes=("settings:read",))
        assert nobody.get(f"/v1/contacts/{contact_id}").status == 403
        assert nobody.get("/v1/contacts/con_01J00000000000000000000009").status == 403
        (look,) = _looks(world)
        assert (look["action"], look["actor"]["id"]) == ("contact.access_refused", "user-2")

    def test_a_tenant_writes_nothing_down_in_another_one(self, api, world):
        contact_id = _person(api)
        assert Api(tenant_id="acme-corp").get(f"/v1/contacts/{contact_id}").status == 404
        assert _looks(world) == []

    def test_where_a_portals_own_contact_looked_from_is_not_kept(self, api, world):
        contact_id = _person(api)
        assert Api(contact_id=contact_id).get(f"/v1/contacts/{contact_id}").status == 200
        (look,) = _looks(world)
        assert "source_ip" not in look
        assert look["actor"] == {"type": "contact", "id": contact_id}

    def test_a_look_ends_as_the_settings_say(self, api, world):
        api.put("/v1/settings/retention", {"looks_days": 40})
        contact_id = _person(api)
        api.get(f"/v1/contacts/{contact_id}")
        (item,) = [item for item in world.items(looks=True) if item["kind"]["S"] == "look"]
        looked_at = datetime.fromisoformat(json.loads(item["document"]["S"])["at"])
        assert int(item["expires_at"]["N"]) == int(looked_at.timestamp()) + 40 * 86_400


class TestReports:
    @pytest.mark.feature("S2.127", "S2.129")
    def test_a_contacts_audit_tells_its_changes_its_accounts_and_its_looks_newest_first(self, api):
        contact_id = _person(api)
        account_id = api.post(f"/v1/contacts/{contact_id}/accounts", {"name": "Checking"}).body["account_id"]
        api.get(f"/v1/contacts/{contact_id}")
        api.patch(f"/v1/contacts/{contact_id}", {"first_name": "Maria"})
        entries = _audit(api, contact_id, limit=1)
        assert sorted(entry["action"] for entry in entries if entry["action"] != "contact.read") == sorted(
            ["contact.created", "account.created", "contact.changed"]
        )
        assert "contact.read" in [entry["action"] for entry in entries]
        about_account = next(entry for entry in entries if entry["action"] == "account.created")
        assert about_account["subject"] == account_id
        changed = next(entry for entry in entries if entry["action"] == "contact.changed")
        assert {"field": "first_name", "from": "Eleni", "to": "Maria"} in changed["changes"]
        assert changed["source_ip"] == "203.0.113.7"

    @pytest.mark.feature("S2.128")
    def test_pages_of_every_size_tell_the_same(self, api):
        contact_id = _person(api)
        for number in range(5):
            api.patch(f"/v1/contacts/{contact_id}", {"first_name": f"Eleni {number}"})
            api.get(f"/v1/contacts/{contact_id}")
            api.get("/v1/contacts")
        whole = {entry["entry_id"] for entry in _audit(api, contact_id, limit=100)}
        for limit in (1, 2, 7):
            found, cursor = [], None
            while True:
                page = api.get(f"/v1/contacts/{contact_id}/audit", limit=limit, cursor=cursor).body
                found += [entry["entry_id"] for entry in page["items"]]
                cursor = page["next_cursor"]
                if cursor is None:
                    break
            assert len(found) == len(set(found))
            assert whole <= set(found)

    @pytest.mark.feature("S2.130")
    def test_what_a_user_did_is_found_by_the_user(self, api):
        contact_id = _person(api)
        other = Api(user_id="user-2")
        other.patch(f"/v1/contacts/{contact_id}", {"first_name": "Maria"})
        other.put("/v1/settings/categories", {"categories": ["partner"]})
        found = api.get("/v1/audit", user_id="user-2").body["items"]
        assert {entry["action"] for entry in found} == {"contact.changed", "settings.changed"}
        assert {entry["actor"]["id"] for entry in found} == {"user-2"}

    @pytest.mark.feature("S2.128")
    def test_the_whole_audit_is_every_change_and_look_of_the_period(self, api):
        contact_id = _person(api)
        api.get(f"/v1/contacts/{contact_id}")
        api.put("/v1/settings/categories", {"categories": ["partner"]})
        found, cursor = [], None
        while True:
            page = api.get("/v1/audit", limit=1, cursor=cursor, kind=None).body
            found += [entry["action"] for entry in page["items"]]
            cursor = page["next_cursor"]
            if cursor is None:
                break
        assert {"contact.created", "contact.read", "settings.changed"} <= set(found)
        assert api.get("/v1/audit", **{"from": "2020-01-01T00:00:00Z", "to": "2020-03-01T00:00:00Z"}).body["items"] == []

    @pytest.mark.feature("S2.130", "S3.16")
    def test_a_report_leaves_out_contacts_that_its_reader_may_not_see(self, api):
        _person(api, owned_by_group="sales")
        seen = Api(user_id="user-2", groups=("support",)).get("/v1/audit", user_id="user-1").body["items"]
        assert [entry for entry in seen if entry["contact_id"]] == []

    @pytest.mark.feature("S2.128")
    def test_a_report_is_a_file_too_and_no_cell_of_it_is_a_formula(self, api):
        contact_id = _person(api, first_name="=cmd()")
        answer = api.get(f"/v1/contacts/{contact_id}/audit", format="csv")
        assert answer.headers["Content-Type"].startswith("text/csv")
        rows = list(csv.DictReader(io.StringIO(answer.text)))
        assert {"field": "first_name", "to": "'=cmd()"}.items() <= next(r for r in rows if r["field"] == "first_name").items()
        assert "contact.created" in api.get("/v1/audit", format="csv").text

    def test_it_needs_its_scope(self, api):
        contact_id = _person(api)
        reader = Api(scopes=("contacts:read", "contacts:write"))
        routes = (f"/v1/contacts/{contact_id}/audit", "/v1/audit", f"/v1/contacts/{contact_id}/audit/verify")
        assert {reader.get(route).status for route in routes} == {403}
