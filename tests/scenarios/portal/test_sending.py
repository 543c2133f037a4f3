"""Workplan & History, and a notification run."""

from typing import Any

import pytest

from tests.scenarios.conftest import Portal, Stack
from tests.scenarios.portal.conftest import Visit

LATER = "2099-01-01T09:00:00Z"


@pytest.fixture(scope="module")
def acme(running_stack: Stack) -> Portal:
    return running_stack.tenant().has_sender()


@pytest.fixture(scope="module")
def message(acme: Portal) -> dict[str, Any]:
    """Return what a communication needs besides its recipient."""
    purpose = {"purpose": "direct_marketing", "apply_direct_marketing_preference": True}
    kind = acme.post("/v1/notification-types", {"name": "News", **purpose})
    bodies = {"email": {"subject": "News for #first_name", "html": "<p>News</p>", "text": "News"}}
    template = acme.post("/v1/templates", {"name": "Summer", "bodies": bodies})
    return {"notification_type_id": kind["notification_type_id"], "template_id": template["template_id"], "channel": "email"}


def person(acme: Portal, name: str, address: str | None, agrees: bool = True) -> str:
    emails = [{"address": address}] if address else []
    said = {"kind": "person", "first_name": name, "source": "api", "emails": emails, "preferences": {"direct_marketing": agrees}}
    return str(acme.post("/v1/contacts", said)["contact_id"])


@pytest.mark.feature("S0.23", "S0.24", "S0.25", "S0.27")
def test_a_queued_communication_shows_its_service_and_level_and_is_edited_or_cancelled(
    acme: Portal, message: dict[str, Any], visit: Visit
) -> None:
    eleni = person(acme, "Eleni", "eleni@example.com")
    own = {"name": "Apartment 12", "service": "apartment", "contact_information": {"email": "rent@example.com"}}
    account = acme.post(f"/v1/contacts/{eleni}/accounts", own)
    queue = f"/v1/contacts/{eleni}/communications"
    of_account = acme.post(queue, {**message, "account_id": account["account_id"], "scheduled_for": LATER})
    keys = {"email": {"subject": "Your keys", "html": "<p>Here</p>", "text": "Here"}}
    of_contact = acme.post(queue, {**message, "template_id": None, "bodies": keys, "scheduled_for": LATER})
    visitor = visit(acme, f"workplan?contact_id={eleni}")
    visitor.sees("Communications: 2")
    row = visitor.tab.get_by_role("row").filter(has_text="rent@example.com")
    assert row.get_by_role("cell").nth(2).inner_text() == "apartment"
    row.get_by_text("account", exact=True).wait_for()
    written = visitor.tab.get_by_role("row").filter(has_text="eleni@example.com")
    written.get_by_text("contact", exact=True).wait_for()
    written.get_by_role("button", name="Your keys").wait_for()
    visitor.fill("Service", "apartment")
    visitor.tab.keyboard.press("Enter")
    visitor.sees("Communications: 1")

    row.get_by_role("button").click()
    visitor.press("Edit")
    acme.call("PATCH", f"/v1/communications/{of_account['communication_id']}", {"scheduled_for": "2099-02-02T09:00:00Z"})
    visitor.tab.get_by_role("dialog").get_by_label("Service").fill("")
    visitor.press("Save")
    visitor.tab.get_by_role("dialog", name="Somebody else changed it").wait_for()
    visitor.press("Send mine again")
    visitor.sees("There is no such communication.")
    changed = acme.get(f"/v1/communications/{of_account['communication_id']}")
    assert (changed["service"], changed["scheduled_for"][:10]) == (None, "2099-02-02")

    visitor.fill("Service", "")
    visitor.tab.keyboard.press("Enter")
    visitor.sees("Communications: 2")
    visitor.tab.get_by_role("checkbox").nth(1).wait_for()
    for box in visitor.tab.get_by_role("checkbox").all():
        box.check()
    visitor.press("Cancel the chosen ones (2)")
    visitor.status.get_by_text("Cancelled: 2 of 2.").wait_for()
    assert acme.get(f"/v1/communications/{of_contact['communication_id']}")["state"] == "cancelled"


