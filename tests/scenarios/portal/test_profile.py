"""A contact's profile: each section, as the person in front of it uses it."""

from typing import Any

import pytest

from tests.scenarios.conftest import Portal, Stack
from tests.scenarios.portal.conftest import Visit, Visitor

KYC = {
    "profiles": [
        {"profile": "basic", "level": 1, "requires_verification": False},
        {"profile": "full", "level": 2, "requires_verification": True},
    ],
    "person_rules": [
        {"field": "emails", "required_for": ["basic", "full"]},
        {"field": "identifiers.id_card.number", "required_for": ["full"]},
    ],
}
TYPES = {
    "address": [{"type": "home", "label": "Home"}, {"type": "work", "label": "Work"}],
    "relation": [{"type": "employee", "label": "Employee"}],
}
TEMPLATE = {
    "name": "Rent",
    "bodies": {"email": {"subject": "Your rent", "html": "<p>Dear #first_name</p>", "text": "Dear #first_name"}},
}
TYPE = {
    "name": "Bills",
    "purpose": "financial",
    "apply_direct_marketing_preference": False,
    "apply_affiliate_marketing_preference": False,
}


@pytest.fixture(scope="module")
def acme(running_stack: Stack) -> Portal:
    """Return a tenant that has what a profile needs: a sender, a template, a type, lists, KYC profiles."""
    portal = running_stack.tenant().has_sender()
    portal.put("/v1/settings/kyc", KYC)
    portal.put("/v1/settings/types", TYPES)
    portal.post("/v1/templates", TEMPLATE)
    portal.post("/v1/notification-types", TYPE)
    portal.post("/v1/lists", {"name": "Newsletter"})
    portal.post("/v1/lists", {"name": "Old news", "active": False})
    return portal


@pytest.fixture
def eleni(acme: Portal) -> dict[str, Any]:
    made: dict[str, Any] = acme.post(
        "/v1/contacts", {"kind": "person", "first_name": "Eleni", "source": "api", "emails": [{"address": "eleni@example.com"}]}
    )
    return made


def path(contact: dict[str, Any]) -> str:
    return f"contacts/{contact['contact_id']}"


def enter(visitor: Visitor, section: str) -> None:
    visitor.tab.get_by_role("navigation", name="Sections").get_by_role("link", name=section, exact=True).click()


@pytest.mark.torture
@pytest.mark.feature("S2.38")
def test_addresses_show_the_primary_one_and_inactive_ones_on_demand(acme: Portal, eleni: dict[str, Any], visit: Visit) -> None:
    for city in ("Nicosia", "Paphos"):
        acme.post(
            f"/v1/{path(eleni)}/addresses",
            {"type": "home" if city == "Nicosia" else "work", "line_1": "1 Main St", "city": city, "country": "CY"},
        )
    visitor = visit(acme, path(eleni))
    card = visitor.tab.get_by_role("region", name="Addresses")
    card.get_by_role("button", name="Make primary").click()
    visitor.status.get_by_text("Saved.").wait_for()
    card.locator(":scope > div > div", has_text="Paphos").get_by_text("primary", exact=True).wait_for()

    card.locator(":scope > div > div", has_text="Nicosia").get_by_role("button", name="Deactivate").click()
    card.get_by_text("Nicosia").wait_for(state="detached")
    card.get_by_label("Show inactive ones").check()
    card.get_by_text("Nicosia").wait_for()
    card.get_by_text("inactive", exact=True).wait_for()

    card.get_by_role("button", name="Add").click()
    visitor.press("Save")
    visitor.tab.get_by_role("dialog").locator("[aria-invalid=true]").first.wait_for()


@pytest.mark.feature("S0.19", "S0.20", "S0.28")
def test_the_letter_of_an_account_writes_to_that_account(acme: Portal, eleni: dict[str, Any], visit: Visit, stack: Stack) -> None:
    own = {"email": "rent@example.com"}
    account = acme.post(
        f"/v1/{path(eleni)}/accounts", {"name": "Apartment 12", "service": "apartment", "contact_information": own}
    )
    visitor = visit(acme, f"{path(eleni)}?section=accounts")
    visitor.press("Write about Apartment 12")
    dialog = visitor.tab.get_by_role("dialog")
    dialog.get_by_text("rent@example.com").wait_for()
    visitor.press("Queue it")
    dialog.locator("[aria-invalid=true]").first.wait_for()

    visitor.tab.get_by_label("Notification type").select_option(label="Bills (financial)")
    visitor.tab.get_by_label("Template").select_option(label="Rent")
    dialog.get_by_role("button", name="Queue it").dblclick()
    visitor.status.get_by_text("The communication is queued.").wait_for()
    stack.drain()
    (sent,) = acme.get(f"/v1/{path(eleni)}/communications")["items"]
    assert (sent["account_id"], sent["service"]) == (account["account_id"], "apartment")
    assert (sent["address"], sent["address_level"]) == ("rent@example.com", "account")


