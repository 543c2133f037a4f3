"""Reports of the audit through the public entry: by contact, account, user, kind and period, in any combination (S2.129, S2.130)."""

import json
from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queues
from tests.faults.counting import count_calls
from tests.functions.contacts_api.test_exports import exported

MARIA = Api(user_id="maria")


def person(api: Api, **fields: Any) -> str:
    answer = api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou"} | fields)
    assert answer.status == 201, answer.text
    return str(answer.body["contact_id"])


def report(api: Api, **asked: Any) -> list[dict[str, Any]]:
    """Return every entry of a report."""
    found, cursor = [], None
    while True:
        page = api.get("/v1/audit", limit=2, cursor=cursor, **asked)
        assert page.status == 200, page.text
        found += page.body["items"]
        cursor = page.body["next_cursor"]
        if cursor is None:
            return found


def actions(api: Api, **asked: Any) -> set[str]:
    return {entry["action"] for entry in report(api, **asked)}


@pytest.fixture
def contact_id(api: Api) -> str:
    """A contact that two users changed and read, beside others."""
    made = person(api)
    person(MARIA)
    MARIA.patch(f"/v1/contacts/{made}", {"first_name": "Eleni"})
    for reader in (api, MARIA):
        reader.get(f"/v1/contacts/{made}")
        reader.get("/v1/contacts")
    MARIA.put("/v1/settings/categories", {"categories": ["partner"]})
    MARIA.post("/v1/name-days/runs")
    return made


@pytest.mark.feature("S2.129", "S2.130")
class TestCombinations:
    def test_a_contact_and_a_user_are_asked_for_together(self, api: Api, contact_id: str) -> None:
        entries = report(api, contact_id=contact_id, user_id="maria")
        assert {entry["actor"]["id"] for entry in entries} == {"maria"}
        assert {entry["contact_id"] for entry in entries} == {contact_id}
        assert {entry["action"] for entry in entries} == {"contact.changed", "contact.read", "contact.listed"}

    @pytest.mark.parametrize(
        ("kind", "expected"),
        [
            ("changes", {"contact.created", "contact.changed"}),
            ("looks", {"contact.read", "contact.listed"}),
            ("settings", {"settings.changed"}),
            ("jobs", {"name_day_run.started"}),
        ],
    )
    def test_a_user_and_a_kind_are_asked_for_together(self, api: Api, contact_id: str, kind: str, expected: set[str]) -> None:
        assert contact_id
        assert actions(api, user_id="maria", kind=kind) == expected
        assert expected <= actions(api, kind=kind)
        assert report(api, user_id="nobody", kind=kind) == []

    def test_a_contact_a_user_a_kind_and_a_period_are_asked_for_together(self, api: Api, contact_id: str) -> None:
        asked = {"contact_id": contact_id, "user_id": "maria", "kind": "changes"}
        (entry,) = report(api, **asked)
        assert entry["changes"] == [{"field": "first_name", "from": None, "to": "Eleni"}]
        assert len(report(api, **asked, **{"from": entry["at"], "to": entry["at"]})) == 1
        assert report(api, **asked, to="2020-01-01T00:00:00Z") == []

    def test_an_account_has_its_own_changes(self, api: Api) -> None:
        contact_id = person(api)
        ids = [api.post(f"/v1/contacts/{contact_id}/accounts", {"name": name}).body["account_id"] for name in ("A", "B")]
        api.patch(f"/v1/accounts/{ids[0]}", {"name": "C"})
        found = [entry["action"] for entry in report(api, account_id=ids[0], kind="changes")]
        assert sorted(found) == ["account.changed", "account.created"]
        assert api.get("/v1/audit", account_id=ids[0], contact_id=person(api)).status == 404
        assert api.get("/v1/audit", account_id="acc_01J00000000000000000000009").status == 404

    def test_what_jobs_did_to_a_contact_is_a_kind_too(self, api: Api, world: World) -> None:
        contact_id = person(api, first_name="Maria")
        api.put("/v1/name-days/rules", {"csv": "names,month,day\nMaria,8,15\n"})
        run_id = MARIA.post("/v1/name-days/runs").body["run_id"]
        drain_queues(world, "name_days")
        (entry,) = report(api, contact_id=contact_id, kind="jobs")
        assert (entry["action"], entry["actor"]) == ("name_day.set", {"type": "user", "id": "maria"})
        assert entry["request_id"] == run_id

    def test_a_rare_kind_costs_no_more_beside_many_others(self, api: Api, contact_id: str) -> None:
        for _ in range(20):
            api.get(f"/v1/contacts/{contact_id}")
        api.get("/v1/audit", kind="settings")
        for user, names in (({}, ["dynamodb.Query"]), ({"user_id": "maria"}, ["dynamodb.Query", "dynamodb.BatchGetItem"])):
            with count_calls() as calls:
                (entry,) = api.get("/v1/audit", kind="settings", **user).body["items"]
            assert entry["action"] == "settings.changed"
            assert calls.names == names


