"""A cursor continues the query that it ended, and no other (S4.29)."""

import base64

import pytest
from pydantic import SecretStr

from contactbook.api.paging import Paging
from contactbook.domain.base.errors import BadCursor
from contactbook.domain.base.key_ring import KeyRing
from contactbook.domain.base.sealing import seal

RING = KeyRing(current="1", secrets={"1": SecretStr("11" * 32)})
AFTER = {"pk": "TENANT#acme#WORD#eleni", "sk": "con_1"}


def paging(tenant_id: str = "acme", path: str = "/v1/contacts", **query: str) -> Paging:
    return Paging(RING, tenant_id, path, query)


@pytest.mark.feature("S4.29")
def test_a_cursor_leads_back_to_where_its_page_ended() -> None:
    assert paging(q="el").after(paging(q="el").page([], AFTER).next_cursor) == AFTER


@pytest.mark.feature("S4.29")
@pytest.mark.parametrize("other", [paging("acne"), paging(path="/v1/lists"), paging(q="el"), paging(q="e", l="")])
def test_a_cursor_belongs_to_its_tenant_path_and_query(other: Paging) -> None:
    with pytest.raises(BadCursor):
        other.after(paging().page([], AFTER).next_cursor)


@pytest.mark.feature("S4.29")
def test_the_token_of_a_link_is_no_cursor() -> None:
    with pytest.raises(BadCursor):
        paging().after(seal(RING, b'{"pk": "x"}', "link"))


@pytest.mark.feature("S4.29")
def test_a_cursor_shows_no_word_of_a_contact() -> None:
    cursor = str(paging().page([], AFTER).next_cursor)
    assert b"eleni" not in base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    assert cursor == paging().page([], AFTER).next_cursor
