"""Signing in as in a deployment: with any OpenID provider, by an authorization code with PKCE, and staying so."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.scenarios.conftest import Portal, Stack
from tests.scenarios.portal.conftest import Visit, Visitor
from tests.scenarios.portal.provider import CLIENT_ID, CODE, Provider, played

# The page's clock stands half a minute before its token ends. The next page has its own clock again.
SOON_OVER = """() => {
  const { exp } = JSON.parse(atob(sessionStorage.getItem("contactbook.token").split(".")[1].replaceAll("-", "+").replaceAll("_", "/")));
  Date.now = () => exp * 1000 - 30_000;
}"""


@pytest.fixture
def acme(stack: Stack) -> Portal:
    return stack.tenant()


@pytest.fixture
def provider(stack: Stack, acme: Portal) -> Iterator[Provider]:
    with played(str(stack.http.base_url).rstrip("/"), lambda: acme.token) as provider:
        yield provider


def signed_in(visit: Visit, provider: Provider, route: str = "contacts") -> Visitor:
    visitor = visit()
    visitor.tab.goto(f"{provider.url}/#/{route}")
    visitor.press("Sign in")
    visitor.tab.get_by_role("heading", name="Contacts").wait_for()
    return visitor


def find(visitor: Visitor, text: str) -> None:
    """Search, and wait for the answer."""
    with visitor.tab.expect_response(f"**/v1/contacts?*q={text}*"):
        visitor.tab.get_by_role("searchbox").fill(text)


def refuse_once(visitor: Visitor, times: int = 1) -> list[dict[str, str]]:
    """Answer new contacts with 401, so many times. Return the headers of all that are sent."""
    sent: list[dict[str, str]] = []

    def answer(route: Any) -> None:
        if route.request.method != "POST":
            route.fallback()
            return
        sent.append(route.request.headers)
        if len(sent) > times:
            route.fallback()
        else:
            route.fulfill(status=401, headers={"access-control-allow-origin": "*"}, json={"message": "Unauthorized"})

    visitor.tab.route("**/v1/contacts", answer)
    return sent


def type_until_the_sign_in_ends(visitor: Visitor) -> None:
    """Type a new contact, and save it once the token is not taken any more."""
    refuse_once(visitor)
    visitor.press("New contact")
    visitor.fill("First name", "Typed")
    visitor.press("Save")


def test_a_person_signs_in_at_the_provider_comes_back_to_the_same_place_and_stays_signed_in(
    provider: Provider, visit: Visit
) -> None:
    provider.renews = True
    visitor = signed_in(visit, provider, "contacts?kind=company")

    assert (provider.asked["client_id"], provider.asked["response_type"]) == (CLIENT_ID, "code")
    assert (provider.asked["scope"], provider.asked["code_challenge_method"]) == ("openid contacts:read", "S256")
    assert visitor.tab.url == f"{provider.url}/#/contacts?kind=company"
    assert visitor.tab.evaluate("Object.keys(sessionStorage).sort()") == ["contactbook.renewal", "contactbook.token"]
    assert [sent["code"] for sent in provider.exchanged] == [f"{CODE}-0"]

    visitor.tab.evaluate(SOON_OVER)
    find(visitor, "somebody")
    assert provider.refreshed == ["refresh-0"]

    sent = refuse_once(visitor)
    visitor.press("New contact")
    visitor.choose("Kind", "person")
    visitor.fill("First name", "Once")
    visitor.press("Save")
    visitor.tab.get_by_role("heading", name="Once", level=1).wait_for()
    assert provider.refreshed == ["refresh-0", "refresh-1"]
    first, second = (one["idempotency-key"] for one in sent)
    assert first == second
    visitor.press("Sign out")
    visitor.tab.get_by_text("You sign in with your organization's provider").wait_for()
    assert visitor.tab.evaluate("sessionStorage.length") == 0


@pytest.mark.torture
def test_whoever_cannot_be_renewed_signs_in_again_beside_and_what_was_typed_is_still_there(
    provider: Provider, visit: Visit
) -> None:
    visitor = signed_in(visit, provider)
    type_until_the_sign_in_ends(visitor)
    again = visitor.tab.get_by_role("dialog", name="Sign in")
    with visitor.tab.expect_popup() as opened:
        again.get_by_role("button", name="Sign in", exact=True).click()
    again.wait_for(state="detached")
    if not opened.value.is_closed():
        opened.value.wait_for_event("close")
    assert visitor.tab.get_by_label("First name").last.input_value() == "Typed"
    visitor.press("Save")
    visitor.tab.get_by_role("heading", name="Typed", level=1).wait_for()
    assert len(provider.exchanged) == 2


@pytest.mark.torture
def test_somebody_else_who_signs_in_does_not_find_what_the_one_before_typed(
    provider: Provider, acme: Portal, stack: Stack, visit: Visit
) -> None:
    visitor = signed_in(visit, provider)
    type_until_the_sign_in_ends(visitor)
    provider.token = lambda: stack.portal(acme.tenant_id, user_id="somebody-else").token
    again = visitor.tab.get_by_role("dialog", name="Sign in")
    again.get_by_role("button", name="Sign in", exact=True).click()
    again.wait_for(state="detached")
    visitor.tab.get_by_text("somebody-else").wait_for()
    assert visitor.tab.get_by_role("dialog").count() == 0


@pytest.mark.torture
def test_a_refresh_token_that_the_provider_refuses_is_not_sent_again(provider: Provider, visit: Visit) -> None:
    provider.renews = True
    visitor = signed_in(visit, provider)
    provider.renews = False
    visitor.tab.evaluate(SOON_OVER)
    for text in ("nobody", "nowhere"):
        find(visitor, text)
    assert provider.refreshed == ["refresh-0"]
    assert visitor.tab.evaluate("Object.keys(sessionStorage)") == ["contactbook.token"]


@pytest.mark.torture
def test_an_answer_that_this_tab_did_not_ask_for_signs_nobody_in(provider: Provider, visit: Visit) -> None:
    visitor = visit()
    for state in ("", "of-somebody-else"):
        visitor.tab.goto(f"{provider.url}/?code={CODE}&state={state}")
        visitor.sees("belongs to no sign-in of this tab")
        assert visitor.tab.url == f"{provider.url}/"
    assert provider.exchanged == []


@pytest.mark.torture
def test_what_the_provider_refuses_is_said(provider: Provider, visit: Visit) -> None:
    visitor = visit()
    visitor.tab.goto(f"{provider.url}/")
    visitor.tab.route("**/token", lambda route: route.continue_(post_data=route.request.post_data.replace(CODE, "another")))
    visitor.press("Sign in")
    visitor.sees("The code is used up.")
    assert visitor.tab.evaluate("sessionStorage.length") == 0
