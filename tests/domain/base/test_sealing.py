"""What is sealed for one purpose opens for no other, and shows nothing (S2.50)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from contactbook.domain.base.key_ring import KeyRing
from contactbook.domain.base.sealing import NotSealed, seal, unseal

RING = KeyRing(current="1", secrets={"1": SecretStr("11" * 32)})
ROTATED = KeyRing(current="2", secrets={"1": SecretStr("11" * 32), "2": SecretStr("22" * 32)})
OTHER = KeyRing(current="1", secrets={"1": SecretStr("99" * 32)})

bodies = st.binary(min_size=1, max_size=200)
purposes = st.lists(st.text(max_size=10), max_size=3)


@pytest.mark.feature("S2.50")
@given(bodies, purposes)
def test_what_was_sealed_opens_with_its_purpose(body: bytes, purpose: list[str]) -> None:
    assert unseal(RING, seal(RING, body, *purpose), *purpose) == body


@pytest.mark.feature("S2.50")
@given(bodies, purposes, purposes)
def test_it_opens_for_no_other_purpose(body: bytes, purpose: list[str], other: list[str]) -> None:
    if purpose != other:
        with pytest.raises(NotSealed):
            unseal(RING, seal(RING, body, *purpose), *other)


@pytest.mark.feature("S2.50")
def test_the_end_of_one_part_does_not_slip_into_the_next() -> None:
    with pytest.raises(NotSealed):
        unseal(RING, seal(RING, b"x", "cursor", "acme"), "cursora", "cme")


@pytest.mark.feature("S2.50")
def test_another_installation_opens_nothing() -> None:
    with pytest.raises(NotSealed):
        unseal(OTHER, seal(RING, b"x", "link"), "link")


@pytest.mark.feature("S2.50")
def test_an_older_key_opens_after_a_rotation_but_the_current_key_seals() -> None:
    assert unseal(ROTATED, seal(RING, b"x", "link"), "link") == b"x"
    with pytest.raises(NotSealed):
        unseal(RING, seal(ROTATED, b"x", "link"), "link")


@pytest.mark.feature("S2.50")
def test_a_seal_adds_no_more_than_its_key_id_and_a_tag() -> None:
    assert len(seal(RING, b"x" * 100, "link")) == -(-(100 + 2 + 16) * 4 // 3)


@pytest.mark.feature("S2.50")
@pytest.mark.parametrize("text", ["", "A", "AA", "AQ", "=" * 4, "é", "ATE", "A" * 30])
def test_what_was_never_sealed_opens_nothing(text: str) -> None:
    with pytest.raises(NotSealed):
        unseal(RING, text, "link")


@pytest.mark.feature("S2.50")
def test_a_seal_around_nothing_opens_nothing() -> None:
    with pytest.raises(NotSealed):
        unseal(RING, seal(RING, b"", "link"), "link")


@pytest.mark.feature("S2.50")
def test_another_way_to_write_the_same_bytes_opens_nothing() -> None:
    # The letters that Base64 writes differently, and those that a lenient reader passes over.
    texts = (seal(RING, bytes([number]), "link") for number in range(256))
    text = next(one for one in texts if "-" in one and "_" in one)
    assert unseal(RING, text, "link")
    for other in (text.replace("-", "+"), text.replace("_", "/"), text + "=", text + "\n", text[:5] + "!" + text[5:], f" {text}"):
        with pytest.raises(NotSealed):
            unseal(RING, other, "link")
