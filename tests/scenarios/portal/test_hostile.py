"""What a hostile record, a bad line and an impatient person do to the portal."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.scenarios.conftest import Portal, Stack
from tests.scenarios.portal.conftest import Visit

MARKUP = "<img src=x onerror=window.pwned=1>"


@pytest.fixture(scope="module")
def acme(running_stack: Stack) -> Portal:
    return running_stack.tenant()


def test_markup_in_a_record_is_shown_as_text(acme: Portal, visit: Visit, stack: Stack) -> None:
    person = {"kind": "person", "source": "api", "first_name": MARKUP, "last_name": "{count}", "tags": [MARKUP]}
    where = f"contacts/{acme.post('/v1/contacts', person)['contact_id']}"
    acme.post(f"/v1/{where}/notes", {"text": MARKUP})
    acme.post(f"/v1/{where}/accounts", {"name": MARKUP, "service": MARKUP})
    acme.post(f"/v1/{where}/opportunities", {"name": MARKUP})
    acme.post(f"/v1/{where}/attachments", {"file_name": f"{MARKUP}.pdf", "content_type": "application/pdf", "size": 4})
    acme.post("/v1/templates", {"name": MARKUP, "bodies": {"email": {"subject": MARKUP, "text": MARKUP, "html": "<p>News</p>"}}})
    stack.drain()
    visitor = visit(acme, where)
    visitor.tab.get_by_role("heading", name=f"{MARKUP} {{count}}", level=1).wait_for()
    for section in ("accounts", "opportunities", "notes", "documents", "timeline", "audit"):
        visitor.go(f"{where}?section={section}")
        visitor.tab.locator("main .stack").get_by_text(MARKUP).first.wait_for()
    for route in ("contacts", "runs/new"):
        visitor.go(route)
        visitor.tab.locator("main").get_by_text(MARKUP).first.wait_for(state="attached")
    assert visitor.tab.evaluate("window.pwned") is None
    assert visitor.tab.locator("main img").count() == 0


@pytest.mark.torture
def test_an_address_that_somebody_made_up_does_no_harm(acme: Portal, visit: Visit) -> None:
    visitor = visit(acme, "contacts/..%2F..%2Ftenants")
    visitor.tab.get_by_role("alert").wait_for()
    visitor.go("contacts?nonsense=1")
    visitor.tab.get_by_role("alert").get_by_text("nonsense").wait_for()
    visitor.go("__proto__/%ff")
    visitor.sees("There is nothing here for you")


def test_a_contact_whose_answer_was_lost_is_made_once(acme: Portal, visit: Visit, stack: Stack) -> None:
    visitor = visit(acme, "contacts")
    lost = 0

    def lose(route: Any) -> None:
        nonlocal lost
        if route.request.method != "POST" or lost == 3:
            route.fallback()
            return
        lost += 1
        route.fetch()
        route.abort()

    visitor.tab.route("**/v1/contacts", lose)
    visitor.press("New contact")
    visitor.fill("First name", "Once")
    visitor.press("Save")
    visitor.tab.get_by_role("alert").get_by_text("Nothing answered.").wait_for()
    visitor.press("Save")
    visitor.tab.get_by_role("heading", name="Once", level=1).wait_for()
    stack.drain()
    assert lost == 3
    assert len(acme.get("/v1/contacts?q=once")["items"]) == 1
    visitor.complaints.clear()


@pytest.mark.torture
def test_an_answer_that_comes_late_replaces_none_that_was_asked_for_later(acme: Portal, visit: Visit) -> None:
    visitor = visit(acme, "contacts")
    visitor.tab.get_by_role("searchbox").wait_for()
    held: list[Callable[[], None]] = []

    def hold(route: Any) -> None:
        answer = {"json": {"items": [{"contact_id": "con_0", "kind": "person", "display_name": "Too late"}], "next_cursor": None}}
        held.append(lambda: route.fulfill(headers={"access-control-allow-origin": "*"}, **answer))

    visitor.tab.route("**/v1/contacts?*q=slow&*", hold)
    visitor.tab.get_by_role("searchbox").fill("slow")
    with visitor.tab.expect_request("**/v1/contacts?*q=slow&*"):
        pass
    visitor.tab.get_by_role("searchbox").fill("nobody at all")
    visitor.sees("Nobody was found.")
    for answer in held:
        answer()
    visitor.sees("Contacts: 0")
    assert visitor.tab.get_by_text("Too late").count() == 0


@pytest.mark.torture
def test_without_a_line_the_person_is_told_and_tries_again(acme: Portal, visit: Visit) -> None:
    visitor = visit(acme, "contacts")
    visitor.tab.get_by_role("searchbox").wait_for()
    visitor.tab.context.set_offline(True)
    visitor.tab.get_by_role("searchbox").fill("e")
    visitor.tab.get_by_role("alert").get_by_text("Nothing answered.").first.wait_for()
    visitor.tab.context.set_offline(False)
    visitor.press("Try again")
    visitor.tab.get_by_role("alert").first.wait_for(state="detached")
    visitor.complaints.clear()
