"""The parts that a contact's pages are made of: their words, their colours, their forms."""

import string
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.base.errors import ContactbookError, MalformedBody
from contactbook.domain.contacts.record import ConsentState
from links_api.colours import DARK_SURFACE, DEFAULT_COLOUR, LIGHT_SURFACE, contrast, palette_of
from links_api.forms import flag, read_form
from links_api.texts import MONTHS, TEXTS

URL_ENCODED = "application/x-www-form-urlencoded"
colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_every_language_says_everything_with_the_same_blanks(language: str) -> None:
    def blanks(text: str) -> set[str]:
        # The tenant's name may be left out where a language says "we".
        return {name for _, name, _, _ in string.Formatter().parse(text) if name} - {"tenant"}

    assert TEXTS[language].keys() == TEXTS["en"].keys()
    assert {key: blanks(text) for key, text in TEXTS[language].items()} == {
        key: blanks(text) for key, text in TEXTS["en"].items()
    }
    assert len(set(MONTHS[language])) == 12


def test_every_consent_state_has_its_words() -> None:
    for state in ConsentState:
        assert {f"consent.{state}", f"state.{state}"} <= TEXTS["en"].keys()


@given(colours)
def test_any_colour_becomes_one_that_can_be_read_on_its_surface_and_written_on(colour: str) -> None:
    palette = palette_of(colour)
    assert contrast(palette.light, LIGHT_SURFACE) >= 4.5
    assert contrast(palette.dark, DARK_SURFACE) >= 4.5
    assert contrast(palette.light, palette.on_light) >= 4.5
    assert contrast(palette.dark, palette.on_dark) >= 4.5


def test_a_colour_that_reads_well_is_left_as_it_is() -> None:
    assert palette_of("#0b7a75").light == "#0b7a75"
    assert palette_of(None) == palette_of(DEFAULT_COLOUR)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == 1


@given(st.dictionaries(st.text(min_size=1, max_size=10), st.text(max_size=20), max_size=5))
def test_a_form_is_read_as_it_was_sent(fields: dict[str, str]) -> None:
    assert read_form(urlencode(fields), URL_ENCODED) == {name: [value] for name, value in fields.items()}


@given(
    st.text(max_size=200),
    st.sampled_from([URL_ENCODED, "multipart/form-data; boundary=x", "multipart/form-data", "text/plain", ""]),
)
def test_whatever_is_sent_is_read_or_refused_as_a_form(body: str, content_type: str) -> None:
    try:
        form = read_form(body, content_type)
    except ContactbookError:
        return
    assert all(isinstance(value, str) for values in form.values() for value in values)


def test_a_form_with_a_thousand_fields_is_refused() -> None:
    with pytest.raises(MalformedBody):
        read_form("&".join(f"list_ids={number}" for number in range(1000)), URL_ENCODED)


@pytest.mark.parametrize(
    ("values", "expected"),
    [(["on"], True), (["true"], True), (["False"], False), ([""], False), (["true", "false"], False), ([], None)],
)
def test_a_box_is_ticked_or_not(values: list[str], expected: bool | None) -> None:
    assert flag({"box": values}, "box", absent=None) is expected