@pytest.mark.feature("S1.27", "S1.28")
def test_lists_change_at_save_and_not_before(acme: Portal, eleni: dict[str, Any], visit: Visit) -> None:
    visitor = visit(acme, f"{path(eleni)}?section=lists")
    visitor.press("Edit Lists")
    dialog = visitor.tab.get_by_role("dialog")
    dialog.get_by_label("Newsletter").check()
    assert dialog.get_by_label("Old news").count() == 0
    assert acme.get(f"/v1/{path(eleni)}/lists")["list_ids"] == []
    visitor.press("Cancel")
    visitor.press("Edit Lists")
    assert not dialog.get_by_label("Newsletter").is_checked()

    dialog.get_by_label("Newsletter").check()
    visitor.press("SAVE")
    visitor.tab.get_by_role("listitem").filter(has_text="Newsletter").wait_for()
    assert len(acme.get(f"/v1/{path(eleni)}/lists")["list_ids"]) == 1


@pytest.mark.torture
@pytest.mark.feature("S1.5", "S3.13")
def test_opportunities_relations_notes_and_documents_are_added(
    acme: Portal, eleni: dict[str, Any], visit: Visit, stack: Stack
) -> None:
    acme.post("/v1/contacts", {"kind": "company", "company_name": "Gardens Ltd", "source": "api"})
    stack.drain()
    visitor = visit(acme, f"{path(eleni)}?section=opportunities")
    visitor.press("Add")
    visitor.fill("Name", "A room with a view")
    visitor.fill("Value", "1200")
    visitor.press("Save")
    visitor.tab.get_by_role("rowheader", name="A room with a view").wait_for()
    visitor.tab.get_by_role("banner").or_(visitor.tab.locator("main header")).get_by_text("prospect").wait_for()

    enter(visitor, "Relations")
    visitor.press("Add")
    visitor.tab.get_by_role("option", name="Employee").wait_for(state="attached")
    visitor.press("Save")
    visitor.tab.locator("dialog .wrong").first.wait_for()
    assert visitor.tab.locator("dialog .wrong, dialog [role=alert] li").all_inner_texts() == ["Choose one."] * 2
    visitor.tab.get_by_role("combobox", name="Type").select_option("employee")
    visitor.fill("Find a contact", "gardens")
    visitor.tab.get_by_role("option", name="Gardens Ltd").wait_for(state="attached")
    visitor.tab.get_by_label("With").select_option(label="Gardens Ltd")
    visitor.press("Save")
    visitor.tab.get_by_role("link", name="Gardens Ltd").wait_for()

    enter(visitor, "Notes")
    visitor.fill("New note", "Call after five.")
    visitor.press("Add")
    visitor.tab.get_by_role("article").get_by_text("Call after five.").wait_for()

    enter(visitor, "Documents")
    card = {"name": "id.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 an ID card"}
    visitor.tab.get_by_label("File").set_input_files(card)
    visitor.fill("Classification", "id_card")
    visitor.press("Upload")
    visitor.status.get_by_text("Uploaded").wait_for()
    stack.drain()
    (kept,) = acme.get(f"/v1/{path(eleni)}/attachments")["items"]
    assert (kept["file_name"], kept["classification"], kept["state"]) == ("id.pdf", "id_card", "stored")


