"""The language of a contact's pages, and the tenant's own texts on them (S7.10)."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.links.texts import OWN_KEYS, TEXTS, placeholders
from links_api.languages import accepted_languages, chosen_language
from tests.aws_in_process.aws import World
from tests.aws_in_process.http import Answer, Api
from tests.builders import sending
from tests.functions.links_api.test_pages import Later, Person, form, later, visitor

__all__ = ["later"]
pytestmark = pytest.mark.feature("S7.10")


@pytest.fixture
def person(api: Api) -> Person:
    return Person(api)


def get(path: str, *, lang: str | None = None, accepts: str | None = None) -> Answer:
    headers = {"accept_language": accepts} if accepts else {}
    return visitor.call("GET", path, query={"lang": lang} if lang is not None else {}, headers=headers)


def language_of(answer: Answer) -> tuple[str, str]:
    found = re.search(r'<html lang="(\w+)" dir="(\w+)">', answer.text)
    assert found
    assert answer.headers["Content-Language"] == found[1]
    return found[1], found[2]


def save(api: Api, texts: dict[str, Any]) -> None:
    answer = api.put("/v1/settings/page_texts", texts)
    assert answer.status == 200, answer.text


class TestTheChoice:
    @pytest.mark.parametrize(
        ("lang", "contact", "accepts", "default", "shown"),
        [
            ("ar", "el", "de", "ru", "ar"),
            (None, "el", "de", "ru", "el"),
            (None, None, "fr, de-AT;q=0.8, tr;q=0.9", "ru", "tr"),
            (None, "fr", "de;q=0, *", "ru", "ru"),
            (None, None, None, "fr", "en"),
        ],
    )
    def test_the_switch_comes_first_then_the_contact_the_browser_and_the_tenant(
        self, api: Api, lang: str | None, contact: str | None, accepts: str | None, default: str, shown: str
    ) -> None:
        api.put("/v1/settings/localization", {"default_language": default})
        answer = get(Person(api, language=contact).link("preferences"), lang=lang, accepts=accepts)
        assert language_of(answer) == (shown, "rtl" if shown == "ar" else "ltr")
        assert TEXTS[shown]["preferences.title"] in answer.text

    @pytest.mark.parametrize(
        "lang", ["", "xx", "EL", "el,ar", '"><script>', "../x", "el\r\nSet-Cookie: a=b", "e" * 5000, "__class__"]
    )
    def test_a_language_that_is_not_offered_is_passed_over_and_never_repeated(self, person: Person, lang: str) -> None:
        answer = get(person.link("preferences"), lang=lang)
        assert (answer.status, language_of(answer)) == (200, ("en", "ltr"))
        assert "<script" not in answer.text
        assert "?lang=en" not in re.sub(r"<nav.*?</nav>", "", answer.text, flags=re.DOTALL)
        assert not any("Set-Cookie" in part for part in (*answer.headers, *answer.headers.values()))

    def test_the_switch_offers_each_language_by_its_own_name(self, person: Person) -> None:
        found = re.findall(r'<a href="\?lang=(\w+)" lang="\w+"[^>]*><bdi>([^<]+)</bdi>', get(person.link("consent")).text)
        assert found == [
            ("en", "English"), ("el", "Ελληνικά"), ("ar", "العربية"), ("de", "Deutsch"), ("ru", "Русский"), ("tr", "Türkçe"),
        ]  # fmt: skip

    def test_a_language_that_was_chosen_is_kept_by_every_link_and_form(self, person: Person) -> None:
        token = person.link("preferences").rpartition("/")[2]
        page = get(f"/p/{token}", lang="el")
        assert f'href="{token}/data?lang=el"' in page.text
        # A form without an address is sent to where the page stands.
        assert "action=" not in page.text
        assert f'href="../{token}?lang=el"' in get(f"/p/{token}/data", lang="el").text
        assert f'action="../{token}?lang=el"' in get(f"/p/{token}/one-click", lang="el").text
        saved = form(f"/p/{token}", {"form": "preferences"}, query={"lang": "el"})
        assert TEXTS["el"]["preferences.saved"] in saved.text
        assert person.flags() == (False, False)

    def test_without_the_switch_no_address_names_a_language(self, person: Person) -> None:
        page = get(person.link("preferences"), accepts="el").text
        assert "?lang=" not in re.sub(r"<nav.*?</nav>", "", page, flags=re.DOTALL)

    def test_a_page_is_kept_nowhere_and_told_apart_by_the_browsers_language(self, person: Person) -> None:
        headers = get(person.link("preferences"), lang="de").headers
        assert (headers["Cache-Control"], headers["Vary"]) == ("no-store", "Origin, Accept-Language")

    def test_a_page_that_shows_nothing_of_the_contact_does_not_show_its_language(
        self, world: World, api: Api, later: Later
    ) -> None:
        sending.set_up()
        path = Person(api, language="ru").link("preferences")
        later(days=181)
        page = get(path, accepts="de")
        assert (page.status, language_of(page)) == (410, ("de", "ltr"))
        assert TEXTS["de"]["expired.button"] in page.text
        switched = get(path, lang="ar")
        assert f'action="{path.rpartition("/")[2]}/renew?lang=ar"' in switched.text
        asked = form(f"{path}/renew", query={"lang": "ar"})
        assert TEXTS["ar"]["asked.title"] in asked.text
        # The address of the request is no page, so the switch leads to the page that offered it.
        assert f'href="../{path.rpartition("/")[2]}?lang=el"' in asked.text
        sending.drain(world)
        (mail,) = sending.mails(world)
        assert mail["Subject"] == TEXTS["ru"]["renewal.subject"].format(tenant="Acme")

    @pytest.mark.parametrize("language", sorted(TEXTS))
    def test_a_wrong_link_says_so_in_each_language(self, world: World, language: str) -> None:
        answer = get("/p/nothing", lang=language)
        assert (answer.status, language_of(answer)[0]) == (404, language)
        assert TEXTS[language]["problem.not_found_lead"] in answer.text

    @given(st.text(max_size=80))
    def test_any_header_of_a_browser_is_read(self, header: str) -> None:
        assert all(language.isascii() and language.isalpha() for language in accepted_languages(header))
        assert chosen_language(("en", "el"), switched_to=header, contact=None, accepted=header, default="en") in ("en", "el")

    def test_a_header_is_read_by_its_weights(self) -> None:
        assert accepted_languages("el-GR, en;q=0.5, de ; q=0.7, fr;q=2, tr;q=x, ru;q=0.000, *;q=0.9") == ["el", "de", "en"]
        assert accepted_languages("el," * 400) == []


class TestTheTenantsTexts:
    def test_they_stand_over_ours_in_their_language_alone(self, api: Api, person: Person) -> None:
        save(api, {"en": {"preferences.title": "What may we send, {tenant} asks"}, "el": {"page.private": "Μόνο για εσάς."}})
        assert "What may we send, Contactbook asks" in get(person.link("preferences")).text
        greek = get(person.link("preferences"), lang="el").text
        assert TEXTS["el"]["preferences.title"] in greek
        assert "Μόνο για εσάς." in greek

    def test_they_are_text_and_never_markup(self, api: Api, person: Person) -> None:
        nasty = "x\" onload=alert(1) & ' < b >"
        save(api, {"en": {"page.skip": nasty, "preferences.title": nasty, "page.language": nasty}})
        page = get(person.link("preferences")).text
        assert '" onload' not in page
        assert page.count("x&#34; onload=alert(1) &amp; &#39; &lt; b &gt;") >= 4

    def test_a_name_with_markup_and_placeholders_is_text_in_every_language(self, api: Api, person: Person) -> None:
        api.put("/v1/settings/branding", {"name": "<i>Acme</i> {list} {tenant} {0}"})
        for language in TEXTS:
            page = get(person.link("preferences"), lang=language)
            assert (page.status, "<i>" in page.text) == (200, False)
            assert "&lt;i&gt;Acme&lt;/i&gt; {list} {tenant} {0}" in page.text

    def test_another_tenants_pages_show_ours(self, api: Api, person: Person) -> None:
        save(api, {"en": {"preferences.title": "Acme's own"}})
        other = Api(tenant_id="other")
        made = other.post(f"/v1/contacts/{Person(other).id}/links", {"purpose": "preferences"})
        page = get(urlsplit(made.body["url"]).path).text
        assert "Acme's own" not in page.replace("&#39;", "'")
        assert TEXTS["en"]["preferences.title"] in page

    def test_a_language_of_the_tenants_own_joins_the_switch(self, world: World, api: Api, later: Later) -> None:
        sending.set_up()
        person = Person(api, language="fa")
        named = {key: sorted(placeholders(TEXTS["en"][key]) - {"tenant"}) for key in OWN_KEYS}
        save(api, {"fa": {key: " ".join(["متن", *(f"{{{name}}}" for name in names)]) for key, names in named.items()}})
        page = get(person.link("preferences"))
        assert language_of(page) == ("fa", "rtl")
        assert '<a href="?lang=fa"' in get(person.link("preferences"), lang="en").text
        path = person.link("preferences")
        later(days=181)
        form(f"{path}/renew")
        sending.drain(world)
        (mail,) = sending.mails(world)
        assert mail["Subject"] == "متن"

    def test_a_hash_in_a_text_of_a_message_is_no_merge_tag(self, world: World, api: Api, later: Later) -> None:
        sending.set_up()
        person = Person(api)
        save(api, {"en": {"renewal.subject": "Hi #first_name", "renewal.text": "For #email: {link}"}})
        path = person.link("preferences")
        later(days=181)
        form(f"{path}/renew")
        sending.drain(world)
        (mail,) = sending.mails(world)
        assert mail["Subject"] == "Hi #first_name"
        assert "For #email: https://" in mail.get_body(("plain",)).get_content()

    @pytest.mark.parametrize("name", ["N" * 200, "#" * 200])
    def test_a_long_name_in_every_place_makes_a_message_that_can_be_sent(
        self, world: World, api: Api, later: Later, name: str
    ) -> None:
        sending.set_up()
        person = Person(api)
        api.put("/v1/settings/branding", {"name": name})
        own = {
            "renewal.subject": "{tenant}" * 3,
            "renewal.sms": "{link}" + "{tenant}" * 3,
            "renewal.text": "{link}" + "{tenant}" * 3,
        }
        save(api, {"en": own, "ar": own})
        path = person.link("preferences")
        later(days=181)
        assert form(f"{path}/renew").status == 200
        sending.drain(world)
        (mail,) = sending.mails(world)
        assert set(mail["Subject"]) == set(name)
