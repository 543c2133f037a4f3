"""Keys of the ring: one for each purpose and secret, and hashes that a rotation leaves as they are (S2.50)."""

from collections.abc import Callable

import pytest
from pydantic import SecretStr

from contactbook.domain.base.key_ring import KeyRing, keyed_hash

SECRETS = {key_id: SecretStr(key_id * 32) for key_id in ("10", "9", "2")}
RING = KeyRing(current="10", secrets=SECRETS)
# What stored keys hold must be found by every later version.
KEPT = "1082cb296d07e5f91cfcc7f963bab9dc"


@pytest.mark.feature("S2.50")
def test_each_purpose_and_each_secret_has_a_key_of_its_own() -> None:
    keys = [RING.key(purpose, key_id) for purpose in ("seal", "name") for key_id in SECRETS]
    assert len(set(keys)) == 6
    assert {len(key) for key in keys} == {32}
    assert RING.key("seal") == RING.key("seal", "10")


def test_the_oldest_secret_is_the_one_with_the_least_number() -> None:
    assert RING.first == "2"
    assert KeyRing(current="10", secrets={one: SECRETS[one] for one in ("10", "9")}).first == "9"


def test_a_hash_stays_after_a_rotation_and_is_the_one_that_is_stored() -> None:
    alone = KeyRing(current="2", secrets={"2": SECRETS["2"]})
    assert keyed_hash(RING, "name", "Eleni", "acme") == keyed_hash(alone, "name", "Eleni", "acme") == KEPT
    assert keyed_hash(RING, "name", "Eleni", "acme", key_id="9") != KEPT


def test_the_end_of_one_part_is_not_the_beginning_of_the_next() -> None:
    assert keyed_hash(RING, "name", "ab", "c") != keyed_hash(RING, "name", "a", "bc")


@pytest.mark.parametrize("ask", [lambda: RING.key("seal", "7"), lambda: keyed_hash(RING, "seal", "x", key_id="7")])
def test_an_unknown_secret_is_an_error(ask: Callable[[], object]) -> None:
    with pytest.raises(KeyError):
        ask()