@pytest.mark.feature("S2.127")
class TestExports:
    def test_an_export_is_a_look_at_each_contact_in_it(self, api: Api, world: World) -> None:
        shown, hidden = [person(api) for _ in range(3)], person(api, owned_by_group="sales")
        export = exported(world, MARIA)
        for one in shown:
            (look,) = [entry for entry in report(api, contact_id=one, kind="looks") if entry["action"] == "contact.exported"]
            assert (look["actor"]["id"], look["request_id"]) == ("maria", export["export_id"])
            assert (look["contact_id"], look["contacts"]) == (one, 3)
        assert report(Api(super_user=True), contact_id=hidden, kind="looks", user_id="maria") == []

    def test_an_export_is_found_by_its_user(self, api: Api, world: World) -> None:
        ids = [person(api) for _ in range(3)]
        export = exported(world, MARIA)
        (look,) = report(api, user_id="maria", kind="looks")
        assert (look["action"], look["contacts"], look["request_id"]) == ("contact.exported", 3, export["export_id"])
        assert not [one for one in ids if one in json.dumps(look)]
        assert actions(api, user_id="maria", kind="jobs") == {"export.started"}

    @pytest.mark.parametrize("of", ["list", "segment", "run"])
    def test_every_export_of_contacts_is_a_look(self, api: Api, world: World, of: str) -> None:
        from tests.builders.sending import contact, set_up, start_run

        set_up()
        contact_id = contact(1)
        made = {
            "list": lambda: api.post("/v1/lists", {"name": "L"}).body["list_id"],
            "segment": lambda: api.post("/v1/segments", {"name": "S", "of": "contact", "criteria": {"all": []}}).body[
                "segment_id"
            ],
            "run": lambda: start_run(api, {"contact_ids": [contact_id]}),
        }[of]()
        if of == "list":
            api.post(f"/v1/lists/{made}/contacts", {"contact_ids": [contact_id]})
        if of == "run":
            drain_queues(world, "notification_planner", "notification_sender")
        assert exported(world, MARIA, of=of, id=made)["rows"] == 1
        assert "contact.exported" in actions(api, contact_id=contact_id, kind="looks")

    def test_the_file_of_a_persons_own_data_says_who_exported_it(self, api: Api, world: World) -> None:
        contact_id = person(api)
        exported(world, MARIA)
        assert "contact.exported" in api.get(f"/v1/contacts/{contact_id}/export").text


@pytest.mark.feature("S2.127", "S2.141")
class TestAddresses:
    def test_no_entry_of_a_tenant_holds_an_address(self, api: Api, world: World) -> None:
        listed = api.post("/v1/suppression-lists", {"name": "No"}).body["suppression_list_id"]
        entries = [{"email": "eleni@example.com"}, {"phone": "+35799123456"}]
        added = api.post(f"/v1/suppression-lists/{listed}/entries", {"entries": entries}).body["items"]
        api.delete(f"/v1/suppression-lists/{listed}/entries/{added[0]['entry_id']}")
        criteria = {"all": [{"field": "emails.address", "is": "eleni@example.com"}]}
        assert api.post("/v1/segments", {"name": "Mail +35799123456", "of": "contact", "criteria": criteria}).status == 201
        stored = [item for item in world.items() if item["kind"]["S"] == "tenant_history"]
        text = json.dumps(stored)
        assert len(stored) == 4
        assert "eleni@" not in text
        assert "99123456" not in text
        assert {"suppression_list.entries_added", "suppression_list.entries_removed"} <= actions(api, kind="settings")

    def test_the_entry_of_a_removal_names_the_entries(self, api: Api) -> None:
        listed = api.post("/v1/suppression-lists", {"name": "No"}).body["suppression_list_id"]
        body = {"entries": [{"email": f"c{number}@example.com"} for number in range(100)]}
        added = api.post(f"/v1/suppression-lists/{listed}/entries", body).body["items"]
        assert api.delete(f"/v1/suppression-lists/{listed}").status == 204
        entries = report(api, kind="settings")
        for action, side in (("entries_added", "to"), ("entries_removed", "from")):
            changes = [one for entry in entries if entry["action"] == f"suppression_list.{action}" for one in entry["changes"]]
            of_action = [one[side] for one in changes if one["field"] == "entries"]
            assert sorted(name for names in of_action for name in names) == sorted(one["entry_id"] for one in added)
        assert entries[0]["action"] == "suppression_list.deleted"
