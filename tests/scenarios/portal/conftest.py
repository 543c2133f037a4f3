"""The reference portal in headless Chromium, on its own origin, against the running local stack. Without Chromium these tests are skipped.

A walk costs a second of CPU, so `make test` has the shortest way through each room, and `make torture` the others.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.pages.conftest import DESKTOP
from tests.scenarios.conftest import Portal, Stack

Visit = Callable[..., "Visitor"]


@dataclass
class Visitor:
    """Somebody in front of the portal, and what the browser complained about."""

    tab: Any
    address: str
    complaints: list[str]

    def go(self, route: str) -> None:
        """Go to a room, such as `contacts?q=eleni`."""
        self.tab.evaluate("to => { location.hash = to }", f"#/{route}")

    def press(self, name: str, **where: Any) -> None:
        self.tab.get_by_role("button", name=name, exact=True, **where).first.click()

    def fill(self, label: str, value: str) -> None:
        self.tab.get_by_label(label, exact=True).last.fill(value)

    def choose(self, label: str, value: str) -> None:
        self.tab.get_by_label(label, exact=True).last.select_option(value)

    def sees(self, text: str) -> None:
        """Wait until the text is shown."""
        self.tab.get_by_text(text).first.wait_for()

    def offers(self, name: str) -> bool:
        """True if a button or a link with the name is shown."""
        named = self.tab.get_by_role("button", name=name, exact=True).or_(self.tab.get_by_role("link", name=name, exact=True))
        return bool(named.count())

    @property
    def status(self) -> Any:
        return self.tab.locator("[role=status].said")


@pytest.fixture(scope="session")
def portal_address(running_stack: Stack) -> str:
    return str(running_stack.http.get("/_local/portal").headers["location"]).rstrip("/")


@pytest.fixture(scope="session")
def window(chromium: Any) -> Iterator[Any]:
    """Return one tab for all these tests. A new one costs 1.5 CPU seconds more, because its process begins cold."""
    context = chromium.new_context(viewport=DESKTOP, reduced_motion="reduce")
    tab = context.new_page()
    tab.set_default_timeout(15_000)
    yield tab
    context.close()


@pytest.fixture
def visit(stack: Stack, portal_address: str, window: Any) -> Iterator[Visit]:
    """Return a function that opens the portal: `visit(portal, "contacts")`, with the token of `portal`, or signed out.

    Who visits next takes over the tab, with nothing in its storage.
    """
    complaints: list[str] = []
    listeners = {
        "console": lambda said: complaints.append(said.text) if said.type == "error" else None,
        "pageerror": lambda error: complaints.append(str(error)),
    }
    for event, listener in listeners.items():
        window.on(event, listener)

    def open_portal(caller: Portal | None = None, route: str = "", *, size: Any = DESKTOP, dark: bool = False) -> Visitor:
        window.set_viewport_size(size)
        window.emulate_media(color_scheme="dark" if dark else "light")
        window.goto(f"{portal_address}/portal.css")
        window.evaluate(
            "token => { sessionStorage.clear(); localStorage.clear(); if (token) sessionStorage.setItem(...token) }", kept(caller)
        )
        window.goto(f"{portal_address}/#/{route}")
        return Visitor(window, portal_address, complaints)

    yield open_portal
    window.unroute_all()
    window.context.set_offline(False)
    for event, listener in listeners.items():
        window.remove_listener(event, listener)
    # A refusal is shown to the person, and Chromium notes it as well.
    assert [text for text in complaints if "the server responded with a status of 4" not in text] == []


def kept(caller: Portal | None) -> list[str] | None:
    """Return what the tab of somebody who is signed in keeps."""
    return ["contactbook.token", caller.token] if caller else None
