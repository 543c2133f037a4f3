"""Groups, collaboration, clearance and super users on every route that names a contact (S2.10, S3.14-S3.16)."""

import json
from typing import Any

import pytest

from tests.api.operations import Operation, operations
from tests.aws_in_process.aws import World, moto_world
from tests.aws_in_process.http import Answer, Api

COLLABORATIONS = [
    {"owner": "sales", "with": "pickers", "rights": ["select"]},
    {"owner": "sales", "with": "viewers", "rights": ["view"]},
    {"owner": "sales", "with": "editors", "rights": ["edit"]},
]
SALES, PICKER, VIEWER, EDITOR = (Api(groups=(name,)) for name in ("sales", "pickers", "viewers", "editors"))
STRANGER, NOBODY, SUPER = Api(groups=("others",)), Api(), Api(super_user=True)
ABSENT = "con_01J9ZQ5W3V8K2M4N6P7R8S9T0C"


def about_a_contact() -> list[Operation]:
    with moto_world():
        return [one for one in operations() if one.secured and "{contact_id}" in one.path]


each = pytest.mark.parametrize("operation", about_a_contact(), ids=str)


@pytest.fixture
def owned(world: World) -> str:
    """A contact of group sales, in a tenant whose groups collaborate."""
    groups = ["sales", "pickers", "viewers", "editors", "others"]
    assert SALES.put("/v1/settings/groups", {"groups": groups, "collaborations": COLLABORATIONS}).status == 200
    answer = SALES.post("/v1/contacts", {"kind": "person", "last_name": "Undisclosed", "owned_by_group": "sales"})
    return str(answer.body["contact_id"])


def call(api: Api, operation: Operation, contact_id: str) -> Answer:
    return api.call(operation.method, operation.at(contact_id=contact_id), raw=operation.body)


def without_address(answer: Answer) -> tuple[int, dict[str, Any]]:
    return answer.status, {**answer.body, "instance": ""}


def information(world: World) -> list[dict[str, Any]]:
    """Everything but the record of who looked."""
    return [item for item in world.items() if item["kind"] != {"S": "history"}]


@each
@pytest.mark.feature("S3.14", "S3.16")
def test_whoever_may_not_see_a_contact_is_told_that_there_is_none(world: World, owned: str, operation: Operation) -> None:
    before = information(world)
    for api in (STRANGER, NOBODY):
        answer = call(api, operation, owned)
        assert without_address(answer) == without_address(call(api, operation, ABSENT))
        assert answer.status == 404
    assert information(world) == before


@each
@pytest.mark.feature("S3.15", "S3.16")
def test_a_right_to_select_opens_no_route_and_a_right_to_view_changes_nothing(
    world: World, owned: str, operation: Operation
) -> None:
    before = information(world)
    assert call(PICKER, operation, owned).status == 404
    answer = call(VIEWER, operation, owned)
    if operation.method != "GET":
        assert answer.status in (404, 409, 422), answer.text
    else:
        assert answer.status == call(SALES, operation, owned).status, answer.text
    assert [item for item in information(world) if item["kind"] == {"S": "contact"}] == [
        item for item in before if item["kind"] == {"S": "contact"}
    ]


@each
@pytest.mark.feature("S2.10")
def test_a_contact_above_the_clearance_is_not_there(world: World, operation: Operation) -> None:
    rule = {"when": {"field": "categories", "contains": "vip"}, "level": 2}
    SUPER.put("/v1/settings/privacy_levels", {"rules": [rule]})
    body = {"kind": "person", "last_name": "Georgiou", "categories": ["vip"]}
    contact_id = SUPER.post("/v1/contacts", body).body["contact_id"]
    before = information(world)
    low = Api(privacy_clearance=1)
    assert without_address(call(low, operation, contact_id)) == without_address(call(low, operation, ABSENT))
    assert information(world) == before


@pytest.mark.feature("S3.14", "S3.15")
def test_owners_editors_and_super_users_view_and_change(world: World, owned: str) -> None:
    for place, api in enumerate((SALES, EDITOR, SUPER)):
        assert api.get(f"/v1/contacts/{owned}").status == 200
        assert api.patch(f"/v1/contacts/{owned}", {"first_name": f"N{place}"}).status == 200
    assert VIEWER.get(f"/v1/contacts/{owned}").status == 200
    assert VIEWER.patch(f"/v1/contacts/{owned}", {"first_name": "X"}).status == 404


@pytest.mark.feature("S3.14")
def test_a_contact_of_no_group_is_everyones_and_one_given_away_is_not(world: World, owned: str) -> None:
    common = NOBODY.post("/v1/contacts", {"kind": "person", "last_name": "X"}).body["contact_id"]
    assert STRANGER.get(f"/v1/contacts/{common}").status == 200
    assert SALES.patch(f"/v1/contacts/{owned}", {"owned_by_group": "others"}).status == 200
    assert SALES.get(f"/v1/contacts/{owned}").status == 404
    assert STRANGER.get(f"/v1/contacts/{owned}").status == 200


@pytest.mark.feature("S3.14")
def test_a_super_user_sees_every_group_but_needs_its_scopes_all_the_same(world: World, owned: str) -> None:
    assert Api(super_user=True, scopes=("lists:write",)).get(f"/v1/contacts/{owned}").code == "missing_scope"


@pytest.mark.feature("S3.15")
def test_a_collaboration_that_ends_takes_its_rights_with_it(world: World, owned: str) -> None:
    assert EDITOR.get(f"/v1/contacts/{owned}").status == 200
    SALES.put("/v1/settings/groups", {"groups": ["sales", "editors"], "collaborations": []})
    assert EDITOR.get(f"/v1/contacts/{owned}").status == 404


def test_nothing_of_a_hidden_contact_is_in_any_answer_to_a_stranger(world: World, owned: str) -> None:
    for operation in operations():
        if operation.secured and operation.method == "GET":
            text = json.dumps(STRANGER.call("GET", operation.at(contact_id=ABSENT)).body)
            assert owned not in text, operation
            assert "Undisclosed" not in text, operation
