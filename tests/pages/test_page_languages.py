"""A contact's pages in every language, in a browser without scripts: nothing overflows, axe finds nothing, Arabic runs from the right."""

import itertools
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from operator import add
from typing import Any

import pytest
from playwright.sync_api import expect

from contactbook import clock
from contactbook.domain.links.texts import TEXTS
from tests.aws_in_process.http import Api
from tests.pages.conftest import DESKTOP, PHONE, Open, Site, axe_source, follow, photograph, violations
from tests.pages.test_pages import RICH, contact_of, public_list

pytestmark = [pytest.mark.browser, pytest.mark.feature("S7.10")]
LinkOf = Callable[..., str]
LOOKS = [(PHONE, False), (PHONE, True), (DESKTOP, False), (DESKTOP, True)]
# The pages of one visit, each by what is done after it was opened.
STEPS = ("preferences", "saved", "data", "consent", "answered", "unsubscribe", "unsubscribed", "expired", "asked", "problem")


@pytest.fixture
def visit(site: Site, link: LinkOf, api: Api, monkeypatch: pytest.MonkeyPatch) -> Callable[[Any, str], Iterator[str]]:
    """Return a function that opens one page after the other in a language, and yields the name of each."""

    def pages(tab: Any, language: str) -> Iterator[str]:
        public_list(api, "Newsletter", description="Once a month.")
        preferences = site.url(link(**RICH))
        contact = contact_of(api)["contact_id"]
        others = {purpose: site.url(mailed(contact, purpose)) for purpose in ("consent", "unsubscribe")}
        asked = f"?lang={language}"
        for step in STEPS:
            match step:
                case "preferences" | "consent" | "unsubscribe":
                    tab.goto((preferences if step == "preferences" else others[step]) + asked)
                case "saved" | "answered" | "unsubscribed" | "asked":
                    follow(tab.locator("main button").first)
                case "data":
                    tab.goto(f"{preferences}/data{asked}")
                case "expired":
                    monkeypatch.setattr(clock, "source", partial(add, clock.now(), timedelta(days=181)))
                    tab.goto(preferences + asked)
                case _:
                    tab.goto(f"{site.address}/p/nothing{asked}")
            yield step

    return pages


def mailed(contact_id: str, purpose: str) -> str:
    from tests.builders.refusals import mailed_link

    return mailed_link(contact_id, purpose)


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_every_page_fits_and_axe_finds_nothing(visit: Any, browse: Open, language: str) -> None:
    """Each page has one look of four, and another one in the next language, so that every look meets every page and language."""
    axe, looks = axe_source(), itertools.cycle(LOOKS)
    for _ in range(sorted(TEXTS).index(language)):
        next(looks)
    tab = browse(scripts=True)
    for step in visit(tab, language):
        size, dark = next(looks)
        tab.set_viewport_size(size)
        tab.emulate_media(color_scheme="dark" if dark else "light")
        if step == "preferences":
            photograph(tab, f"{step}-{language}")
        assert tab.locator("html").get_attribute("lang") == language, step
        assert tab.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        assert tab.evaluate("document.documentElement.scrollWidth") <= size["width"], step
        assert violations(tab, axe) == [], step


def test_the_switch_works_without_a_script_and_is_kept_while_the_contact_goes_on(
    site: Site, browse: Open, link: LinkOf, api: Api
) -> None:
    tab = browse(size=PHONE)
    tab.goto(site.url(link(**RICH)))
    tab.locator("summary").click()
    follow(tab.get_by_role("link", name="العربية"))
    expect(tab.get_by_role("heading", level=1)).to_have_text(TEXTS["ar"]["preferences.title"])
    # The panel of the switch is closed again, and the page runs from the right.
    assert not tab.get_by_role("link", name="English").is_visible()
    assert tab.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
    switch, label = tab.locator("#direct-marketing").bounding_box(), tab.locator("label").first.bounding_box()
    assert switch["x"] < label["x"]
    tab.locator("#direct-marketing").uncheck()
    follow(tab.get_by_role("button", name=TEXTS["ar"]["preferences.save"]))
    assert tab.get_by_role("status").inner_text() == TEXTS["ar"]["preferences.saved"]
    assert not contact_of(api)["preferences"]["direct_marketing"]
    follow(tab.locator("main .more a"))
    expect(tab.get_by_role("heading", level=1)).to_contain_text("بياناتك لدى")
    follow(tab.get_by_role("link", name=TEXTS["ar"]["data.back"]))
    expect(tab.locator("html")).to_have_attribute("lang", "ar")
    tab.locator("summary").click()
    follow(tab.get_by_role("link", name="Deutsch"))
    expect(tab.get_by_role("heading", level=1)).to_have_text(TEXTS["de"]["preferences.title"])


def test_what_was_ended_can_be_taken_back_at_once(site: Site, browse: Open, link: LinkOf, api: Api) -> None:
    tab = browse(size=PHONE)
    tab.goto(site.url(link("unsubscribe", **RICH)))
    follow(tab.get_by_role("button", name="Unsubscribe"))
    assert not contact_of(api)["preferences"]["direct_marketing"]
    photograph(tab, "unsubscribed-way-back")
    follow(tab.get_by_role("button", name="Keep receiving them"))
    expect(tab.get_by_role("heading", level=1)).to_have_text("You will keep receiving them")
    assert contact_of(api)["preferences"]["direct_marketing"]
    assert tab.evaluate("document.activeElement.getAttribute('role')") == "status"
