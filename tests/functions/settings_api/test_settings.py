"""Settings, section by section, and how contacts follow them (S2.2-S2.11)."""

from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator

from contactbook.domain.settings.sections import SECTIONS
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Answer, Api


def save(api: Api, section: str, **body: Any) -> Answer:
    return api.put(f"/v1/settings/{section}", body)


def saved(api: Api, section: str, **body: Any) -> Answer:
    answer = save(api, section, **body)
    assert answer.status == 200, answer.text
    return answer


def create(api: Api, **fields: Any) -> Answer:
    return api.post("/v1/contacts", {"kind": "company" if "company_name" in fields else "person", **fields})


@pytest.mark.feature("S2.2")
@pytest.mark.parametrize("section", sorted(SECTIONS))
def test_every_section_has_defaults_a_schema_and_can_be_sent_back_as_it_is_read(world: World, api: Api, section: str) -> None:
    read = api.get(f"/v1/settings/{section}")
    assert (read.status, read.body["version"], read.headers["ETag"]) == (200, 0, '"0"')
    own = {name: value for name, value in read.body.items() if name not in ("schema", "version")}
    Draft202012Validator(read.body["schema"]).validate(own)
    again = api.put(f"/v1/settings/{section}", read.body)
    # Nothing changed, so nothing was saved.
    assert (again.status, again.body["version"]) == (200, 0)
    assert {name: value for name, value in again.body.items() if name != "version"} == own


@pytest.mark.feature("S2.2")
def test_a_put_replaces_the_section_and_what_it_leaves_out_takes_its_default(world: World, api: Api) -> None:
    saved(api, "preferences", direct_marketing=True, affiliate_marketing=True)
    assert saved(api, "preferences", affiliate_marketing=True).body["direct_marketing"] is False


def test_sections_are_versioned_and_unknown_ones_and_unknown_fields_refused(world: World, api: Api) -> None:
    assert save(api, "nothing").status == api.get("/v1/settings/nothing").status == 404
    assert save(api, "formatting", nothing=1).error_codes() == {"/nothing": "unknown_field"}
    assert api.put("/v1/settings/formatting", {"phone": "national"}, if_match='"0"').status == 200
    assert api.put("/v1/settings/formatting", {}, if_match='"0"').code == "version_mismatch"
    assert Api(scopes=("settings:read",)).put("/v1/settings/formatting", {}).status == 403
    assert Api(tenant_id="other").get("/v1/settings/formatting").body["version"] == 0


@pytest.mark.feature("S2.3")
def test_names_are_displayed_as_configured_persons_and_companies_apart(world: World, api: Api) -> None:
    saved(api, "name_display", person="{last_name}, {first_name}", company="** {company_name} **")
    assert create(api, first_name="Eleni", last_name="Georgiou").body["display_name"] == "Georgiou, Eleni"
    assert create(api, company_name="Acme").body["display_name"] == "** Acme **"
    assert save(api, "name_display", person="{company_name}").error_codes() == {"/person": "wrong_kind"}
    assert save(api, "name_display", company="all alike").error_codes() == {"/company": "no_name"}
    assert save(api, "name_display", person="{password}").status == 422


@pytest.mark.feature("S2.4", "S2.5")
def test_types_are_configured_with_their_labels_and_others_refused(world: World, api: Api) -> None:
    types = [{"type": "private", "label": "Privately"}, {"type": "work", "label": "At work"}]
    assert saved(api, "types", email=types).body["email"][0]["label"] == "Privately"
    contact = create(api, emails=[{"address": "a@example.com"}, {"type": "work", "address": "b@example.com"}])
    assert [email["type"] for email in contact.body["emails"]] == ["private", "work"]
    refused = create(api, emails=[{"type": "personal", "address": "c@example.com"}])
    assert refused.error_codes() == {"/emails/0/type": "unknown_type"}
    assert save(api, "types", email=[types[0], types[0]]).status == 422
    assert save(api, "types", email=[]).status == 422


@pytest.mark.feature("S2.6")
def test_a_mandatory_type_is_needed_to_create_and_to_change_but_not_to_read(world: World, api: Api) -> None:
    contact_id = create(api, last_name="Before").body["contact_id"]
    saved(api, "types", phone=[{"type": "mobile", "label": "Mobile", "mandatory": True}])
    assert create(api, last_name="X").error_codes() == {"/phones": "mandatory_type_missing"}
    phones = [{"type": "mobile", "number": "+35799123456"}]
    made = create(api, last_name="X", phones=phones).body["contact_id"]
    assert api.patch(f"/v1/contacts/{made}", {"phones": []}).error_codes() == {"/phones": "mandatory_type_missing"}
    assert api.get(f"/v1/contacts/{contact_id}").status == 200
    assert api.patch(f"/v1/contacts/{contact_id}", {"first_name": "A"}).status == 422
    assert api.patch(f"/v1/contacts/{contact_id}", {"first_name": "A", "phones": phones}).status == 200


