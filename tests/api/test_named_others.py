"""Ids of other contacts in what is shown of a contact: those that the caller may not see are left out (S3.16, S8.3)."""

from typing import Any

import pytest

from infra.receipts.verify_chain import BrokenChainError, verified
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_stream
from tests.builders.sending import settings

SUPER = Api(user_id="root", super_user=True)
SALES = Api(user_id="sam", groups=("sales",))
SUPPORT = Api(user_id="sue", groups=("support",))
PICKER = Api(user_id="sel", groups=("pickers",))
VIEWER = Api(user_id="vic", groups=("viewers",))


@pytest.fixture(autouse=True)
def _tenant(world: World) -> None:
    rights = [("pickers", ["select"]), ("viewers", ["view"])]
    shared = [{"owner": "sales", "with": group, "rights": some} for group, some in rights]
    settings("groups", {"groups": ["sales", "support", "pickers", "viewers"], "collaborations": shared})


def person(api: Api, **fields: Any) -> str:
    made = api.post("/v1/contacts", {"kind": "person", "last_name": "Georgiou", **fields})
    assert made.status == 201, made.text
    return str(made.body["contact_id"])


def related() -> tuple[str, str, str]:
    """Return a contact of support, one of sales that is related to it and marked as another person, and the relation."""
    own, hidden = person(SUPPORT, owned_by_group="support"), person(SALES, owned_by_group="sales")
    relation = SUPER.post(f"/v1/contacts/{own}/relations", {"related_contact_id": hidden, "relation_type": "employee"})
    assert relation.status == 201, relation.text
    assert SUPER.post(f"/v1/contacts/{own}/not-duplicate", {"contact_id": hidden}).status == 200
    return own, hidden, relation.body["relation_id"]


@pytest.mark.feature("S8.3", "S3.16")
@pytest.mark.parametrize("at", ["audit", "audit?format=csv", "audit/chain", "export", "export?format=html", "relations"])
def test_no_answer_about_a_contact_names_one_that_is_hidden(world: World, at: str) -> None:
    own, hidden, _ = related()
    path, _, query = at.partition("?")
    asked = {"format": query.partition("=")[2]} if query else {}
    # The readable export names no other contact to anybody.
    assert (hidden in SUPER.get(f"/v1/contacts/{own}/{path}", **asked).text) is ("html" not in at)
    answer = SUPPORT.get(f"/v1/contacts/{own}/{path}", **asked)
    assert (answer.status, hidden in answer.text) == (200, False)
    assert hidden not in SUPPORT.get("/v1/audit", **asked).text


@pytest.mark.feature("S8.3", "S2.127")
def test_a_chain_whose_values_are_withheld_is_verified(world: World) -> None:
    own, _, _ = related()
    chain = SUPPORT.get(f"/v1/contacts/{own}/audit/chain").body
    assert (len(chain["withheld"]), verified(chain)) == (2, 3)
    assert SUPPORT.get(f"/v1/contacts/{own}/audit/verify").body["whole"]
    with pytest.raises(BrokenChainError):
        verified(chain | {"withheld": []})
    assert SUPER.get(f"/v1/contacts/{own}/audit/chain").body["withheld"] == []


@pytest.mark.feature("S8.3", "S3.13")
def test_a_relation_to_a_hidden_contact_is_not_removed(world: World) -> None:
    own, _, relation_id = related()
    at = f"/v1/contacts/{own}/relations"
    answers = [SUPPORT.delete(f"{at}/{one}") for one in (relation_id, "rel_01J9ZQ5W3V8K2M4N6P7R8S9T0A")]
    assert [one.status for one in answers] == [404, 404]
    assert answers[0].body["detail"] == answers[1].body["detail"]
    assert SUPER.delete(f"{at}/{relation_id}").status == 204


@pytest.mark.feature("S8.3")
def test_a_merge_names_no_source_that_is_hidden_again(world: World) -> None:
    own, hidden = person(SUPPORT, owned_by_group="support"), person(SALES, owned_by_group="sales")
    merge_id = SUPER.post(f"/v1/contacts/{own}/merge", {"source_ids": [hidden]}).body["merge_id"]
    assert SUPPORT.get(f"/v1/merges/{merge_id}").body["source_ids"] == [hidden]
    assert SUPER.post(f"/v1/merges/{merge_id}/undo").status == 200
    assert SUPPORT.get(f"/v1/merges/{merge_id}").body["source_ids"] == []
    assert SUPER.get(f"/v1/merges/{merge_id}").body["source_ids"] == [hidden]


@pytest.mark.feature("S8.3", "S2.29")
def test_a_duplicate_is_named_to_who_may_view_it(world: World) -> None:
    settings("uniqueness", {"person": [["emails.address"]]})
    email = {"emails": [{"address": "c@example.com"}]}
    holder = person(SALES, owned_by_group="sales", **email)

    def named(api: Api) -> str | None:
        refused = api.post("/v1/contacts", {"kind": "person", "last_name": "X", **email})
        assert (refused.status, refused.code) == (409, "duplicate_contact")
        return refused.body["conflicts"][0].get("contact_id")  # type: ignore[no-any-return]  # JSON of any shape.

    assert [named(api) for api in (SALES, VIEWER, PICKER, SUPPORT)] == [holder, holder, None, None]


@pytest.mark.feature("S8.3", "S3.15")
def test_a_segment_of_accounts_needs_the_right_to_view(world: World) -> None:
    holder = person(SALES, owned_by_group="sales", tags=["vip"])
    for _ in range(2):
        assert SALES.post(f"/v1/contacts/{holder}/accounts", {"name": "Checking"}).status == 201
    drain_stream(world)
    body = {"of": "account", "criteria": {"field": "tags", "contains": "vip"}}
    assert [api.post("/v1/segments/preview", body).body["count"] for api in (VIEWER, PICKER)] == [2, 0]
