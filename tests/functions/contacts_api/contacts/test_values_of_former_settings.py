"""A value that the settings do not have any more locks nobody out: it stays until it is changed (S2.4)."""

import pytest

from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api

ADDRESS = {"type": "po_box", "line_1": "1 Ledra St", "country": "CY"}
WITH = {
    "types": {
        "email": [{"type": "personal", "label": "Personal"}, {"type": "club", "label": "Club"}],
        "phone": [{"type": "mobile", "label": "Mobile"}],
        "address": [{"type": "home", "label": "Home"}, {"type": "po_box", "label": "Box"}],
        "relation": [{"type": "employee", "label": "Employee"}],
    },
    "categories": {"categories": ["customer", "partner"]},
    "industries": {"sectors": [{"sector": "financial", "industries": ["banking"]}]},
    "groups": {"groups": ["sales", "support"], "collaborations": []},
    "custom_fields": {"fields": [{"name": "shoe", "label": "Shoe", "type": "number"}], "account": []},
}
WITHOUT = {
    "types": {
        "email": [{"type": "personal", "label": "Personal"}],
        "phone": [{"type": "mobile", "label": "Mobile"}],
        "address": [{"type": "home", "label": "Home"}],
        "relation": [{"type": "employee", "label": "Employee"}],
    },
    "categories": {"categories": ["partner"]},
    "industries": {"sectors": []},
    "groups": {"groups": ["support"], "collaborations": []},
    "custom_fields": {"fields": [], "account": []},
}
KEPT = {
    "emails": [{"type": "club", "address": "ann@example.com"}],
    "addresses": [ADDRESS],
    "categories": ["customer"],
    "industry": "banking",
    "owned_by_group": "sales",
    "custom": {"shoe": 42},
}


@pytest.fixture
def api(world: World) -> Api:
    return Api(groups=("sales",))


@pytest.fixture
def contact(api: Api) -> str:
    _configure(api, WITH)
    made = api.post("/v1/contacts", {"kind": "person", "first_name": "Ann", **KEPT})
    assert made.status == 201, made.text
    _configure(api, WITHOUT)
    return made.headers["Location"]


def _configure(api: Api, settings: dict[str, dict[str, object]]) -> None:
    for name, section in settings.items():
        saved = api.put(f"/v1/settings/{name}?force=true", section)
        assert saved.status == 200, saved.text


@pytest.mark.feature("S2.4")
def test_a_contact_with_values_of_former_settings_is_changed(api: Api, contact: str) -> None:
    before = api.get(contact).body
    own = Api(contact_id=before["contact_id"])
    for portal in (api, own):
        assert portal.patch(contact, {"last_name": f"Lee {portal is own}"}).status == 200
    after = own.patch(contact, {**api.get(contact).body, "middle_name": "K"})
    assert (after.status, after.body["middle_name"]) == (200, "K")
    for name in ("emails", "addresses", "categories", "industry", "owned_by_group", "custom"):
        assert after.body[name] == before[name]


@pytest.mark.feature("S2.4")
def test_an_address_is_added_beside_values_of_former_settings(api: Api, contact: str) -> None:
    added = api.post(f"{contact}/addresses", {"type": "home", "line_1": "2 Ledra St", "country": "CY"})
    assert added.status == 201, added.text


@pytest.mark.feature("S2.4")
@pytest.mark.parametrize(
    ("patch", "field", "code"),
    [
        ({"emails": [{"type": "gone", "address": "ann@example.com"}]}, "/emails/0/type", "unknown_type"),
        ({"phones": [{"type": "club", "number": "+35799123456"}]}, "/phones/0/type", "unknown_type"),
        ({"categories": ["customer", "gone"]}, "/categories/1", "unknown_category"),
        ({"industry": "gone"}, "/industry", "unknown_industry"),
        ({"owned_by_group": "gone"}, "/owned_by_group", "unknown_group"),
        ({"custom": {"shoe": 43}}, "/custom/shoe", "unknown_field"),
    ],
)
def test_a_new_value_that_the_settings_do_not_have_is_refused(
    api: Api, contact: str, patch: dict[str, object], field: str, code: str
) -> None:
    before = api.get(contact).body
    refused = api.patch(contact, patch)
    assert (refused.status, refused.error_codes()[field]) == (422, code)
    assert api.get(contact).body == before