@pytest.mark.feature("S3.21")
def test_a_run_says_who_would_be_contacted_then_contacts_them_and_says_who_was_not(
    acme: Portal, message: dict[str, Any], visit: Visit, stack: Stack
) -> None:
    news = acme.post("/v1/lists", {"name": "Newsletter"})
    people = [
        person(acme, "Anna", "anna.of.the.run@example.com"),
        person(acme, "Nikos", "nikos@example.com", False),
        person(acme, "Kostas", None),
    ]
    acme.post(f"/v1/lists/{news['list_id']}/contacts", {"contact_ids": people}, status=200)
    visitor = visit(acme, "runs/new")
    visitor.press("See who would be contacted")
    visitor.tab.locator("select[aria-invalid=true]").first.wait_for()
    assert visitor.tab.locator("main .wrong").all_inner_texts() == ["Choose one."] * 3
    assert "`" not in visitor.tab.get_by_role("alert").inner_text()
    for label, choice in (
        ("Notification type", "News (direct marketing)"),
        ("Template", "Summer"),
        ("Audience", "List: Newsletter"),
    ):
        visitor.tab.get_by_label(label).select_option(label=choice)
    visitor.press("See who would be contacted")
    visitor.tab.get_by_role("heading", name="Who would be contacted, and who not").wait_for()
    stack.drain()
    chart = visitor.tab.get_by_role("list", name="Who is contacted, and who is not")
    chart.get_by_role("listitem").filter(has_text="no address").wait_for()
    assert sorted(" ".join(bar.split()) for bar in chart.get_by_role("listitem").all_inner_texts()) == [
        "no address 1",
        "said no to direct marketing 1",
        "would be contacted 1",
    ]
    assert [one for one in stack.outbox() if one["to"] == "anna.of.the.run@example.com"] == []

    kostas = visitor.tab.get_by_role("row").filter(has_text="no address")
    assert kostas.get_by_role("link", name="Kostas", exact=True).get_attribute("href") == f"#/contacts/{people[2]}"
    kostas.get_by_text(people[2], exact=True).wait_for()
    visitor.tab.get_by_role("link", name="Start it for real").click()
    visitor.press("Start the run")
    stack.drain()
    chart.get_by_role("listitem").filter(has_text="sent").wait_for()
    visitor.sees("Done: 3 of 3")
    for fact in ("News", "Summer", "List: Newsletter"):
        visitor.tab.get_by_role("definition").get_by_text(fact, exact=True).wait_for()
    visitor.tab.get_by_role("row").filter(has_text="anna.of.the.run@example.com").get_by_text("yes").wait_for()
    visitor.tab.get_by_role("row").filter(has_text="said no to direct marketing").wait_for()
    assert len([one for one in stack.outbox() if one["to"] == "anna.of.the.run@example.com"]) == 1


@pytest.mark.torture
def test_more_choices_than_a_page_are_all_there_and_are_searched(acme: Portal, visit: Visit) -> None:
    def templates(route: Any) -> None:
        is_first = "cursor" not in route.request.url
        names = [f"Winter {number}" for number in range(100)] if is_first else ["Γιορτές 2027"]
        page = {
            "items": [{"template_id": f"tpl_{name}", "name": name} for name in names],
            "next_cursor": "2" if is_first else None,
        }
        route.fulfill(headers={"access-control-allow-origin": "*"}, json=page)

    visitor = visit(acme, "contacts")
    visitor.tab.route("**/v1/templates?*", templates)
    visitor.go("runs/new")
    field = visitor.tab.get_by_label("Template", exact=True)
    field.locator("option").nth(101).wait_for(state="attached")
    visitor.fill("Search in: Template", "γιορτες")
    field.locator("option").nth(2).wait_for(state="detached")
    assert field.locator("option").all_inner_texts() == ["–", "Γιορτές 2027"]
    field.select_option(label="Γιορτές 2027")
    visitor.fill("Search in: Template", "winter 7")
    field.locator("option").nth(2).wait_for(state="attached")
    assert field.input_value() == "tpl_Γιορτές 2027"
