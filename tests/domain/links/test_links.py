"""A link's token opens one page of one contact, and nothing else (S2.50)."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.key_ring import KeyRing
from contactbook.domain.base.sealing import seal
from contactbook.domain.links.links import (
    About,
    Link,
    LinkExpired,
    LinkPurpose,
    address_hash,
    read_token,
    token_of,
    was_sent_to_one_of,
)

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
RING = KeyRing(current="1", secrets={"1": SecretStr("11" * 32)})
ROTATED = KeyRing(current="2", secrets={"1": SecretStr("11" * 32), "2": SecretStr("22" * 32)})
OTHER = KeyRing(current="1", secrets={"1": SecretStr("99" * 32)})

links = st.builds(
    Link,
    tenant_id=st.from_regex(r"[a-z0-9][a-z0-9-]{1,38}[a-z0-9]", fullmatch=True),
    contact_id=st.from_regex(r"con_[0-9A-Z]{26}", fullmatch=True),
    purpose=st.sampled_from(LinkPurpose),
    expires_at=st.integers(1, 700).map(lambda days: NOW + timedelta(days=days)),
    sent_to=st.none() | st.emails(),
    about=st.builds(
        About,
        notification_purpose=st.sampled_from([None, "direct_marketing"]),
        list_id=st.sampled_from([None, "lst_1"]),
        answer=st.sampled_from([None, "accepted", "rejected"]),
    ),
    handed_to=st.sampled_from([None, "user-1"]),
)


def link(**changes: object) -> Link:
    fields = {
        "tenant_id": "acme",
        "contact_id": "con_01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "purpose": "preferences",
        "expires_at": NOW + timedelta(days=60),
    }
    return Link.model_validate({**fields, **changes})


@pytest.mark.feature("S2.50")
@given(links)
def test_a_token_says_what_was_put_into_it(made: Link) -> None:
    assert read_token(token_of(made, RING), RING, now=NOW) == made


@pytest.mark.feature("S2.50")
@given(made=links, bit=st.integers(min_value=0))
def test_a_token_with_any_bit_changed_opens_nothing(made: Link, bit: int) -> None:
    raw = bytearray(_raw(token_of(made, RING)))
    raw[bit // 8 % len(raw)] ^= 1 << bit % 8
    with pytest.raises(NotFound):
        read_token(_token(bytes(raw)), RING, now=NOW)


@pytest.mark.feature("S2.50")
@given(made=links, place=st.integers(min_value=0), character=st.characters())
def test_a_token_with_any_character_changed_opens_nothing(made: Link, place: int, character: str) -> None:
    token = token_of(made, RING)
    place %= len(token)
    changed = token[:place] + character + token[place + 1 :]
    if changed != token:
        with pytest.raises(NotFound):
            read_token(changed, RING, now=NOW)


@pytest.mark.feature("S2.50")
@given(st.text(max_size=300))
def test_no_other_text_opens_anything(text: str) -> None:
    with pytest.raises(NotFound):
        read_token(text, RING, now=NOW)


@pytest.mark.feature("S2.50")
def test_every_wrong_token_gets_the_very_same_answer() -> None:
    good = token_of(link(), RING)
    wrong = ["", "x", good[:-1], good + "A", good + "=", good[:40] + "é" + good[41:], "A" * 700, token_of(link(), OTHER)]
    answers = []
    for token in wrong:
        with pytest.raises(NotFound) as refused:
            read_token(token, RING, now=NOW)
        answers.append((refused.value.code, refused.value.message))
    with pytest.raises(NotFound) as expired:
        read_token(good, RING, now=NOW + timedelta(days=60))
    assert set(answers) == {(expired.value.code, expired.value.message)}


@pytest.mark.feature("S2.50")
def test_the_tail_of_one_token_does_not_fit_the_head_of_another() -> None:
    first, second = _raw(token_of(link(), RING)), _raw(token_of(link(tenant_id="acne"), RING))
    with pytest.raises(NotFound):
        read_token(_token(first[:18] + second[18:]), RING, now=NOW)


@pytest.mark.feature("S2.50")
def test_a_token_shows_neither_tenant_nor_contact_nor_address() -> None:
    raw = _raw(token_of(link(sent_to="eleni@example.com"), RING))
    assert not [shown for shown in (b"acme", b"con_", b"01ARZ", b"preferences", b"eleni") if shown in raw]


@pytest.mark.feature("S2.50")
def test_an_older_key_still_opens_its_links_after_the_keys_were_rotated() -> None:
    assert read_token(token_of(link(), RING), ROTATED, now=NOW) == link()
    assert token_of(link(), ROTATED) != token_of(link(), RING)
    with pytest.raises(NotFound):
        read_token(token_of(link(), ROTATED), RING, now=NOW)


@pytest.mark.feature("S2.50")
def test_a_link_opens_until_its_last_second() -> None:
    token = token_of(link(), RING)
    assert read_token(token, RING, now=NOW + timedelta(days=60, seconds=-1))
    with pytest.raises(NotFound):
        read_token(token, RING, now=NOW + timedelta(days=60))


@pytest.mark.feature("S5.12")
def test_a_link_whose_time_is_over_still_says_whose_it_was() -> None:
    with pytest.raises(LinkExpired) as expired:
        read_token(token_of(link(sent_to="eleni@example.com"), RING), RING, now=NOW + timedelta(days=60))
    assert expired.value.link == link(sent_to="eleni@example.com")


@pytest.mark.feature("S2.50")
def test_a_token_opens_up_to_the_longest_and_no_longer_one_is_read() -> None:
    longest, too_long = link(sent_to="e" * 586 + "@example.com"), link(sent_to="e" * 587 + "@example.com")
    assert [len(token_of(one, RING)) for one in (longest, too_long)] == [900, 902]
    assert read_token(token_of(longest, RING), RING, now=NOW) == longest
    with pytest.raises(NotFound):
        read_token(token_of(too_long, RING), RING, now=NOW)


@pytest.mark.feature("S2.50")
def test_the_hash_of_an_address_stays_the_one_that_evidence_keeps() -> None:
    kept = "7065dfd0a0b37ea4b4e47d1c709eabaa"
    assert address_hash(RING, "eleni@example.com") == address_hash(ROTATED, " Eleni@Example.com") == kept
    assert address_hash(RING, "nikos@example.com") != kept
    assert address_hash(OTHER, "eleni@example.com") != kept


@pytest.mark.feature("S2.116")
@pytest.mark.parametrize(
    ("further", "about", "handed_to"),
    [
        ([], About(), None),
        (["direct_marketing", "lst_1"], About(notification_purpose="direct_marketing", list_id="lst_1"), None),
        (["", ""], About(), None),
        (["", "", "user-1"], About(), "user-1"),
    ],
)
def test_a_token_from_before_there_were_answers_still_opens(further: list[str], about: About, handed_to: str | None) -> None:
    expires_at = NOW + timedelta(days=60)
    parts = ["consent", str(int(expires_at.timestamp())), "acme", link().contact_id, "", *further]
    token = seal(RING, "\n".join(parts).encode(), "link")
    assert read_token(token, RING, now=NOW) == link(purpose="consent", about=about, handed_to=handed_to)


@pytest.mark.feature("S2.49")
def test_a_link_knows_the_address_it_was_sent_to_however_it_is_written() -> None:
    sent = link(sent_to="Eleni@Example.com ")
    assert was_sent_to_one_of(sent, ["other@example.com", "eleni@example.com"])
    assert not was_sent_to_one_of(sent, ["other@example.com"])
    assert not was_sent_to_one_of(sent, [])


@pytest.mark.feature("S2.49")
def test_a_link_that_was_sent_nowhere_fits_only_a_contact_without_addresses() -> None:
    assert was_sent_to_one_of(link(), [])
    assert not was_sent_to_one_of(link(), ["eleni@example.com"])


def _raw(token: str) -> bytes:
    return base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))


def _token(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
