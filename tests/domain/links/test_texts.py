"""The texts of a contact's pages: whole in each language, and the tenant's own over them (S7.10)."""

import re
import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.contacts.record import ConsentState
from contactbook.domain.links.month_names import MONTHS
from contactbook.domain.links.texts import OWN_KEYS, TEXTS, filled, placeholder_faults, placeholders, text_in
from contactbook.domain.settings.languages import LANGUAGES, is_right_to_left

# What is the same as in English by right: a word that both languages have, and dates, which are put together alike.
ALIKE = {
    "el": {"date.full", "date.of_year"},
    "ar": {"date.full", "date.of_year"},
    "tr": {"date.full", "date.of_year"},
    "ru": {"date.of_year"},
    "de": {"label.name", "month.4", "month.8", "month.9", "month.11"},
}
SCRIPTS = {"el": "GREEK", "ar": "ARABIC", "ru": "CYRILLIC"}
OTHERS = sorted(TEXTS.keys() - {"en"})


@pytest.mark.feature("S7.10")
@pytest.mark.parametrize("language", sorted(TEXTS))
def test_every_language_has_every_text_with_the_same_placeholders(language: str) -> None:
    assert TEXTS[language].keys() == TEXTS["en"].keys()
    assert {key: placeholder_faults(key, text) for key, text in TEXTS[language].items() if placeholder_faults(key, text)} == {}
    assert len({TEXTS[language][f"month.{month}"] for month in range(1, 13)}) == 12
    assert all(text == text.strip() == unicodedata.normalize("NFC", text) for text in TEXTS[language].values())


@pytest.mark.feature("S7.10")
@pytest.mark.parametrize("language", OTHERS)
def test_no_text_is_left_in_english(language: str) -> None:
    same = {key for key, text in TEXTS[language].items() if text == TEXTS["en"][key]}
    assert same == ALIKE[language]


@pytest.mark.feature("S7.10")
@pytest.mark.parametrize("language", SCRIPTS)
def test_a_language_with_letters_of_its_own_uses_no_others(language: str) -> None:
    said = {key: re.sub(r"\{[a-z]+\}", "", text) for key, text in TEXTS[language].items()}
    foreign = {
        key: text
        for key, text in said.items()
        if any(letter.isalpha() and not unicodedata.name(letter).startswith(SCRIPTS[language]) for letter in text)
    }
    assert foreign == {}


@pytest.mark.feature("S7.10")
def test_every_language_has_a_name_and_arabic_runs_from_right_to_left() -> None:
    assert list(LANGUAGES)[: len(TEXTS)] == list(TEXTS)
    assert {language for language in TEXTS if is_right_to_left(language)} == {"ar"}
    assert len(set(LANGUAGES.values())) == len(LANGUAGES)


@pytest.mark.parametrize("language", sorted(MONTHS))
def test_a_month_is_called_as_in_a_message(language: str) -> None:
    assert tuple(TEXTS[language][f"month.{month}"] for month in range(1, 13)) == MONTHS[language]


def test_every_consent_state_has_its_texts() -> None:
    for state in ConsentState:
        assert {f"consent.{state}", f"state.{state}"} <= TEXTS["en"].keys()


@pytest.mark.feature("S7.10")
def test_a_text_of_the_tenant_stands_over_ours() -> None:
    own = {"unsubscribe.title": "Leave us", "page.for": "To {address}"}
    assert text_in("en", "unsubscribe.title", own) == "Leave us"
    assert text_in("en", "unsubscribe.button", own) == "Unsubscribe"
    # A text that was saved before ours changed, and one in a language that lost a text, leave the page as we wrote it.
    assert text_in("en", "page.for", {"page.for": "For {nobody}"}) == TEXTS["en"]["page.for"]
    assert text_in("fr", "unsubscribe.title", {}) == "Unsubscribe"


@pytest.mark.feature("S7.10")
@pytest.mark.parametrize(
    "text",
    ["{tenant.__class__} {address}", "{tenant!r} {address}", "{tenant:>9999999} {address}", "{0} {address}", "{ {address}", "{}"],
)
def test_a_placeholder_is_a_name_and_nothing_else(text: str) -> None:
    assert placeholder_faults("page.for", text)
    assert text_in("en", "page.for", {"page.for": text}) == TEXTS["en"]["page.for"]


@given(st.text(max_size=60), st.text(max_size=20))
def test_filling_any_text_replaces_names_only(text: str, value: str) -> None:
    said = filled(text, {"tenant": value}, right_to_left=False)
    if "{tenant}" not in text:
        assert said == text
    assert filled("{list}", {"tenant": value}) == "{list}"


@pytest.mark.feature("S7.10")
def test_a_value_of_the_other_direction_turns_nothing_round() -> None:
    assert filled("من {tenant}", {"tenant": "Acme"}, right_to_left=True) == "من \u2068Acme\u2069"
    assert filled("From {tenant}", {"tenant": "أكمي"}) == "From \u2068أكمي\u2069"
    assert filled("From {tenant}", {"tenant": "Acme"}) == "From Acme"
    # A value cannot end its isolation.
    assert filled("From {tenant}", {"tenant": "أ\u2069\u202eb"}) == "From \u2068أb\u2069"


@pytest.mark.feature("S7.10")
def test_texts_of_no_tenant_are_ours() -> None:
    assert {key for key in TEXTS["en"] if key not in OWN_KEYS} == {key for key in TEXTS["en"] if key.startswith("problem.")}
    assert all(not placeholders(TEXTS["en"][key]) for key in TEXTS["en"] if key.startswith("problem."))
    assert all(name for text in TEXTS["en"].values() for _, name, _, _ in string.Formatter().parse(text) if name is not None)
