"""Signing in as in a deployment: with any OpenID provider, by an authorization code with PKCE."""

from collections.abc import Iterator

import pytest

from tests.scenarios.conftest import Stack
from tests.scenarios.portal.conftest import Visit
from tests.scenarios.portal.provider import CLIENT_ID, CODE, Provider, played


@pytest.fixture
def provider(stack: Stack) -> Iterator[Provider]:
    portal = stack.tenant()
    with played(str(stack.http.base_url).rstrip("/"), lambda: portal.token) as provider:
        yield provider


def test_a_person_signs_in_at_the_provider_and_comes_back_to_the_same_place(provider: Provider, visit: Visit) -> None:
    visitor = visit()
    visitor.tab.goto(f"{provider.url}/#/contacts?kind=company")
    visitor.press("Sign in")
    visitor.tab.get_by_role("heading", name="Contacts").wait_for()

    assert (provider.asked["client_id"], provider.asked["response_type"]) == (CLIENT_ID, "code")
    assert (provider.asked["scope"], provider.asked["code_challenge_method"]) == ("openid contacts:read", "S256")
    assert visitor.tab.url == f"{provider.url}/#/contacts?kind=company"
    assert visitor.tab.evaluate("Object.keys(sessionStorage)") == ["contactbook.token"]
    assert [sent["code"] for sent in provider.exchanged] == [CODE]


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
    provider.exchanged.append({})
    visitor = visit()
    visitor.tab.goto(f"{provider.url}/")
    visitor.press("Sign in")
    visitor.sees("The code is used up.")
    assert visitor.tab.evaluate("sessionStorage.length") == 0
