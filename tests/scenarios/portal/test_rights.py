"""What a token may not do is not offered: whoever goes everywhere that is offered meets no refusal."""

from typing import Any

import pytest

from tests.scenarios.conftest import Portal, Stack
from tests.scenarios.portal.conftest import Visit, Visitor

TOKENS: dict[str, dict[str, Any]] = {
    "reader": {"scope": "contacts:read"},
    "sender": {"scope": "contacts:read communications:send"},
    "settings": {"scope": "settings:read"},
    "importer": {"scope": "contacts:read imports:write lists:write"},
    "auditor": {"scope": "contacts:read audit:read kyc:verify"},
    "merger": {"scope": "contacts:read contacts:merge tenant-group:sync"},
}


@pytest.fixture(scope="module")
def acme(running_stack: Stack) -> Portal:
    return running_stack.tenant()


@pytest.fixture(scope="module")
def eleni(acme: Portal) -> str:
    emails = [{"address": "eleni@example.com"}]
    made = acme.post("/v1/contacts", {"kind": "person", "first_name": "Eleni", "source": "api", "emails": emails})
    return str(made["contact_id"])


def offered(visitor: Visitor, navigation: str) -> list[str]:
    visitor.tab.get_by_role("navigation", name=navigation).wait_for()
    links = visitor.tab.get_by_role("navigation", name=navigation).get_by_role("link").all()
    return [str(link.get_attribute("href")).removeprefix("#/") for link in links]


def refusals(visitor: Visitor, routes: list[str]) -> dict[str, str]:
    """Return what the portal was refused on these routes."""
    found = {}
    for route in routes:
        visitor.go(route)
        visitor.tab.locator("main h1").wait_for()
        visitor.tab.locator("main [aria-busy=true]").first.wait_for(state="detached")
        alerts = visitor.tab.get_by_role("alert").all_inner_texts()
        if alerts:
            found[route] = str(alerts)
    return found


@pytest.mark.torture
@pytest.mark.parametrize("claims", TOKENS.values(), ids=TOKENS)
def test_a_token_meets_no_refusal_where_it_is_led(
    stack: Stack, acme: Portal, eleni: str, visit: Visit, claims: dict[str, Any]
) -> None:
    visitor = visit(stack.portal(acme.tenant_id, **claims))
    rooms = offered(visitor, "Rooms")
    assert rooms
    assert refusals(visitor, rooms) == {}
    if "contacts" in rooms:
        visitor.go(f"contacts/{eleni}")
        assert refusals(visitor, offered(visitor, "Sections")) == {}


@pytest.mark.torture
def test_a_customer_meets_no_refusal_in_its_own_profile(stack: Stack, acme: Portal, eleni: str, visit: Visit) -> None:
    visitor = visit(stack.portal(acme.tenant_id, user_id="eleni", contact_id=eleni), "me")
    assert offered(visitor, "Rooms") == ["me"]
    assert refusals(visitor, offered(visitor, "Sections")) == {}
    assert acme.call("GET", f"/v1/contacts/{eleni}").status_code == 200
