"""What a contact does on its pages in a browser: without scripts, by keyboard, on a phone, in light and dark, in two languages."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from contactbook import clock
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Api
from tests.builders import sending
from tests.pages.conftest import DESKTOP, PHONE, Open, Site, axe_source, follow, photograph, violations

pytestmark = pytest.mark.browser

LinkOf = Callable[..., str]
FORM_TEXT = (
    "We would like to keep your name and contact details, to serve your account and to tell you about our services.\n\n"
    "You can see, correct and delete what we keep at any time.\n<script>alert(1)</script>"
)
RICH: dict[str, Any] = {
    "last_name": "Georgiou",
    "date_of_birth": "1984-05-03",
    "phones": [{"number": "+35799123456"}],
    "addresses": [{"line_1": "1 Ledra St", "city": "Nicosia", "postal_code": "1011", "country": "CY"}],
    "identifiers": {"id_card": {"number": "X1234567"}},
    "preferences": {"direct_marketing": True},
}
LOOKS = [
    pytest.param(PHONE, False, id="phone-light"),
    pytest.param(PHONE, True, id="phone-dark"),
    pytest.param(DESKTOP, False, id="desktop-light"),
    pytest.param(DESKTOP, True, id="desktop-dark"),
]


def public_list(api: Api, name: str, **fields: Any) -> str:
    made = api.post("/v1/lists", {"name": name, "public": True, **fields})
    assert made.status == 201, made.text
    return str(made.body["list_id"])


def contact_of(api: Api) -> dict[str, Any]:
    """Return the only contact."""
    from contactbook.services.base.stores import open_store

    contacts, _ = open_store("acme").contacts.page_by_name(limit=1, after=None)
    return dict(api.get(f"/v1/contacts/{contacts[0].contact_id}").body)


class TestThePreferenceCentre:
    @pytest.mark.feature("S2.49", "S3.4")
    def test_a_contact_opts_in_and_out_of_each_thing_by_itself(self, site: Site, browse: Open, link: LinkOf, api: Api) -> None:
        news = public_list(api, "Newsletter")
        tab = browse()
        tab.goto(site.url(link()))
        tab.get_by_label("From Acme Telecom", exact=True).check()
        tab.get_by_label("Newsletter").check()
        follow(tab.get_by_role("button", name="Save my choices"))
        assert tab.get_by_role("status").inner_text() == "Your choices are saved."
        contact = contact_of(api)
        assert (contact["preferences"]["direct_marketing"], contact["preferences"]["affiliate_marketing"]) == (True, False)
        assert contact["list_ids"] == [news]
        assert contact["preferences"]["direct_marketing_changed_by"] == {"type": "link", "id": contact["contact_id"]}
        assert contact["preferences"]["direct_marketing_changed_through"] == "preference_centre"
        tab.get_by_label("From Acme Telecom", exact=True).uncheck()
        tab.get_by_label("From partners of Acme Telecom").check()
        follow(tab.get_by_role("button", name="Save my choices"))
        after = contact_of(api)["preferences"]
        assert (after["direct_marketing"], after["affiliate_marketing"]) == (False, True)

    @pytest.mark.feature("S5.6")
    def test_a_contact_chooses_over_which_channels_offers_come(self, site: Site, browse: Open, link: LinkOf, api: Api) -> None:
        tab = browse(size=PHONE)
        tab.goto(site.url(link(**RICH)))
        group = tab.get_by_role("group", name="How offers and news may reach you")
        assert [one.is_checked() for one in group.get_by_role("switch").all()] == [True, True, True]
        group.get_by_label("By text message").uncheck()
        group.get_by_label("By letter").uncheck()
        follow(tab.get_by_role("button", name="Save my choices"))
        assert tab.get_by_role("status").inner_text() == "Your choices are saved."
        assert [one.is_checked() for one in group.get_by_role("switch").all()] == [True, False, False]
        contact = contact_of(api)
        assert contact["preferences"]["channels"] == {"email": True, "sms": False, "print": False}
        history = api.get(f"/v1/contacts/{contact['contact_id']}/permissions/history").body["items"]
        said = {(one["scope"], one["said"], one["through"]) for one in history if one["scope"].startswith("channel")}
        assert said >= {("channel:sms", "no", "preference_centre"), ("channel:print", "no", "preference_centre")}

    @pytest.mark.feature("S2.49")
    def test_one_button_leaves_everything_the_contact_can_leave(self, site: Site, browse: Open, link: LinkOf, api: Api) -> None:
        news = public_list(api, "Newsletter")
        inner = public_list(api, "Inner circle", public=False)
        tab = browse()
        tab.goto(site.url(link(**{**RICH, "list_ids": [news, inner]})))
        follow(tab.get_by_role("button", name="Unsubscribe from everything"))
        assert "unsubscribed" in tab.get_by_role("status").inner_text()
        contact = contact_of(api)
        assert not contact["preferences"]["direct_marketing"]
        assert contact["list_ids"] == [inner]
        assert tab.get_by_role("button", name="Unsubscribe from everything").count() == 0
        assert "Inner circle" not in tab.content()

    def test_the_contacts_data_is_shown_and_can_be_downloaded(self, site: Site, browse: Open, link: LinkOf) -> None:
        tab = browse()
        tab.goto(site.url(link(**RICH)))
        follow(tab.get_by_role("link", name="See your data with Acme Telecom"))
        text = tab.locator("main").inner_text()
        for known in ("Eleni Georgiou", "3 May 1984", "eleni@example.com", "+35799123456", "1 Ledra St, 1011 Nicosia, CY"):
            assert known in text
        assert "X1234567" not in tab.content()
        with tab.expect_download() as started:
            tab.get_by_role("link", name="Download as a file").click()
        kept = json.loads(Path(started.value.path()).read_text())
        assert kept["about_you"]["first_name"] == "Eleni"
        assert kept["about_you"]["identifiers"] == {"id_card": "•••567"}
        follow(tab.get_by_role("link", name="Back to your preferences"))
        # The click returns when the next page begins to load. Its title may come a moment later.
        expect(tab).to_have_title("Your preferences · Acme Telecom")


class TestTheConsentForm:
    @pytest.mark.feature("S2.116", "S2.119")
    def test_a_contact_reads_the_form_and_answers_it(self, site: Site, browse: Open, link: LinkOf, api: Api) -> None:
        tab = browse()
        tab.goto(site.url(link("consent", settings={"consent": {"form_text": FORM_TEXT}})))
        assert "correct and delete what we keep" in tab.locator("main").inner_text()
        assert "<script>alert(1)</script>" in tab.locator("main").inner_text()
        follow(tab.get_by_role("button", name="I accept"))
        assert contact_of(api)["consent"]["state"] == "accepted"
        follow(tab.get_by_role("button", name="Withdraw my consent"))
        assert contact_of(api)["consent"]["state"] == "withdrawn"
        assert tab.get_by_role("button").all_inner_texts() == ["I accept"]

    @pytest.mark.feature("S2.116")
    def test_rejecting_is_as_easy_as_accepting(self, site: Site, browse: Open, link: LinkOf, api: Api) -> None:
        tab = browse()
        tab.goto(site.url(link("consent")))
        accept, reject = tab.get_by_role("button", name="I accept"), tab.get_by_role("button", name="I reject")
        looks = [
            button.evaluate("e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).fontSize, e.offsetHeight]")
            for button in (accept, reject)
        ]
        assert looks[0] == looks[1]
        follow(reject)
        assert contact_of(api)["consent"]["state"] == "rejected"


class TestUnsubscribing:
    @pytest.mark.feature("S2.49")
    def test_one_button_stops_all_marketing(self, site: Site, browse: Open, link: LinkOf, api: Api) -> None:
        tab = browse()
        tab.goto(site.url(link("unsubscribe", **RICH)))
        assert contact_of(api)["preferences"]["direct_marketing"]
        follow(tab.get_by_role("button", name="Unsubscribe"))
        assert tab.get_by_role("heading", level=1).inner_text() == "You are unsubscribed"
        assert not contact_of(api)["preferences"]["direct_marketing"]
        stands = tab.get_by_role("region", name="What you get now").inner_text()
        assert "Offers and news of Acme Telecom" in stands
        assert "Yes" not in stands


class TestAnExpiredLink:
    @pytest.mark.feature("S5.12")
    @pytest.mark.parametrize("below", ["", "/one-click"])
    def test_it_sends_a_new_link_at_one_click_without_a_script(
        self, world: World, site: Site, browse: Open, link: LinkOf, monkeypatch: pytest.MonkeyPatch, below: str
    ) -> None:
        sending.set_up()
        address = site.url(link(**RICH))
        later = clock.now() + timedelta(days=181)
        monkeypatch.setattr(clock, "source", lambda: later)
        tab = browse(size=PHONE, scripts=True)
        tab.goto(address + below)
        photograph(tab, "expired-phone-light")
        assert tab.get_by_role("heading", level=1).inner_text() == "This link has expired"
        assert violations(tab, axe_source()) == []
        assert "example.com" not in tab.locator("main").inner_text()
        plain = browse()
        plain.goto(address + below)
        follow(plain.get_by_role("button", name="Send me a new link"))
        assert plain.get_by_role("heading", level=1).inner_text() == "Look into your messages"
        sending.drain(world)
        assert sending.recipients(world) == ["eleni@example.com"]


class TestEveryPage:
    @pytest.mark.parametrize("purpose", ["preferences", "consent", "unsubscribe"])
    def test_the_browser_sends_requests_to_the_site_only_and_stores_nothing(
        self, site: Site, browse: Open, link: LinkOf, purpose: str
    ) -> None:
        tab = browse(scripts=True)
        asked: list[str] = []
        complaints: list[str] = []
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("console", lambda message: complaints.append(message.text))
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.goto(site.url(link(purpose, settings={"branding": {"name": "<b>Acme</b>", "colour": "#ffcc00"}}, **RICH)))
        follow(tab.get_by_role("button").first)
        assert all(url.startswith((site.address, "data:")) for url in asked)
        assert complaints == []
        assert tab.context.cookies() == []
        assert tab.evaluate("localStorage.length + sessionStorage.length") == 0
        assert tab.locator(".brand-name").inner_text() == "<b>Acme</b>"

    @pytest.mark.parametrize(("size", "dark"), LOOKS)
    @pytest.mark.parametrize("purpose", ["preferences", "consent", "unsubscribe"])
    def test_it_fits_its_screen_and_every_target_can_be_hit(
        self, site: Site, browse: Open, link: LinkOf, purpose: str, size: dict[str, int], dark: bool, api: Api
    ) -> None:
        public_list(api, "Monthly newsletter", description="One email a month with what is new.")
        public_list(api, "Service tips")
        tab = browse(size=size, dark=dark, scripts=True)
        address = site.url(link(purpose, settings={"consent": {"form_text": FORM_TEXT}}, **RICH))
        name = f"{purpose}-{'phone' if size is PHONE else 'desktop'}-{'dark' if dark else 'light'}"
        tab.goto(address)
        photograph(tab, name)
        assert tab.evaluate("document.documentElement.scrollWidth") <= size["width"]
        heights = tab.evaluate("[...document.querySelectorAll('button, .choice')].map(e => e.offsetHeight)")
        assert min(heights) >= 44
        follow(tab.get_by_role("button").first)
        photograph(tab, f"{name}-saved")
        if purpose == "preferences":
            tab.goto(f"{address}/data")
            photograph(tab, f"data-{name}")
            assert tab.evaluate("document.documentElement.scrollWidth") <= size["width"]

    @pytest.mark.parametrize("purpose", ["preferences", "consent", "unsubscribe"])
    @pytest.mark.parametrize("colour", ["#0b7a75", "#ffe600", "#101010"])
    @pytest.mark.parametrize("dark", [False, True])
    def test_axe_finds_nothing(
        self, site: Site, browse: Open, link: LinkOf, purpose: str, colour: str, dark: bool, api: Api
    ) -> None:
        axe = axe_source()
        public_list(api, "Newsletter", description="One email a month.")
        branding = {"name": "Acme Telecom", "colour": colour}
        tab = browse(dark=dark, scripts=True, size=PHONE)
        address = site.url(link(purpose, settings={"branding": branding, "consent": {"form_text": FORM_TEXT}}, **RICH))
        tab.goto(address)
        assert violations(tab, axe) == []
        follow(tab.get_by_role("button").first)
        assert violations(tab, axe) == []
        if purpose == "preferences":
            tab.goto(f"{address}/data")
            assert violations(tab, axe) == []
        tab.goto(f"{site.address}/p/nothing")
        assert violations(tab, axe) == []

    def test_the_keyboard_reaches_everything_in_reading_order_and_shows_where_it_is(
        self, site: Site, browse: Open, link: LinkOf, api: Api
    ) -> None:
        tab = browse(scripts=True)
        tab.goto(site.url(link()))
        reached = []
        for _ in range(9):
            tab.keyboard.press("Tab")
            reached.append(tab.evaluate("document.activeElement.id || document.activeElement.innerText"))
            assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        assert reached == [
            "Skip to content",
            "Language:\nEnglish",
            "direct-marketing",
            "affiliate-marketing",
            "channel-email",
            "channel-sms",
            "channel-print",
            "Save my choices",
            "See your data with Acme Telecom",
        ]
        tab.get_by_label("From Acme Telecom", exact=True).focus()
        tab.keyboard.press("Space")
        tab.get_by_role("button", name="Save my choices").focus()
        with tab.expect_navigation():
            tab.keyboard.press("Enter")
        assert tab.evaluate("document.activeElement.getAttribute('role')") == "status"
        assert contact_of(api)["preferences"]["direct_marketing"]

    @pytest.mark.parametrize("purpose", ["preferences", "consent", "unsubscribe"])
    def test_it_is_in_greek_for_greek_browsers(self, site: Site, browse: Open, link: LinkOf, purpose: str) -> None:
        tab = browse(size=PHONE)
        tab.goto(site.url(link(purpose, language="el", first_name="Ελένη", **{**RICH, "last_name": "Γεωργίου"})))
        photograph(tab, f"{purpose}-phone-greek")
        assert tab.locator("html").get_attribute("lang") == "el"
        text = tab.locator("main").inner_text().replace("Acme Telecom", "")
        assert not [character for character in text if "a" <= character.lower() <= "z"]
