"""Masking of personal links in what is stored (S2.50)."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from contactbook.domain.base.key_ring import KeyRing
from contactbook.domain.links.links import Link, LinkPurpose, token_of
from contactbook.domain.links.masking import has_personal_link, masked_link, without_personal_links
from tests.builders.tokens import TOKENS, shows_no_part_of

RING = KeyRing(current="1", secrets={"1": SecretStr("0123456789abcdef" * 4)})
EXPIRES = datetime(2026, 3, 2, tzinfo=UTC)
CONTACT = "con_01J9ZQ5W3V8K2M4N6P7R8S9T0A"
# The shortest that there can be, and an ordinary one.
SHORTEST = token_of(Link(tenant_id="a", contact_id=CONTACT, purpose=LinkPurpose.EXPORT, expires_at=EXPIRES), RING)
TOKEN = token_of(Link(tenant_id="acme", contact_id=CONTACT, purpose=LinkPurpose.CONSENT, expires_at=EXPIRES), RING)


@pytest.mark.feature("S2.50")
@pytest.mark.parametrize("token", [SHORTEST, TOKEN])
@pytest.mark.parametrize(
    "text",
    [
        "https://contact.acme.example/p/{}",
        'Dear you, <a href="https://contact.acme.example/p/{}">yes</a>',
        "https://example.com/?to=https%3A%2F%2Fcontact.acme.example%2Fp%2F{}",
        "https://example.com/?to=https%3a%2f%2fcontact.acme.example%2fp%2f{}&x=1",
        "contact.acme.example/p/{}/one-click",
    ],
)
def test_the_token_is_masked_wherever_it_stands(text: str, token: str) -> None:
    filled = text.format(token)
    assert has_personal_link(filled)
    assert without_personal_links(filled) == text.format("***")


WRITINGS: list[Callable[[str], str]] = [
    lambda found: f"&#{ord(found)};",
    lambda found: f"&#00{ord(found)};",
    lambda found: f"&#x{ord(found):x};",
    lambda found: f"&#X{ord(found):04X};",
    lambda found: f"&amp;#{ord(found)};",
    lambda found: f"%{ord(found):02x}",
    lambda found: f"%{ord(found):02X}",
    lambda found: f"%25{ord(found):02X}",
    lambda found: {"_": "&lowbar;"}.get(found, found),
    lambda found: found,
]


@pytest.mark.feature("S2.50")
@given(token=TOKENS, chosen=st.lists(st.sampled_from(WRITINGS), min_size=7, max_size=7), first=st.booleans())
def test_no_writing_of_a_token_is_shown(token: str, chosen: list[Callable[[str], str]], first: bool) -> None:
    written = [chosen[place % 7](character) for place, character in enumerate(f"/p/{token}")]
    shown = without_personal_links(f"x https://c.example{''.join(written)}{'' if first else '/one-click'} y")
    assert shows_no_part_of(token, shown)
    assert shown.startswith("x https://c.example")
    assert shown.endswith("*** y" if first else "***/one-click y")


@pytest.mark.feature("S2.50")
@given(token=TOKENS)
def test_a_link_is_masked_without_a_look_at_its_token(token: str) -> None:
    assert masked_link(f"https://c.example/p/{token}") == "https://c.example/p/***"


@pytest.mark.parametrize(
    "text", ["", "https://contact.acme.example/p/preview", f"https://example.com/p/{'a-summer-dress-in-linen-' * 3}", "/p/"]
)
def test_other_texts_stay(text: str) -> None:
    assert not has_personal_link(text)
    assert without_personal_links(text) == text