@pytest.mark.feature("S2.4")
def test_a_type_in_use_can_be_removed_and_its_contacts_keep_it(world: World, api: Api) -> None:
    contact_id = create(api, emails=[{"type": "work", "address": "a@example.com"}]).body["contact_id"]
    assert api.put("/v1/settings/types?force=true", {"email": [{"type": "personal", "label": "Personal"}]}).status == 200
    assert api.get(f"/v1/contacts/{contact_id}").body["emails"][0]["type"] == "work"
    assert api.patch(f"/v1/contacts/{contact_id}", {"last_name": "X"}).status == 200


@pytest.mark.feature("S2.7")
def test_categories_are_configured_and_assigned(world: World, api: Api) -> None:
    saved(api, "categories", categories=["customer", "broker"])
    assert create(api, last_name="X", categories=["broker", "broker"]).body["categories"] == ["broker"]
    assert create(api, last_name="X", categories=["partner"]).error_codes() == {"/categories/0": "unknown_category"}
    assert save(api, "categories", categories=["a", "b", "a"]).error_codes() == {"/categories/2": "repeated_value"}


@pytest.mark.feature("S2.8", "S2.9")
def test_an_industry_belongs_to_one_sector_and_a_pair_must_match(world: World, api: Api) -> None:
    sectors = [{"sector": "financial", "industries": ["banking"]}, {"sector": "public", "industries": ["schools"]}]
    saved(api, "industries", sectors=sectors)
    assert create(api, company_name="A", industry="banking", industry_sector="financial").status == 201
    assert create(api, company_name="A", industry="banking").status == 201
    assert create(api, company_name="A", industry_sector="public").status == 201
    mismatch = create(api, company_name="A", industry="banking", industry_sector="public")
    assert mismatch.error_codes() == {"/industry_sector": "sector_mismatch"}
    assert create(api, company_name="A", industry="mining").error_codes() == {"/industry": "unknown_industry"}
    assert save(api, "industries", sectors=[*sectors, {"sector": "more", "industries": ["banking"]}]).status == 422


@pytest.mark.feature("S2.8")
def test_a_contact_with_an_industry_belongs_to_its_sector_without_saying_so(world: World, api: Api) -> None:
    sectors = [{"sector": "financial", "industries": ["banking"]}, {"sector": "public", "industries": ["schools"]}]
    saved(api, "industries", sectors=sectors)
    made = create(api, company_name="A", industry="banking")
    path = made.headers["Location"]
    assert (made.body["industry"], made.body["industry_sector"]) == ("banking", "financial")
    # The sector follows the industry, also when a form sends back the one that it showed.
    assert api.patch(path, {"industry": "schools"}).body["industry_sector"] == "public"
    assert api.patch(path, api.get(path).body | {"industry": "banking"}).body["industry_sector"] == "financial"
    assert api.patch(path, {"industry_sector": "public"}).error_codes() == {"/industry_sector": "sector_mismatch"}
    # An industry that the settings move takes its contacts along when they are next saved.
    moved = {"sectors": [{"sector": "money", "industries": ["banking"]}, sectors[1]]}
    assert api.put("/v1/settings/industries?force=true", moved).status == 200
    assert api.patch(path, {"company_name": "B"}).body["industry_sector"] == "money"
    assert api.patch(path, {"industry": None, "industry_sector": None}).body["industry_sector"] is None


@pytest.mark.feature("S2.4")
def test_a_relation_type_cannot_be_mandatory(world: World, api: Api) -> None:
    relation = [{"type": "owner", "label": "Owner"}, {"type": "spouse", "label": "Spouse", "mandatory": True}]
    answer = save(api, "types", relation=relation)
    assert (answer.status, answer.error_codes()) == (422, {"/relation/1/mandatory": "mandatory_relation"})


@pytest.mark.feature("S2.10")
def test_the_first_privacy_rule_that_fits_sets_the_level_again_at_every_save(world: World, api: Api) -> None:
    rules = [
        {"when": {"field": "categories", "contains": "VIP"}, "level": 3},
        {"when": {"field": "addresses.country", "is": "CY"}, "level": 2},
        {"when": {"field": "identifiers.passport.number"}, "level": 1},
    ]
    saved(api, "privacy_levels", rules=rules, default=0)
    cleared = Api(privacy_clearance=3)

    def level(**fields: Any) -> int:
        return int(create(cleared, last_name="X", **fields).body["privacy_level"])

    cyprus = [{"line_1": "1 Ledra St", "country": "CY"}]
    assert level(categories=["vip"], addresses=cyprus) == 3
    assert level(addresses=cyprus) == 2
    assert level(identifiers={"passport": {"number": "P1"}}) == 1
    assert level() == 0
    contact_id = create(cleared, last_name="X", categories=["vip"]).body["contact_id"]
    assert cleared.patch(f"/v1/contacts/{contact_id}", {"categories": []}).body["privacy_level"] == 0


