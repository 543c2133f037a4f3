"""Who is signed in, what it is offered, its language, and two people who change the same contact."""

from dataclasses import replace
from typing import Any

import pytest

from tests.scenarios.conftest import Portal, Stack
from tests.scenarios.portal.conftest import Visit


@pytest.fixture(scope="module")
def acme(running_stack: Stack) -> Portal:
    return running_stack.tenant()


@pytest.fixture(scope="module")
def eleni(acme: Portal) -> dict[str, Any]:
    made: dict[str, Any] = acme.post(
        "/v1/contacts", {"kind": "person", "first_name": "Eleni", "last_name": "Georgiou", "source": "api"}
    )
    return made


@pytest.mark.feature("S7.1")
def test_a_person_signs_in_across_origins_and_the_token_stands_in_no_address(acme: Portal, visit: Visit) -> None:
    visitor = visit()
    asked: list[str] = []
    visitor.tab.on("request", lambda request: asked.append(request.url))
    visitor.fill("Tenant", acme.tenant_id)
    visitor.press("Sign in")
    visitor.tab.get_by_role("heading", name="Contacts").wait_for()

    token = visitor.tab.evaluate("sessionStorage.getItem('contactbook.token')")
    assert token
    assert not any(token in url for url in [*asked, visitor.tab.url])
    assert visitor.tab.evaluate("Object.keys(localStorage)") == []
    assert visitor.tab.context.cookies() == []
    assert not str(acme.http.base_url).startswith(visitor.address)
    visitor.press("Sign out")
    visitor.tab.get_by_label("Tenant").wait_for()
    assert visitor.tab.evaluate("sessionStorage.length") == 0


@pytest.mark.torture
def test_the_page_is_in_the_language_that_was_chosen_and_stays_so(acme: Portal, visit: Visit) -> None:
    visitor = visit(acme, "contacts")
    visitor.tab.get_by_role("heading", name="Contacts").wait_for()
    visitor.tab.get_by_text("Filters").click()
    visitor.fill("City", "Nicosia")
    visitor.choose("Language", "el")
    visitor.tab.get_by_role("heading", name="Επαφές").wait_for()
    assert visitor.tab.get_by_label("Πόλη").input_value() == "Nicosia"
    assert visitor.tab.evaluate("document.documentElement.lang") == "el"
    visitor.tab.reload()
    visitor.tab.get_by_role("heading", name="Επαφές").wait_for()
    visitor.go("settings/consent")
    visitor.tab.get_by_label("Η προώθηση χρειάζεται αποδεκτή συγκατάθεση").wait_for()
    visitor.go("settings/page_texts")
    visitor.tab.get_by_label("Αγγλικά", exact=True).wait_for()


def test_what_a_token_may_not_do_is_not_offered(stack: Stack, acme: Portal, eleni: dict[str, Any], visit: Visit) -> None:
    reader = visit(stack.portal(acme.tenant_id, scope="contacts:read"), f"contacts/{eleni['contact_id']}")
    reader.tab.get_by_role("heading", name="Eleni Georgiou").wait_for()
    assert not reader.offers("Edit")
    assert not reader.offers("Add")
    reader.go("contacts")
    reader.tab.get_by_role("heading", name="Contacts").wait_for()
    assert not reader.offers("New contact")

    writer = visit(acme, f"contacts/{eleni['contact_id']}")
    writer.tab.get_by_role("heading", name="Eleni Georgiou").wait_for()
    assert writer.offers("Edit")


def test_a_customers_token_sees_its_own_profile_and_nothing_else(
    stack: Stack, acme: Portal, eleni: dict[str, Any], visit: Visit
) -> None:
    customer = visit(stack.portal(acme.tenant_id, user_id="eleni", contact_id=eleni["contact_id"]), "contacts")
    customer.sees("There is nothing here for you")
    assert not customer.offers("Contacts")
    customer.tab.get_by_role("link", name="My profile").click()
    customer.tab.get_by_role("heading", name="Eleni Georgiou").wait_for()


@pytest.mark.feature("S1.16")
def test_two_who_change_the_same_contact_see_both_and_decide(acme: Portal, visit: Visit) -> None:
    made = acme.post("/v1/contacts", {"kind": "person", "first_name": "Maria", "last_name": "Savva", "source": "api"})
    where = f"/v1/contacts/{made['contact_id']}"
    visitor = visit(acme, f"contacts/{made['contact_id']}")
    visitor.press("Edit")
    acme.call("PATCH", where, {"last_name": "Savvidou"})
    visitor.fill("Last name", "Savva-Petrou")
    visitor.press("Save")

    dialog = visitor.tab.get_by_role("dialog", name="Somebody else changed it")
    dialog.locator("tbody tr").first.wait_for()
    assert dialog.locator("tbody tr").all_inner_texts() == ["Last name\tSavva-Petrou\tSavvidou"]
    assert acme.get(where)["last_name"] == "Savvidou"
    visitor.press("Send mine again")
    visitor.tab.get_by_role("heading", name="Maria Savva-Petrou", level=1).wait_for()
    assert acme.get(where)["last_name"] == "Savva-Petrou"


@pytest.mark.torture
def test_a_tab_with_a_token_of_another_stack_leads_to_the_sign_in_and_one_without_a_line_says_so(
    acme: Portal, visit: Visit
) -> None:
    header, payload, _ = acme.token.split(".")
    visitor = visit(replace(acme, token=f"{header}.{payload}.AAAA"), "contacts")
    visitor.tab.get_by_role("alert").get_by_text("Your sign-in has ended.").wait_for()
    visitor.tab.get_by_label("Tenant").wait_for()

    visitor.tab.route(f"{str(acme.http.base_url).rstrip('/')}/**", lambda route: route.abort())
    visitor.tab.reload()
    visitor.tab.get_by_role("alert").get_by_text("Nothing answered.").wait_for()
    visitor.complaints.clear()


@pytest.mark.torture
def test_a_token_that_is_taken_no_more_leads_to_the_sign_in(acme: Portal, visit: Visit) -> None:
    visitor = visit(acme, "contacts")
    visitor.tab.get_by_role("heading", name="Contacts").wait_for()
    visitor.tab.route(
        "**/v1/contacts/count*",
        lambda route: route.fulfill(status=401, headers={"access-control-allow-origin": "*"}, json={"message": "Unauthorized"}),
    )
    visitor.tab.get_by_role("searchbox").fill("x")
    visitor.sees("Your sign-in has ended.")
    visitor.tab.get_by_label("Tenant").wait_for()


@pytest.mark.torture
def test_a_portal_whose_configuration_cannot_be_read_says_so(acme: Portal, visit: Visit) -> None:
    visitor = visit()
    visitor.tab.route("**/config.json", lambda route: route.fulfill(status=404))
    visitor.tab.reload()
    visitor.sees("The portal cannot start")
