"""Merging contacts over HTTP, and undoing it."""

import json
from typing import Any

import pytest

from contactbook.domain.erasure.census import CENSUS, OnMerge
from contactbook.services.base.stores import open_store
from contactbook.services.merges import journal
from contactbook.storage.base.staging import STAGED
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api, LambdaContext
from tests.checks.permissions import acting_as


def new_contact(api: Api, **fields: Any) -> str:
    made = api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou", **fields})
    assert made.status == 201, made.body
    return str(made.body["contact_id"])


def merge(api: Api, survivor: str, *sources: str, **prefer: str) -> dict[str, Any]:
    answer = api.post(f"/v1/contacts/{survivor}/merge", {"source_ids": list(sources), "prefer": prefer})
    assert answer.status == 200, answer.body
    body: dict[str, Any] = answer.body
    return body


def undo(api: Api, merged: dict[str, Any]) -> dict[str, Any]:
    answer = api.post(f"/v1/merges/{merged['merge_id']}/undo", {})
    assert answer.status == 200, answer.body
    body: dict[str, Any] = answer.body
    return body


def items_of(api: Api, path: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = api.get(path).body["items"]
    return items


def an_owner_of_everything(api: Api, other: str, **fields: Any) -> str:
    """A contact with one of each that a contact can own."""
    contact = new_contact(api, **fields)
    account = api.post(f"/v1/contacts/{contact}/accounts", {"name": "Checking"}).body["account_id"]
    paid = {"external_id": "inv-1", "amount": "1.00", "currency": "EUR", "occurred_at": "2026-01-01T00:00:00Z"}
    assert api.post(f"/v1/accounts/{account}/transactions", paid).status == 201
    for path, body in {
        "opportunities": {"name": "Kitchen"},
        "notes": {"text": "Called"},
        "engagements": {"type": "job", "subject": "Roof"},
        "conversions": {"occurred_at": "2026-01-01T00:00:00Z", "source": "web"},
        "attachments": {"file_name": "id.pdf", "content_type": "application/pdf", "size": 10, "classification": "id_card"},
        "relations": {"related_contact_id": other, "relation_type": "other"},
    }.items():
        answer = api.post(f"/v1/contacts/{contact}/{path}", body)
        assert answer.status == 201, (path, answer.body)
    return contact


def all_owned(api: Api, contact: str) -> dict[str, list[str]]:
    nouns = ("accounts", "opportunities", "notes", "engagements", "conversions", "attachments", "relations")
    return {
        noun: [next(value for name, value in item.items() if name.endswith("_id") and name != "contact_id") for item in found]
        for noun in nouns
        for found in [items_of(api, f"/v1/contacts/{contact}/{noun}")]
    }


@pytest.mark.feature("S1.22", "S1.23")
def test_everything_a_source_owns_moves_and_its_id_leads_to_the_survivor(api: Api, world: World) -> None:
    other = new_contact(api)
    survivor = new_contact(api, first_name="Eleni")
    source = an_owner_of_everything(api, other, language="el", emails=[{"address": "e@example.com"}])
    owned = all_owned(api, source)
    merged = merge(api, survivor, source)
    contact = merged["contact"]
    assert (contact["contact_id"], contact["first_name"], contact["language"]) == (survivor, "Eleni", "el")
    assert (contact["stage"], contact["life_cycle_state"]) == ("customer", "financial")
    assert all_owned(api, survivor) == owned
    gone = api.get(f"/v1/contacts/{source}")
    assert (gone.status, gone.code, gone.body["merged_into"]) == (410, "merged", survivor)
    account = api.get(f"/v1/accounts/{owned['accounts'][0]}").body
    assert account["contact_id"] == survivor
    assert len(items_of(api, f"/v1/accounts/{account['account_id']}/transactions")) == 1
    (far,) = items_of(api, f"/v1/contacts/{other}/relations")
    assert far["related_contact_id"] == survivor
    left = {item["kind"]["S"] for item in world.items(f"TENANT#acme#CONTACT#{source}")}
    assert {CENSUS[kind].merge for kind in left} <= {OnMerge.STAYS, OnMerge.NOTHING}
    moved = {item["kind"]["S"] for item in world.items(f"TENANT#acme#CONTACT#{survivor}")}
    assert {kind for kind, treatment in CENSUS.items() if treatment.merge is OnMerge.MOVES} - moved == {STAGED}


@pytest.mark.feature("S1.22")
def test_an_undo_gives_everybody_back_as_they_were(api: Api) -> None:
    other = new_contact(api)
    lists = [api.post("/v1/lists", {"name": name}).body["list_id"] for name in ("One", "Two")]
    survivor = an_owner_of_everything(api, other, first_name="Eleni", list_ids=[lists[0]])
    source = an_owner_of_everything(api, other, emails=[{"address": "e@example.com"}], list_ids=lists)
    own_relation = api.post(f"/v1/contacts/{survivor}/relations", {"related_contact_id": source, "relation_type": "employee"})
    ends = (survivor, source)

    def state() -> list[Any]:
        kept = ("version", "updated_at", "updated_by")
        bodies = [api.get(f"/v1/contacts/{one}").body for one in ends]
        plain = [{name: value for name, value in body.items() if name not in kept} for body in bodies]
        relations = [sorted(one["related_contact_id"] for one in items_of(api, f"/v1/contacts/{other}/relations"))]
        members = [sorted(one["contact_id"] for one in items_of(api, f"/v1/lists/{found}/contacts")) for found in lists]
        return [plain, [all_owned(api, one) for one in ends], relations, members]

    before = state()
    merged = merge(api, survivor, source)
    assert own_relation.body["relation_id"] not in all_owned(api, survivor)["relations"]
    assert [one["contact_id"] for found in lists for one in items_of(api, f"/v1/lists/{found}/contacts")] == [survivor, survivor]
    undone = undo(api, merged)
    assert (undone["survivor"]["contact_id"], undone["sources"][0]["contact_id"]) == ends
    assert state() == before
    again = api.post(f"/v1/merges/{merged['merge_id']}/undo", {})
    assert (again.status, again.code) == (409, "already_undone")


@pytest.mark.feature("S1.22", "S2.33")
def test_uniqueness_claims_move_with_the_merge_and_back(api: Api) -> None:
    api.put("/v1/settings/uniqueness", {"person": [["emails"]], "company": []})
    survivor = new_contact(api, emails=[{"address": "a@example.com"}])
    source = new_contact(api, emails=[{"address": "b@example.com"}])
    merged = merge(api, survivor, source)
    taken = api.post("/v1/contacts", {"kind": "person", "last_name": "X", "emails": [{"address": "b@example.com"}]})
    assert (taken.status, taken.body["conflicts"][0]["contact_id"]) == (409, survivor)
    undo(api, merged)
    taken = api.post("/v1/contacts", {"kind": "person", "last_name": "X", "emails": [{"address": "b@example.com"}]})
    assert (taken.status, taken.body["conflicts"][0]["contact_id"]) == (409, source)


def test_an_undo_does_not_take_what_another_contact_claims_by_now(api: Api) -> None:
    api.put("/v1/settings/uniqueness", {"person": [["emails"]], "company": []})
    survivor = new_contact(api, emails=[{"address": "a@example.com", "primary": True}])
    source = new_contact(api, emails=[{"address": "b@example.com"}], language="el")
    merged = merge(api, survivor, source)
    api.patch(f"/v1/contacts/{survivor}", {"emails": [{"address": "a@example.com"}]})
    new_contact(api, emails=[{"address": "b@example.com"}])
    undone = undo(api, merged)
    assert undone["sources"][0]["emails"] == []


@pytest.mark.feature("S1.24")
def test_what_cannot_be_merged_is_refused(api: Api) -> None:
    person = new_contact(api)
    company = str(api.post("/v1/contacts", {"kind": "company", "company_name": "Acme"}).body["contact_id"])
    foreign = new_contact(Api(tenant_id="acme-corp"))
    for source, status, code in (
        (person, 409, "merge_with_itself"),
        (company, 409, "different_kinds"),
        (foreign, 404, "not_found"),
        ("con_0", 404, "not_found"),
    ):
        answer = api.post(f"/v1/contacts/{person}/merge", {"source_ids": [source]})
        assert (answer.status, answer.code) == (status, code)
    assert Api(scopes=("contacts:write",)).post(f"/v1/contacts/{person}/merge", {"source_ids": [company]}).code == "missing_scope"


@pytest.mark.feature("S3.16")
def test_nobody_merges_or_undoes_what_they_may_not_see(api: Api) -> None:
    sales = Api(groups=("sales",))
    hidden, own = new_contact(sales, owned_by_group="sales"), new_contact(api)
    assert api.post(f"/v1/contacts/{own}/merge", {"source_ids": [hidden]}).status == 404
    merged = merge(sales, hidden, own)
    for answer in (api.get(f"/v1/merges/{merged['merge_id']}"), api.post(f"/v1/merges/{merged['merge_id']}/undo", {})):
        assert answer.status == 404
    assert api.get(f"/v1/contacts/{own}").status == 404
    assert sales.get(f"/v1/merges/{merged['merge_id']}").body["state"] == "merged"


def test_a_preview_shows_the_result_and_changes_nothing(api: Api, world: World) -> None:
    survivor = new_contact(api)
    source = new_contact(api, first_name="Eleni")
    api.post(f"/v1/contacts/{source}/opportunities", {"name": "Kitchen"})
    before = world.items()
    shown = api.post(f"/v1/contacts/{survivor}/merge/preview", {"source_ids": [source]})
    assert shown.status == 200
    assert (shown.body["contact"]["first_name"], shown.body["contact"]["stage"]) == ("Eleni", "prospect")
    assert shown.body["moves"] == {"opportunity": 1}
    assert world.items() == before


def test_a_merge_is_one_transaction_and_one_entry_on_each(api: Api, world: World) -> None:
    survivor, source = new_contact(api), new_contact(api)
    merged = merge(api, survivor, source)
    actions = {
        one: [
            json.loads(item["document"]["S"])["action"]
            for item in world.items(f"TENANT#acme#CONTACT#{one}")
            if item["kind"]["S"] == "history"
        ]
        for one in (survivor, source)
    }
    assert actions == {survivor: ["contact.created", "contact.merged"], source: ["contact.created", "contact.merged_away"]}
    assert world.messages("merges") == []
    assert api.get(f"/v1/merges/{merged['merge_id']}").body["source_ids"] == [source]


@pytest.mark.feature("S1.23")
def test_a_merged_survivor_leads_on_and_the_later_merge_is_undone_first(api: Api) -> None:
    first, second, third = (new_contact(api) for _ in range(3))
    inner = merge(api, second, first)
    outer = merge(api, third, second)
    assert api.get(f"/v1/contacts/{first}").status == 410
    refused = api.post(f"/v1/merges/{inner['merge_id']}/undo", {})
    assert (refused.status, refused.code) == (410, "merged")
    undo(api, outer)
    undo(api, inner)
    assert [api.get(f"/v1/contacts/{one}").status for one in (first, second, third)] == [200, 200, 200]
    one = merge(api, first, second)
    merge(api, first, third)
    assert api.post(f"/v1/merges/{one['merge_id']}/undo", {}).code == "merged_again"


def test_a_repeated_request_answers_as_the_first(api: Api) -> None:
    survivor, source = new_contact(api), new_contact(api)
    body = {"source_ids": [source]}
    answers = [api.post(f"/v1/contacts/{survivor}/merge", body, idempotency_key="k1") for _ in range(2)]
    assert [answer.status for answer in answers] == [200, 200]
    assert answers[0].body == answers[1].body


def test_a_later_change_that_cannot_be_told_apart_is_named(api: Api) -> None:
    merged = merge(api, new_contact(api), new_contact(api))
    api.patch(f"/v1/contacts/{merged['contact']['contact_id']}", {"last_name": "Georgiu"})
    path = f"/v1/merges/{merged['merge_id']}/undo"
    refused = api.post(path, {})
    assert (refused.status, refused.code, refused.error_codes()) == (409, "undo_conflicts", {"/last_name": "changed_since"})
    undone = api.post(path, {"assign": {"last_name": merged["contact"]["contact_id"]}})
    assert undone.status == 200
    assert (undone.body["survivor"]["last_name"], undone.body["sources"][0]["last_name"]) == ("Georgiu", "Georgiou")


def run_job(world: World) -> None:
    """Hand the job's queue to its function, with the rights of its role."""
    from merges.app import handler

    with acting_as("merges"):
        assert handler({"Records": world.take_messages("merges")}, LambdaContext()) == {"batchItemFailures": []}


@pytest.mark.feature("S1.22", "S1.29")
def test_a_merge_and_an_undo_in_steps_are_the_same_to_everybody(api: Api, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contactbook.services.merges.transaction_size._MOST_AT_ONCE", 0)
    other = new_contact(api)
    lists = [api.post("/v1/lists", {"name": name}).body["list_id"] for name in ("One", "Two")]
    survivor = an_owner_of_everything(api, other, list_ids=[lists[0]])
    source = an_owner_of_everything(api, other, list_ids=lists, emails=[{"address": "e@example.com"}])
    api.post(f"/v1/contacts/{survivor}/relations", {"related_contact_id": source, "relation_type": "employee"})

    def state() -> list[Any]:
        members = [sorted(one["contact_id"] for one in items_of(api, f"/v1/lists/{found}/contacts")) for found in lists]
        emails = [[one["address"] for one in api.get(f"/v1/contacts/{contact}").body["emails"]] for contact in (survivor, source)]
        return [members, emails, all_owned(api, survivor), all_owned(api, source), len(all_owned(api, other)["relations"])]

    before = state()
    merged = merge(api, survivor, source)
    for settled in (False, True):
        owned = all_owned(api, survivor)
        assert {noun: len(ids) for noun, ids in owned.items()} == dict.fromkeys(owned, 2) | {"relations": 1}
        assert [one["contact_id"] for found in lists for one in items_of(api, f"/v1/lists/{found}/contacts")] == [survivor] * 2
        assert api.get(f"/v1/contacts/{source}").status == 410
        if not settled:
            run_job(world)
    undo(api, merged)
    assert state() == before
    run_job(world)
    assert state() == before
    kinds = {item["kind"]["S"] for item in world.items()}
    assert not kinds & {STAGED, "merge_snapshot"}


@pytest.mark.feature("S2.141")
def test_what_merges_remember_of_a_contact_can_be_forgotten(api: Api, world: World) -> None:
    survivor, source = new_contact(api), new_contact(api, emails=[{"address": "secret@example.com"}])
    merge(api, survivor, source)
    store = open_store("acme")
    journal.forget_merges_of(store, [source])
    assert "merge_snapshot" not in {item["kind"]["S"] for item in world.items()}
    journal.forget_merges_of(store, [source])


@pytest.mark.feature("S2.127")
def test_the_audit_chains_of_all_of_them_stay_whole(api: Api) -> None:
    survivor, source = new_contact(api), new_contact(api)
    undo(api, merge(api, survivor, source))
    for contact_id, actions in (
        (survivor, ["contact.merge_undone", "contact.merged", "contact.created"]),
        (source, ["contact.restored", "contact.merged_away", "contact.created"]),
    ):
        entries = items_of(api, f"/v1/contacts/{contact_id}/audit")
        assert [entry["action"] for entry in entries if entry["action"].startswith("contact.")] == actions
        verdict = api.get(f"/v1/contacts/{contact_id}/audit/verify").body
        assert verdict["whole"], verdict
