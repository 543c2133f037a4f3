"""One walk through every room, at the width of a phone and of a desk, with axe, and from right to left."""

from typing import Any

import pytest

from tests.pages.conftest import DESKTOP, PHONE, axe_source, violations
from tests.scenarios.conftest import Portal, Stack
from tests.scenarios.portal.conftest import Visit, Visitor

LONG = "Papadopoulou-Konstantinidou-Charalambous-Oikonomopoulou"
SECTIONS = [
    "details",
    "accounts",
    "lists",
    "opportunities",
    "relations",
    "notes",
    "documents",
    "permission",
    "kyc",
    "timeline",
    "audit",
]
# Each shape that a field of settings can have.
SETTINGS = ["kyc", "contact_policy", "page_texts", "anonymization"]


@pytest.fixture(scope="module")
def acme(running_stack: Stack) -> Portal:
    return running_stack.tenant()


@pytest.fixture(scope="module")
def rooms(acme: Portal, running_stack: Stack) -> list[str]:
    """Return the routes of the rooms, each with something in it."""
    address = {"line_1": "1 Ledra Street", "city": "Nicosia", "country": "CY", "primary": True}
    person = {
        "first_name": "Eleni",
        "last_name": LONG,
        "emails": [{"address": f"{LONG}@example.com"}],
        "addresses": [address],
        "tags": ["vip"],
    }
    contact = acme.post("/v1/contacts", {"kind": "person", "source": "api", **person})
    running_stack.drain()
    acme.post(f"/v1/contacts/{contact['contact_id']}/accounts", {"name": "Apartment 12", "service": "apartment"})
    acme.post(f"/v1/contacts/{contact['contact_id']}/opportunities", {"name": "A room with a view"})
    acme.post(f"/v1/contacts/{contact['contact_id']}/notes", {"text": LONG})
    profiles = [f"contacts/{contact['contact_id']}?section={section}" for section in SECTIONS]
    run = filled_run(acme, contact["contact_id"])
    running_stack.drain()
    return [
        "contacts?kind=person",
        *profiles,
        "workplan?channel=email",
        "runs",
        "runs/new",
        f"runs/{run}",
        "imports",
        *pairs(acme, contact["contact_id"]),
        *(f"settings/{name}" for name in SETTINGS),
    ]


def pairs(acme: Portal, contact_id: str) -> list[str]:
    """Return the routes of duplicates, of two contacts that look alike."""
    again = acme.post("/v1/contacts", {"kind": "person", "source": "api", "first_name": "Elena", "last_name": LONG})
    return ["duplicates", f"duplicates/{contact_id}/{again['contact_id']}", "group"]


def filled_run(acme: Portal, contact_id: str) -> str:
    """Return a run that reached one contact."""
    acme.has_sender()
    kind = acme.post("/v1/notification-types", {"name": "Bills", "purpose": "financial"})
    bodies = {"email": {"subject": LONG, "html": "<p>Rent</p>", "text": "Rent"}}
    template = acme.post("/v1/templates", {"name": "Rent", "bodies": bodies})
    run = {"notification_type_id": kind["notification_type_id"], "template_id": template["template_id"], "channel": "email"}
    audience = {"origin": "contact_report", "audience": {"contact_ids": [contact_id]}}
    return str(acme.post("/v1/notification-runs", run | audience, status=202)["run_id"])


def wait_until_read(visitor: Visitor) -> None:
    visitor.tab.locator("main h1").wait_for()
    visitor.tab.locator("main [aria-busy=true]").first.wait_for(state="detached")


def overflow(tab: Any) -> int:
    return int(tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def walk(visitor: Visitor, routes: list[str], axe: str) -> dict[str, object]:
    """Return what is wrong in each room: what axe finds, and by how many pixels it is too wide from left to right and from right to left."""
    found: dict[str, object] = {}
    size_before = visitor.tab.viewport_size
    for route in routes:
        visitor.go(route)
        wait_until_read(visitor)
        wrong = violations(visitor.tab, axe)
        widths = []
        for size in (PHONE, DESKTOP):
            visitor.tab.set_viewport_size(size)
            for direction in ("rtl", "ltr"):
                visitor.tab.evaluate("to => { document.documentElement.dir = to }", direction)
                widths.append(overflow(visitor.tab))
        visitor.tab.set_viewport_size(size_before)
        if wrong or any(widths):
            found[route] = (wrong, widths)
    return found


# One of each kind of room. The long tests walk through all of them.
SOME = ("contacts?", "section=details", "section=permission", "workplan", "runs/run_", "imports", "settings/kyc")


def test_a_room_of_each_kind_is_accessible_on_a_phone_and_fits_at_both_widths_in_both_directions(
    acme: Portal, rooms: list[str], visit: Visit
) -> None:
    some = [route for route in rooms if any(part in route for part in SOME)]
    assert len(some) == len(SOME)
    assert walk(visit(acme, rooms[0], size=PHONE, dark=True), some, axe_source()) == {}


@pytest.mark.torture
def test_on_a_phone_the_present_room_and_section_are_in_view(acme: Portal, visit: Visit) -> None:
    visitor = visit(acme, "settings/retention", size=PHONE)
    visitor.tab.get_by_role("link", name="Retention").wait_for()
    for name in ("Settings", "Retention"):
        box = visitor.tab.get_by_role("link", name=name, exact=True).bounding_box()
        assert box is not None
        assert box["x"] >= -1
        assert box["x"] + box["width"] <= PHONE["width"] + 1  # parts of a pixel


@pytest.mark.torture
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["390", "1280"])
def test_every_room_is_accessible_and_fits(acme: Portal, rooms: list[str], visit: Visit, size: dict[str, int]) -> None:
    assert walk(visit(acme, rooms[0], size=size), rooms, axe_source()) == {}
