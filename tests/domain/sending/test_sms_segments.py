"""Text messages are split into parts as networks split them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.sending.sms_segments import Encoding, segments_of


@pytest.mark.parametrize(
    ("text", "encoding", "units", "parts"),
    [
        ("", Encoding.GSM_7, 0, 0),
        ("a" * 160, Encoding.GSM_7, 160, 1),
        ("a" * 161, Encoding.GSM_7, 161, 2),
        ("a" * 306, Encoding.GSM_7, 306, 2),
        ("a" * 307, Encoding.GSM_7, 307, 3),
        ("€" * 80, Encoding.GSM_7, 160, 1),
        ("€" * 81, Encoding.GSM_7, 162, 2),
        # 153 septets hold 76 pairs; an escape and its character stay in one part.
        ("€" * 153, Encoding.GSM_7, 306, 3),
        ("ΔΦΓΛΩΠΨΣΘΞ", Encoding.GSM_7, 10, 1),
        ("Καλημέρα", Encoding.UCS_2, 8, 1),
        ("α" * 70, Encoding.UCS_2, 70, 1),
        ("α" * 71, Encoding.UCS_2, 71, 2),
        ("α" * 134, Encoding.UCS_2, 134, 2),
        ("😀" * 35, Encoding.UCS_2, 70, 1),
        ("😀" * 67, Encoding.UCS_2, 134, 3),
    ],
)
def test_parts_are_counted(text: str, encoding: Encoding, units: int, parts: int) -> None:
    found = segments_of(text)
    assert (found.encoding, found.units, found.parts) == (encoding, units, parts)


def test_a_text_that_providers_refuse_does_not_fit() -> None:
    assert segments_of("a" * 1530).fits
    assert not segments_of("a" * 1531).fits
    assert segments_of("α" * 630).fits
    assert not segments_of("α" * 631).fits


@given(st.text(max_size=400), st.text(max_size=10))
def test_more_text_never_takes_fewer_parts(text: str, more: str) -> None:
    assert segments_of(text + more).parts >= segments_of(text).parts
