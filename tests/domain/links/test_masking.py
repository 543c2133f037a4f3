"""Masking of personal links in what is stored (S2.50)."""

from datetime import UTC, datetime

import pytest
from pydantic import SecretStr

from contactbook.domain.base.key_ring import KeyRing
from contactbook.domain.links.links import Link, LinkPurpose, token_of
from contactbook.domain.links.masking import has_personal_link, without_personal_links

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


@pytest.mark.parametrize(
    "text", ["", "https://contact.acme.example/p/preview", f"https://example.com/p/{'a-summer-dress-in-linen-' * 3}", "/p/"]
)
def test_other_texts_stay(text: str) -> None:
    assert not has_personal_link(text)
    assert without_personal_links(text) == text
