"""What contacts have is not removed from the settings silently."""

from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.aws_in_process.jobs import drain_queues
from tests.functions.settings_api.test_settings import create, save, saved

COLOURS: dict[str, Any] = {"name": "colour", "label": "Colour", "type": "choice", "choices": ["red", "blue"]}
SECTORS: list[Any] = [{"sector": "financial", "industries": ["banking"]}, {"sector": "public", "industries": []}]
IN_USE: dict[str, Any] = {
    "types": (
        {"address": [{"type": "home", "label": "Home"}], "email": [{"type": "work", "label": "Work"}]},
        {"/address": "in_use", "/email": "in_use"},
    ),
    "groups": ({"groups": ["support"]}, {"/groups": "in_use"}),
    "custom_fields": ({"fields": [{**COLOURS, "name": "size"}]}, {"/fields": "in_use"}),
    "categories": ({"categories": ["partner"]}, {"/categories": "in_use"}),
    "industries": ({"sectors": [SECTORS[1]]}, {"/sectors": "in_use"}),
}


@pytest.mark.feature("S2.4")
@pytest.mark.parametrize("section", IN_USE)
def test_what_contacts_have_is_not_removed_without_saying_so(world: World, api: Api, section: str) -> None:
    saved(api, "industries", sectors=SECTORS)
    saved(api, "groups", groups=["sales", "support"])
    saved(api, "custom_fields", fields=[COLOURS, {**COLOURS, "name": "size"}])
    hidden = {"type": "billing", "line_1": "1 St", "country": "CY", "active": False}
    for _ in range(2):
        fields: dict[str, Any] = {
            "categories": ["vip"],
            "industry": "banking",
            "addresses": [hidden],
            "emails": [{"address": "a@b.example"}],
        }
        fields |= {"owned_by_group": "sales", "custom": {"colour": "red"}}
        assert create(api, last_name="X", **fields).status == 201
    body, errors = IN_USE[section]
    before = api.get(f"/v1/settings/{section}").body
    refused = save(api, section, **body)
    assert (refused.status, refused.code, refused.error_codes()) == (409, "in_use", errors)
    assert all("2" in one["message"] and "force=true" in one["message"] for one in refused.body["errors"])
    assert api.get(f"/v1/settings/{section}").body == before
    assert Api(tenant_id="other").put(f"/v1/settings/{section}", body).status == 200
    assert api.put(f"/v1/settings/{section}?force=true", body).status == 200


@pytest.mark.feature("S2.4")
def test_what_no_contact_has_is_removed(world: World, api: Api) -> None:
    assert create(api, last_name="X", categories=["partner"]).status == 201
    saved(api, "categories", categories=["partner"])


@pytest.mark.feature("S2.4")
@pytest.mark.parametrize(
    ("kept", "refused"),
    [
        ({"choices": ["red"]}, 0),
        ({"choices": ["blue"]}, 1),
        ({"kinds": ["company"]}, 1),
        ({"type": "text", "choices": []}, 0),
        ({"type": "number", "choices": []}, 1),
    ],
)
def test_a_custom_field_takes_no_less_than_what_contacts_have(world: World, api: Api, kept: dict[str, Any], refused: int) -> None:
    saved(api, "custom_fields", fields=[COLOURS])
    assert create(api, last_name="X", custom={"colour": "red"}).status == 201
    assert create(api, last_name="Y", custom={"colour": None}).status == 201
    answer = save(api, "custom_fields", fields=[{**COLOURS, **kept}])
    assert [one["message"][:9] for one in answer.body.get("errors", ())] == ["1 contact"] * refused


@pytest.mark.feature("S2.4", "S3.14")
def test_groups_that_are_not_listed_any_more_need_no_word_where_none_is_listed(world: World, api: Api) -> None:
    assert create(api, last_name="X", owned_by_group="other").status == 201
    saved(api, "groups", groups=["sales"])
    assert create(api, last_name="Y", owned_by_group="sales").status == 201
    saved(api, "groups", groups=[])


ACCOUNT: dict[str, Any] = {
    "name": "A",
    "contact_information": {"mailing_address": {"type": "po_box", "line_1": "1 St", "country": "CY"}},
    "custom": {"tier": "gold"},
}
TIER: dict[str, Any] = {"name": "tier", "label": "Tier", "type": "choice", "choices": ["gold", "silver"]}


def a_related_holder(api: Api) -> tuple[str, str]:
    saved(api, "custom_fields", account=[TIER])
    first, second = (str(create(api, last_name=name).body["contact_id"]) for name in "XY")
    for _ in range(2):
        assert api.post(f"/v1/contacts/{first}/accounts", ACCOUNT).status == 201
    assert api.post(f"/v1/contacts/{first}/relations", {"related_contact_id": second, "relation_type": "spouse"}).status == 201
    return first, second


def refusals(api: Api) -> list[tuple[str, str]]:
    """Return what is refused where nothing is kept of what a relation or an account can have."""
    types = {name: [{"type": "other", "label": "Other"}] for name in ("address", "relation")}
    answers = save(api, "types", **types), save(api, "custom_fields", account=[{**TIER, "choices": ["silver"]}])
    return [(one["field"], one["message"].partition(".")[0]) for answer in answers for one in answer.body.get("errors", ())]


EXPECTED = [
    ("/relation", "1 relation has 'spouse'"),
    ("/address", "2 accounts have 'po_box'"),
    ("/account", "2 accounts have 'tier'"),
]


@pytest.mark.feature("S2.4")
def test_what_only_relations_and_accounts_have_is_not_removed_without_saying_so(world: World, api: Api) -> None:
    first, second = a_related_holder(api)
    assert refusals(api) == EXPECTED
    merged = api.post(f"/v1/contacts/{create(api, last_name='Z').body['contact_id']}/merge", {"source_ids": [first]})
    assert refusals(api) == EXPECTED
    assert api.post(f"/v1/merges/{merged.body['merge_id']}/undo").status == 200
    assert refusals(api) == EXPECTED
    (relation,) = api.get(f"/v1/contacts/{second}/relations").body["items"]
    assert api.delete(f"/v1/contacts/{second}/relations/{relation['relation_id']}").status == 204
    for account in api.get(f"/v1/contacts/{first}/accounts").body["items"]:
        changed = {"contact_information": {"mailing_address": None}, "custom": {"tier": "silver"}}
        assert api.patch(f"/v1/accounts/{account['account_id']}", changed).status == 200
    assert refusals(api) == []


@pytest.mark.feature("S2.4")
def test_a_rebuild_finds_what_a_former_version_saved(world: World, api: Api) -> None:
    a_related_holder(api)
    for item in world.items():
        if item["kind"]["S"] in ("relation", "account"):
            key = {"pk": item["pk"], "sk": item["sk"]}
            world.client("dynamodb").update_item(TableName=world.table_name, Key=key, UpdateExpression="REMOVE gsi3pk, gsi3sk")
    api.post("/v1/settings/derived-rebuilds")
    drain_queues(world, "derived_rebuild")
    assert refusals(api) == EXPECTED
