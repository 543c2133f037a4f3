"""What contacts have is not removed from the settings silently."""

from typing import Any

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
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
    "industries": ({"sectors": [SECTORS[1]]}, {"/sectors": "in_use", "/sectors/industries": "in_use"}),
}


@pytest.mark.feature("S2.4")
@pytest.mark.parametrize("section", IN_USE)
def test_what_contacts_have_is_not_removed_without_saying_so(world: World, api: Api, section: str) -> None:
    saved(api, "industries", sectors=SECTORS)
    saved(api, "groups", groups=["sales", "support"])
    saved(api, "custom_fields", fields=[COLOURS, {**COLOURS, "name": "size"}])
    hidden = {"type": "billing", "line_1": "1 St", "country": "CY", "active": False}
    for _ in range(2):
        body = {"categories": ["vip"], "industry": "banking", "addresses": [hidden], "emails": [{"address": "a@b.example"}]}
        body |= {"owned_by_group": "sales", "custom": {"colour": "red"}}
        assert create(api, last_name="X", **body).status == 201
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