@pytest.mark.feature("S2.11")
def test_names_and_postal_codes_take_the_tenants_format(world: World, api: Api) -> None:
    saved(api, "formatting", name_case="upper")
    address = {"line_1": "1 High St", "postal_code": "sw1a 1aa", "country": "GB"}
    made = create(api, last_name="Georgiou", addresses=[address]).body
    assert (made["last_name"], made["addresses"][0]["postal_code"]) == ("GEORGIOU", "SW1A 1AA")
    saved(api, "formatting", name_case="title", upper_case_postal_codes=False)
    made = create(api, last_name="georgiou", addresses=[address]).body
    assert (made["last_name"], made["addresses"][0]["postal_code"]) == ("Georgiou", "sw1a 1aa")


@pytest.mark.feature("S2.11")
def test_national_numbers_are_read_in_the_tenants_region(world: World, api: Api) -> None:
    assert create(api, phones=[{"number": "99123456"}]).body["phones"][0]["number"] == "+35799123456"
    saved(api, "localization", default_region="GR")
    assert create(api, phones=[{"number": "6912345678"}]).body["phones"][0]["number"] == "+306912345678"


@pytest.mark.feature("S2.13")
def test_persons_and_companies_have_fields_of_their_own_and_stay_what_they_are(world: World, api: Api) -> None:
    assert create(api, company_name="Acme", first_name="Eleni").error_codes() == {"/first_name": "wrong_kind"}
    person = create(api, last_name="X").body["contact_id"]
    assert api.patch(f"/v1/contacts/{person}", {"company_name": "Acme"}).error_codes() == {"/company_name": "wrong_kind"}
    for kind in ("company", "person", None):
        assert api.patch(f"/v1/contacts/{person}", {"kind": kind}).status == 422 or kind == "person"
    assert api.get(f"/v1/contacts/{person}").body["kind"] == "person"


@pytest.mark.feature("S2.15")
def test_what_is_mandatory_and_missing_is_named(world: World, api: Api) -> None:
    saved(api, "mandatory_fields", person=["first_name", "emails", "identifiers.id_card.number", "addresses"], company=[])
    missing = create(api, last_name="X")
    assert set(missing.error_codes()) == {"/first_name", "/emails", "/identifiers/id_card/number", "/addresses"}
    assert set(missing.error_codes().values()) == {"required"}
    assert create(api, company_name="Acme").status == 201


@pytest.mark.parametrize(
    ("section", "body", "errors"),
    [
        ("uniqueness", {"person": [["no_such_field"]]}, {"/person/0/0": "unknown_field"}),
        ("uniqueness", {"person": [["last_name", "company_name"]]}, {"/person/0/1": "unknown_field"}),
        ("uniqueness", {"company": [["first_name"]]}, {"/company/0/0": "unknown_field"}),
        ("uniqueness", {"person": [["identifiers"]]}, {"/person/0/0": "unknown_field"}),
        ("uniqueness", {"person": [["addresses"]]}, {"/person/0/0": "unknown_field"}),
        ("uniqueness", {"person": [["privacy_level"]]}, {"/person/0/0": "unknown_field"}),
        ("uniqueness", {"person": [["custom.nothing"]]}, {"/person/0/0": "unknown_field"}),
        ("uniqueness", {"person": [["emails.nothing"]]}, {"/person/0/0": "unknown_field"}),
        ("uniqueness", {"person": [["last_name", "last_name"]]}, {"/person/0": "repeated_value"}),
        ("uniqueness", {"person": [["title", "gender"], ["gender", "title"]]}, {"/person/1": "repeated_value"}),
        ("mandatory_fields", {"person": ["last_name.x"]}, {"/person/0": "unknown_field"}),
        ("mandatory_fields", {"person": ["title", "title"]}, {"/person/1": "repeated_value"}),
        ("privacy_levels", {"rules": [{"when": {"field": "nothing"}, "level": 1}]}, {"/rules/0/when/field": "unknown_field"}),
        (
            "privacy_levels",
            {"rules": [{"when": {"field": "tags", "is": "a", "contains": "b"}, "level": 1}]},
            {"/rules/0/when": "ambiguous"},
        ),
        ("custom_fields", {"fields": [{"name": "a", "label": "A", "type": "choice"}]}, {"/fields/0/choices": "choices_mismatch"}),
        (
            "custom_fields",
            {"fields": [{"name": "a", "label": "A"}, {"name": "a", "label": "B"}]},
            {"/fields/1": "repeated_value"},
        ),
        ("groups", {"groups": ["a", "a"]}, {"/groups/1": "repeated_value"}),
    ],
)
def test_what_contradicts_itself_is_refused_and_named(
    world: World, api: Api, section: str, body: dict[str, Any], errors: dict[str, str]
) -> None:
    before = world.items()
    answer = save(api, section, **body)
    assert (answer.status, answer.error_codes()) == (422, errors)
    assert world.items() == before