@pytest.mark.feature("S5.5", "S5.9")
def test_a_no_of_the_person_is_shown_with_its_event_and_lifted_with_evidence(
    acme: Portal, eleni: dict[str, Any], visit: Visit, stack: Stack
) -> None:
    customer = stack.portal(acme.tenant_id, user_id="eleni", contact_id=eleni["contact_id"])
    customer.put(f"/v1/{path(eleni)}/preferences", {"direct_marketing": False})
    # The stream marks each contact with the address, which is a new version.
    stack.drain()
    visitor = visit(acme, f"{path(eleni)}?section=permission")
    row = visitor.tab.get_by_role("row", name="direct marketing")
    row.get_by_text("no, through portal").wait_for()

    visitor.press("Change preferences")
    visitor.tab.get_by_label("direct marketing").check()
    visitor.press("Save")
    visitor.tab.get_by_role("dialog").get_by_role("alert").wait_for()
    visitor.tab.get_by_label("Said through").select_option("phone")
    visitor.fill("Said at", "2099-01-01T10:00")
    visitor.press("Save")
    visitor.tab.get_by_role("dialog").locator("input[aria-invalid=true]").first.wait_for()
    said_at = visitor.tab.evaluate("new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 19)")
    visitor.fill("Said at", said_at)
    visitor.press("Save")
    row.get_by_text("yes, through user").wait_for()
    assert acme.get(f"/v1/{path(eleni)}")["preferences"]["direct_marketing"] is True

    visitor.press("Change preferences")
    visitor.tab.get_by_role("dialog").get_by_label("SMS").uncheck()
    acme.call("PATCH", f"/v1/{path(eleni)}", {"tags": ["meanwhile"]})
    visitor.press("Save")
    visitor.tab.get_by_role("dialog", name="Somebody else changed it").wait_for()
    visitor.press("Send mine again")
    visitor.tab.get_by_role("row", name="channel: SMS").get_by_text("no, through user").wait_for()
    # What was not touched was not said.
    visitor.tab.get_by_role("row", name="channel: email").get_by_text("yes, through default of the tenant").wait_for()

    visitor.tab.get_by_text("Everything that was said").click()
    assert visitor.tab.get_by_role("listitem").filter(has_text="direct marketing").nth(1).inner_text().count("portal") == 1


@pytest.mark.feature("S2.75")
def test_kyc_shows_what_is_missing_and_is_changed_verified_and_refuted(acme: Portal, eleni: dict[str, Any], visit: Visit) -> None:
    acme.post(f"/v1/{path(eleni)}/accounts", {"name": "Apartment 12"})
    visitor = visit(acme, f"{path(eleni)}?section=kyc")
    visitor.press("Change")
    visitor.tab.get_by_role("combobox", name="Profile").select_option("full")
    dialog = visitor.tab.get_by_role("dialog")
    dialog.get_by_role("button", name="Change").click()
    dialog.get_by_role("alert").get_by_text("ID card", exact=True).wait_for()
    acme.call("PATCH", f"/v1/{path(eleni)}", {"identifiers": {"id_card": {"number": "X1"}}})
    dialog.get_by_role("button", name="Change").click()
    visitor.tab.locator(".card .mark", has_text="pending verification").first.wait_for()

    visitor.press("Verify")
    visitor.fill("Reason", "The card was shown.")
    visitor.tab.get_by_role("dialog").get_by_role("button", name="Verify").click()
    visitor.tab.get_by_text("The card was shown.").wait_for()
    assert not visitor.offers("Verify")
    assert not visitor.offers("Refute")
    assert acme.get(f"/v1/{path(eleni)}/kyc")["state"] == "verified"


@pytest.mark.torture
def test_kyc_is_refuted_with_a_reason(acme: Portal, eleni: dict[str, Any], visit: Visit) -> None:
    acme.call("PATCH", f"/v1/{path(eleni)}", {"identifiers": {"id_card": {"number": "X2"}}})
    acme.post(f"/v1/{path(eleni)}/accounts", {"name": "Apartment 12", "kyc_profile": "full"})
    visitor = visit(acme, f"{path(eleni)}?section=kyc")
    visitor.press("Refute")
    visitor.fill("Reason", "The card is a copy.")
    visitor.tab.get_by_role("dialog").get_by_role("button", name="Refute").click()
    visitor.tab.get_by_text("The card is a copy.").wait_for()
    assert acme.get(f"/v1/{path(eleni)}/kyc")["state"] == "refuted"


@pytest.mark.torture
def test_the_timeline_and_the_audit_say_what_happened(acme: Portal, eleni: dict[str, Any], visit: Visit) -> None:
    acme.call("PATCH", f"/v1/{path(eleni)}", {"last_name": "Georgiou"})
    visitor = visit(acme, f"{path(eleni)}?section=timeline")
    visitor.tab.get_by_text("Contact: changed Last name").first.wait_for()
    enter(visitor, "Audit")
    visitor.tab.get_by_role("row").filter(has_text="Last name – → Georgiou").wait_for()
    visitor.press("Verify the chain")
    visitor.status.get_by_text("The chain is whole").wait_for()
