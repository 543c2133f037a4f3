"""Relations between contacts over HTTP."""

import json
from dataclasses import replace
from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.faults.counting import count_calls


def new_contact(api: Api, **fields: Any) -> str:
    made = api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou", **fields})
    return str(made.body["contact_id"])


def new_company(api: Api) -> str:
    return str(api.post("/v1/contacts", {"kind": "company", "company_name": "Acme Ltd"}).body["contact_id"])


def relations_of(api: Api, contact_id: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = api.get(f"/v1/contacts/{contact_id}/relations").body["items"]
    return items


def actions_of(world: World, contact_id: str) -> list[str]:
    items = world.items(f"TENANT#acme#CONTACT#{contact_id}")
    return [json.loads(item["document"]["S"])["action"] for item in items if item["kind"]["S"] == "history"]


@pytest.mark.feature("S3.13", "S2.5")
def test_a_relation_shows_on_both_contacts_and_is_one_transaction(api: Api, world: World) -> None:
    company, person = new_company(api), new_contact(api)
    with count_calls() as calls:
        made = api.post(f"/v1/contacts/{company}/relations", {"related_contact_id": person, "relation_type": "employee"})
    assert made.status == 201
    assert made.headers["Location"] == f"/v1/contacts/{company}/relations/{made.body['relation_id']}"
    assert calls.counts["dynamodb.TransactWriteItems"] == 1
    (own,) = relations_of(api, company)
    assert own == made.body
    assert (own["direction"], own["label"], own["related_display_name"]) == ("outgoing", "Employee", "Georgiou")
    (other,) = relations_of(api, person)
    assert (other["relation_id"], other["direction"]) == (own["relation_id"], "incoming")
    assert (other["related_contact_id"], other["related_display_name"], other["related_kind"]) == (company, "Acme Ltd", "company")
    for contact_id in (company, person):
        assert api.get(f"/v1/contacts/{contact_id}").body["version"] == 2
        assert actions_of(world, contact_id) == ["contact.created", "relation.added"]


@pytest.mark.feature("S3.13")
def test_a_contact_is_not_related_to_itself(api: Api) -> None:
    person = new_contact(api)
    refused = api.post(f"/v1/contacts/{person}/relations", {"related_contact_id": person, "relation_type": "other"})
    assert (refused.status, refused.code) == (409, "self_relation")


@pytest.mark.feature("S3.13")
@pytest.mark.parametrize("from_the_other_end", [False, True])
def test_a_removed_relation_is_gone_from_both_contacts(api: Api, from_the_other_end: bool) -> None:
    ends = [new_company(api), new_contact(api)]
    body = {"related_contact_id": ends[1], "relation_type": "employee"}
    relation = api.post(f"/v1/contacts/{ends[0]}/relations", body).body["relation_id"]
    assert api.delete(f"/v1/contacts/{ends[from_the_other_end]}/relations/{relation}").status == 204
    assert [relations_of(api, contact_id) for contact_id in ends] == [[], []]
    assert api.delete(f"/v1/contacts/{ends[0]}/relations/{relation}").status == 404


def test_the_same_relation_is_refused_from_either_side(api: Api) -> None:
    company, person = new_company(api), new_contact(api)
    body = {"related_contact_id": person, "relation_type": "employee"}
    assert api.post(f"/v1/contacts/{company}/relations", body).status == 201
    assert api.post(f"/v1/contacts/{company}/relations", body).code == "relation_exists"
    assert api.post(f"/v1/contacts/{company}/relations", {**body, "relation_type": "director"}).status == 201


@pytest.mark.feature("S2.4")
def test_relation_types_are_those_of_the_settings(api: Api) -> None:
    person, other = new_contact(api), new_contact(api)
    refused = api.post(f"/v1/contacts/{person}/relations", {"related_contact_id": other, "relation_type": "rival"})
    assert (refused.status, refused.error_codes()) == (422, {"/relation_type": "unknown_type"})


@pytest.mark.feature("S3.16")
def test_a_relation_to_a_hidden_contact_is_hidden(api: Api) -> None:
    sales = Api(groups=("sales",))
    open_to_all, of_sales = new_contact(api), new_contact(sales, owned_by_group="sales")
    body = {"related_contact_id": of_sales, "relation_type": "other"}
    hidden = api.post(f"/v1/contacts/{open_to_all}/relations", body)
    missing = api.post(f"/v1/contacts/{open_to_all}/relations", {**body, "related_contact_id": "con_0"})
    assert (hidden.status, hidden.body["errors"]) == (missing.status, missing.body["errors"])
    made = sales.post(f"/v1/contacts/{open_to_all}/relations", body)
    assert made.status == 201
    assert relations_of(api, open_to_all) == []
    assert api.get(made.headers["Location"]).status == 404
    assert len(relations_of(sales, open_to_all)) == 1


def test_relations_need_their_scope(api: Api) -> None:
    person, other = new_contact(api), new_contact(api)
    body = {"related_contact_id": other, "relation_type": "other"}
    assert Api(scopes=("contacts:read",)).post(f"/v1/contacts/{person}/relations", body).code == "missing_scope"
    assert Api(tenant_id="acme-corp").post(f"/v1/contacts/{person}/relations", body).status == 404


def test_the_number_of_relations_is_limited_for_both_contacts(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    from contactbook.services.contacts import relations

    monkeypatch.setattr(relations, "RELATIONS", replace(relations.RELATIONS, most=1))
    first, second, third = (new_contact(api) for _ in range(3))
    assert api.post(f"/v1/contacts/{first}/relations", {"related_contact_id": second, "relation_type": "other"}).status == 201
    for one, two in ((first, third), (third, second)):
        refused = api.post(f"/v1/contacts/{one}/relations", {"related_contact_id": two, "relation_type": "other"})
        assert (refused.status, refused.code) == (409, "too_many_relations")


def test_a_stale_version_of_a_relation_is_not_removed(api: Api) -> None:
    body = {"related_contact_id": new_contact(api), "relation_type": "employee"}
    made = api.post(f"/v1/contacts/{new_company(api)}/relations", body)
    assert api.delete(made.headers["Location"], If_Match='"9"').code == "version_mismatch"
    assert api.delete(made.headers["Location"], If_Match=made.headers["ETag"]).status == 204