def test_a_custom_field_that_a_rule_builds_on_cannot_be_taken_away_under_it(world: World, api: Api) -> None:
    fields = [{"name": "badge", "label": "Badge", "kinds": ["person"]}]
    saved(api, "custom_fields", fields=fields)
    saved(api, "uniqueness", person=[["custom.badge"]])
    saved(api, "mandatory_fields", person=["custom.badge"])
    assert save(api, "uniqueness", company=[["custom.badge"]]).status == 422
    answer = save(api, "custom_fields", fields=[])
    assert answer.error_codes() == {"/fields": "in_use"}
    assert {error["message"].split("'")[1] for error in answer.body["errors"]} == {"uniqueness", "mandatory_fields"}
    saved(api, "uniqueness")
    saved(api, "mandatory_fields")
    saved(api, "custom_fields")


def test_custom_fields_hold_what_their_type_says(world: World, api: Api) -> None:
    fields = [
        {"name": "size", "label": "Size", "type": "number"},
        {"name": "since", "label": "Since", "type": "date"},
        {"name": "plan", "label": "Plan", "type": "choice", "choices": ["gold", "silver"], "mandatory": True},
    ]
    saved(api, "custom_fields", fields=fields)
    assert create(api, last_name="X", custom={"size": 4.5, "since": "2026-01-31", "plan": "gold"}).status == 201
    refused = create(api, last_name="X", custom={"size": "4", "since": "2026-02-30", "plan": "bronze", "other": 1})
    assert refused.error_codes() == {
        "/custom/size": "wrong_type",
        "/custom/since": "wrong_type",
        "/custom/plan": "wrong_type",
        "/custom/other": "unknown_field",
    }
    assert create(api, last_name="X").error_codes() == {"/custom/plan": "required"}


@pytest.mark.parametrize(
    ("identifiers", "errors"),
    [
        ({"vat_number": "CY10259033P"}, {}),
        ({"vat_number": "CY10259033Q"}, {"/identifiers/vat_number": "invalid_vat_number"}),
        ({"vat_number": "EL 094259216"}, {}),
        ({"vat_number": "GB123456789"}, {"/identifiers/vat_number": "invalid_vat_number"}),
        ({"vat_number": "US-whatever"}, {}),
        ({"id_card": {"number": "12345678-Z", "country": "ES"}}, {}),
        ({"id_card": {"number": "12345678-A", "country": "ES"}}, {"/identifiers/id_card/number": "invalid_id_card_number"}),
        ({"id_card": {"number": "12345678-A", "country": "CY"}}, {}),
        ({"id_card": {"number": "12345678-A"}}, {}),
    ],
)
def test_check_digits_are_checked_where_they_are_known(
    world: World, api: Api, identifiers: dict[str, Any], errors: dict[str, str]
) -> None:
    answer = create(api, last_name="X", identifiers=identifiers)
    assert (answer.status, answer.error_codes() if errors else {}) == (422 if errors else 201, errors)


@pytest.mark.parametrize(
    ("section", "body", "code", "field"),
    [
        ("consent", {"pending": "none"}, "unknown_field", "/pending"),
        ("consent", {"rejected": "foo"}, "validation_failed", "/rejected"),
        ("consent", {"rejected": "foo", "pending": "none"}, "validation_failed", "/pending"),
    ],
)
def test_an_unknown_field_of_a_section_is_refused_as_one(
    world: World, api: Api, section: str, body: dict[str, Any], code: str, field: str
) -> None:
    refused = api.put(f"/v1/settings/{section}", body)
    assert (refused.status, refused.code) == (422, code)
    assert field in refused.error_codes()


def test_a_country_that_there_is_none_of_is_refused(world: World, api: Api) -> None:
    address = {"type": "home", "line_1": "1 Ledra St", "country": "ZZ"}
    refused = create(api, last_name="X", addresses=[address], identifiers={"passport": {"number": "K1", "country": "ZZ"}})
    assert refused.error_codes() == {
        "/addresses/0/country": "unknown_country",
        "/identifiers/passport/country": "unknown_country",
    }
    known = create(api, last_name="X", addresses=[{**address, "country": "CY"}])
    path = f"{known.headers['Location']}/addresses/{known.body['addresses'][0]['address_id']}"
    assert api.patch(path, {"country": "ZZ"}).status == 422
