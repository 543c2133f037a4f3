"""Cleaning and folding text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.base.text import clean_line, clean_text, fold, fold_identifier, is_blank


def test_control_characters_are_removed():
    assert clean_line("Ele\x00ni\x07") == "Eleni"


def test_line_ends_become_line_feeds():
    assert clean_text("a\r\nb\rc") == "a\nb\nc"


def test_a_line_folds_its_white_space():
    assert clean_line("  Maria \t\n Papadopoulou ") == "Maria Papadopoulou"


@pytest.mark.feature("S2.31")
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("STRASSE", "straße"),
        ("Ａｎｎａ", "anna"),
        ("An\u200bna", "Anna"),
        ("\u202eAnna", "anna"),
        (" Anna  B ", "anna b"),
        ("ΣΟΦΟΣ", "σοφοσ"),
    ],
)
def test_texts_that_look_the_same_compare_the_same(one, other):
    assert fold(one) == fold(other)


@pytest.mark.feature("S2.31")
def test_identifiers_compare_without_spaces_and_dashes():
    assert fold_identifier("AB 12-34.5") == fold_identifier("ab12345")


@pytest.mark.feature("S0.15")
@pytest.mark.parametrize("value", [None, "", "  ", "\u200b", "\t\n"])
def test_white_space_says_nothing(value):
    assert is_blank(value)


@given(st.text())
def test_folding_twice_is_folding_once(value):
    assert fold(fold(value)) == fold(value)


@given(st.text())
def test_cleaned_text_is_in_normal_form_and_cleaning_is_stable(value):
    cleaned = clean_text(value)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean_text(cleaned) == cleaned
