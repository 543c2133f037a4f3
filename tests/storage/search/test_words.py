"""The stored search terms of contacts."""

import pytest

from contactbook.domain.search.facets import Facet
from contactbook.domain.search.words import SearchTerms
from contactbook.services.base.stores import open_store
from contactbook.storage.base import table

VIP = Facet(name="tag", value="vip")


@pytest.fixture
def search(world):
    return open_store("acme").search


def terms(*names: str, values: tuple[str, ...] = (), facets: tuple[Facet, ...] = ()) -> SearchTerms:
    return SearchTerms(names=frozenset(names), values=frozenset(values), facets=frozenset(facets))


def save(search, contact_id: str, found: SearchTerms) -> None:
    table.put_many(search.rows_of(contact_id, found))


def ids(found) -> list[str]:
    return [candidate.contact_id for candidate in found[0]]


def test_a_word_is_found_by_its_beginning_in_the_order_of_words(search):
    save(search, "con_1", terms("georgiou"))
    save(search, "con_2", terms("george", "geneva"))
    assert ids(search.by_name_word("geo", limit=10, after=None)) == ["con_2", "con_1"]
    assert [candidate.word for candidate in search.by_name_word("ge", limit=10, after=None)[0]] == [
        "geneva",
        "george",
        "georgiou",
    ]


def test_values_are_found_by_their_beginning_and_a_sign_in_them_changes_nothing(search):
    save(search, "con_1", terms(values=("a#b%23@example.com", "99123456")))
    save(search, "con_2", terms(values=("a#c@example.com",)))
    for beginning, expected in (("a#", ["con_1", "con_2"]), ("a#b%", ["con_1"]), ("9912", ["con_1"]), ("a%23", [])):
        assert ids(search.by_value(beginning, limit=10, after=None)) == expected, beginning
    assert search.by_value("a#b", limit=10, after=None)[0][0].word == "a#b%23@example.com"


def test_a_facet_lists_the_contacts_that_have_the_value(search):
    save(search, "con_1", terms(facets=(VIP,)))
    save(search, "con_2", terms(facets=(Facet(name="tag", value="vip2"),)))
    assert ids(search.by_facet(VIP, limit=10, after=None)) == ["con_1"]


def test_a_page_goes_on_after_any_of_its_candidates(search):
    for number in range(3):
        save(search, f"con_{number}", terms("georgiou"))
    found, _ = search.by_name_word("georgiou", limit=2, after=None)
    assert ids(search.by_name_word("georgiou", limit=10, after=found[0].after)) == ["con_1", "con_2"]


def test_another_tenant_finds_nothing(search):
    save(search, "con_1", terms("georgiou"))
    assert ids(open_store("acme-corp").search.by_name_word("georgiou", limit=10, after=None)) == []
