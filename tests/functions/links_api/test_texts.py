"""The texts of a contact's pages."""

import string

import pytest

from contactbook.domain.base.month_names import MONTHS
from contactbook.domain.contacts.record import ConsentState
from links_api.texts import TEXTS


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_every_language_has_every_text_with_the_same_placeholders(language: str) -> None:
    def blanks(text: str) -> set[str]:
        # The tenant's name may be left out where a language says "we".
        return {name for _, name, _, _ in string.Formatter().parse(text) if name} - {"tenant"}

    assert TEXTS[language].keys() == TEXTS["en"].keys()
    assert {key: blanks(text) for key, text in TEXTS[language].items()} == {
        key: blanks(text) for key, text in TEXTS["en"].items()
    }
    assert len(set(MONTHS[language])) == 12


def test_every_consent_state_has_its_texts() -> None:
    for state in ConsentState:
        assert {f"consent.{state}", f"state.{state}"} <= TEXTS["en"].keys()
