"""Settings as forms made from the JSON Schema of each section."""

import pytest

from tests.scenarios.conftest import Portal, Stack
from tests.scenarios.portal.conftest import Visit


@pytest.fixture(scope="module")
def acme(running_stack: Stack) -> Portal:
    portal = running_stack.tenant()
    portal.put("/v1/settings/consent", {"marketing_requires_accepted": True})
    said = {"emails": [{"address": "eleni@example.com"}], "preferences": {"direct_marketing": True}}
    portal.post("/v1/contacts", {"kind": "person", "first_name": "Eleni", "source": "api", **said})
    running_stack.drain()
    return portal


@pytest.mark.feature("S5.13")
def test_a_change_that_lets_more_people_be_contacted_says_how_many_and_is_confirmed(acme: Portal, visit: Visit) -> None:
    visitor = visit(acme, "settings/consent")
    visitor.tab.get_by_label("Marketing needs an accepted consent").uncheck()
    visitor.press("What would it change?")
    visitor.tab.get_by_role("status").get_by_text("Contacts that could be contacted and cannot be now: 1.").wait_for()
    assert acme.get("/v1/settings/consent")["marketing_requires_accepted"] is True

    visitor.press("Save")
    agreed = visitor.tab.get_by_label("I know how many more contacts could be contacted: 1.")
    agreed.wait_for()
    assert visitor.tab.get_by_role("button", name="Save").is_disabled()
    agreed.check()
    visitor.press("Save")
    visitor.status.get_by_text("Saved.").wait_for()
    assert acme.get("/v1/settings/consent")["marketing_requires_accepted"] is False


@pytest.mark.torture
def test_a_list_of_records_is_edited_and_what_is_wrong_stands_beside_its_field(acme: Portal, visit: Visit) -> None:
    visitor = visit(acme, "settings/types")
    visitor.press("Add: Types of relations")
    relations = visitor.tab.get_by_role("group", name="Types of relations", exact=True)
    fields = relations.get_by_role("group").last
    fields.get_by_label("What it is called").fill("Guardian")
    visitor.press("Save")
    visitor.tab.locator("[aria-invalid=true]").wait_for()
    assert fields.get_by_label("Type").get_attribute("aria-invalid") == "true"
    fields.get_by_label("Type").fill("guardian")
    visitor.press("Save")
    visitor.status.get_by_text("Saved.").wait_for()
    assert acme.get("/v1/settings/types")["relation"][-1] == {"type": "guardian", "label": "Guardian", "mandatory": False}


@pytest.mark.torture
def test_rules_that_are_written_line_by_line_are_previewed_and_saved(acme: Portal, visit: Visit) -> None:
    visitor = visit(acme, "settings/uniqueness")
    visitor.tab.get_by_label("Persons").fill("last_name, identifiers.id_card.number\nemails")
    visitor.press("What would it change?")
    visitor.sees("Would break the rule")
    visitor.press("Save")
    visitor.status.get_by_text("Saved.").wait_for()
    assert acme.get("/v1/settings/uniqueness")["person"] == [["last_name", "identifiers.id_card.number"], ["emails"]]


@pytest.mark.torture
def test_who_may_only_read_settings_sees_them_and_cannot_save(stack: Stack, acme: Portal, visit: Visit) -> None:
    reader = visit(stack.portal(acme.tenant_id, scope="contacts:read settings:read"), "settings/localization")
    assert reader.tab.get_by_label("Time zone").is_disabled()
    assert reader.tab.get_by_role("button", name="Save").is_disabled()


@pytest.mark.torture
def test_page_texts_are_written_one_a_line(acme: Portal, visit: Visit) -> None:
    first, second = "preferences.title", "preferences.lead"
    acme.put("/v1/settings/page_texts", {"en": {first: "One = two"}})
    visitor = visit(acme, "settings/page_texts")
    texts = visitor.tab.get_by_label("English", exact=True)
    texts.fill(f"{texts.input_value()}\n{second} = More")
    visitor.press("Save")
    visitor.status.get_by_text("Saved.").wait_for()
    assert acme.get("/v1/settings/page_texts")["en"] == {first: "One = two", second: "More"}
