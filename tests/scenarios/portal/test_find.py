import pytest
from playwright.sync_api import expect

from tests.scenarios.conftest import Portal, Stack
from tests.scenarios.portal.conftest import Visit, Visitor


@pytest.fixture(scope="module")
def filled(running_stack: Stack) -> Portal:
    """Return a tenant with some contacts that the search knows."""
    portal = running_stack.tenant()
    for first, last in (("Eleni", "Georgiou"), ("Eleni", "Petrou"), ("Νίκος", "Γεωργίου")):
        portal.post(
            "/v1/contacts", {"kind": "person", "first_name": first, "last_name": last, "source": "api", "tags": [first[:1]]}
        )
    portal.post("/v1/contacts", {"kind": "company", "company_name": "Georgiou Ltd", "source": "api"})
    running_stack.drain()
    return portal


def finds(visitor: Visitor, count: int) -> None:
    """Wait for the count and for the list, which are asked for apart."""
    visitor.sees(f"Contacts: {count}")
    visitor.tab.locator(f".results:not(:has(> li:nth-child({count + 1}))) > li:nth-child({count})").wait_for()


def names(visitor: Visitor) -> list[str]:
    return [str(name) for name in visitor.tab.locator("[data-result] strong").all_inner_texts()]


@pytest.mark.feature("S2.14")
def test_a_contact_is_found_as_one_types_and_opened_with_the_keyboard(filled: Portal, visit: Visit) -> None:
    visitor = visit(filled, "contacts")
    finds(visitor, 4)
    visitor.tab.keyboard.press("/")
    visitor.tab.keyboard.type("georg", delay=10)
    finds(visitor, 3)

    visitor.tab.keyboard.press("ArrowDown")
    visitor.tab.keyboard.press("ArrowDown")
    second = visitor.tab.locator("[data-result]:focus strong").inner_text()
    assert second == names(visitor)[1]
    visitor.tab.keyboard.press("ArrowUp")
    visitor.tab.keyboard.press("ArrowUp")
    assert visitor.tab.evaluate("document.activeElement.type") == "search"
    visitor.tab.keyboard.press("ArrowDown")
    visitor.tab.keyboard.press("ArrowDown")
    visitor.tab.keyboard.press("Enter")

    visitor.tab.get_by_role("heading", name=second, level=1).wait_for()
    assert visitor.tab.url.split("#/contacts/")[1].startswith("con_")
    visitor.tab.go_back()
    finds(visitor, 3)


@pytest.mark.torture
def test_enter_opens_what_was_typed_though_its_answer_is_still_to_come(filled: Portal, visit: Visit) -> None:
    visitor = visit(filled, "contacts?q=georg")
    finds(visitor, 3)
    visitor.tab.get_by_role("link", name="Contacts", exact=True).click()
    finds(visitor, 4)
    field = visitor.tab.get_by_role("searchbox")
    expect(field).to_have_value("")
    field.fill("petrou")
    field.press("Enter")
    visitor.tab.get_by_role("heading", name="Eleni Petrou", level=1).wait_for()
    visitor.tab.locator("h1:focus").wait_for()


@pytest.mark.torture
def test_filters_narrow_what_is_found_and_stand_in_the_address(filled: Portal, visit: Visit) -> None:
    visitor = visit(filled, "contacts")
    visitor.tab.get_by_text("Filters").click()
    visitor.choose("Kind", "company")
    finds(visitor, 1)
    assert names(visitor) == ["Georgiou Ltd"]

    visitor.choose("Kind", "")
    visitor.fill("Tag", "E")
    visitor.tab.keyboard.press("Enter")
    finds(visitor, 2)
    assert visitor.tab.url.endswith("#/contacts?tag=E")


def test_a_new_contact_shows_what_is_wrong_beside_the_field_and_is_made_once(stack: Stack, visit: Visit) -> None:
    portal = stack.tenant()
    visitor = visit(portal, "contacts")
    visitor.press("New contact")
    visitor.fill("Last name", "Georgiou")
    visitor.fill("Email", "eleni.example.com")
    visitor.press("Save")

    email = visitor.tab.get_by_label("Email", exact=True)
    visitor.tab.locator("[aria-invalid=true]").wait_for()
    assert email.get_attribute("aria-invalid") == "true"
    said = visitor.tab.locator(f"#{email.get_attribute('aria-describedby')}").inner_text()
    assert "email" in said.lower()
    assert visitor.tab.evaluate("document.activeElement.type") == "email"

    visitor.fill("Email", "eleni@example.com")
    visitor.tab.get_by_role("button", name="Save").dblclick()
    visitor.tab.get_by_role("heading", name="Georgiou", level=1).wait_for()
    stack.drain()
    assert len(portal.get("/v1/contacts")["items"]) == 1
