"""The colours of a contact's pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from links_api.colours import DARK_SURFACE, DEFAULT_COLOUR, LIGHT_SURFACE, contrast, palette_of

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(colours)
def test_any_colour_becomes_readable_on_its_surface_and_under_text(colour: str) -> None:
    palette = palette_of(colour)
    assert contrast(palette.light, LIGHT_SURFACE) >= 4.5
    assert contrast(palette.dark, DARK_SURFACE) >= 4.5
    assert contrast(palette.light, palette.on_light) >= 4.5
    assert contrast(palette.dark, palette.on_dark) >= 4.5


def test_a_readable_colour_stays_unchanged() -> None:
    assert palette_of("#0b7a75").light == "#0b7a75"
    assert palette_of(None) == palette_of(DEFAULT_COLOUR)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == 1
