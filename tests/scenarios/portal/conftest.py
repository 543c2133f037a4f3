"""The reference portal in headless Chromium, on its own origin, against the running local stack. Without Chromium these tests are skipped."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
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
    complaints: list[str] = field(default_factory=list)

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


@pytest.fixture
def visit(stack: Stack, portal_address: str, browse: Callable[..., Any]) -> Iterator[Visit]:
    """Return a function that opens the portal: `visit(portal, "contacts")`, with the token of `portal`, or signed out."""
    visitors: list[Visitor] = []

    def open_portal(caller: Portal | None = None, route: str = "", **options: Any) -> Visitor:
        tab = browse(size=options.pop("size", DESKTOP), scripts=True, **options)
        tab.set_default_timeout(15_000)
        visitor = Visitor(tab, portal_address)
        tab.on("console", lambda said: visitor.complaints.append(said.text) if said.type == "error" else None)
        tab.on("pageerror", lambda error: visitor.complaints.append(str(error)))
        if caller:
            tab.add_init_script(f"sessionStorage.setItem('contactbook.token', '{caller.token}')")
        tab.goto(f"{portal_address}/#/{route}")
        visitors.append(visitor)
        return visitor

    yield open_portal
    # A refusal is shown to the person, and Chromium notes it as well.
    noted = [text for one in visitors for text in one.complaints if "the server responded with a status of 4" not in text]
    assert noted == []
