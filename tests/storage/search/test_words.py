"""The stored search terms of contacts."""

import pytest

from contactbook.domain.search.words import Facet, SearchTerms
from contactbook.services.base.stores import open_store

VIP = Facet(name="tag", value="vip")
NONE = SearchTerms()


@pytest.fixture
def search(world):
    return open_store("acme").search


def terms(*words: str, facets: tuple[Facet, ...] = (), updated: str | None = None) -> SearchTerms:
    return SearchTerms(words=frozenset(words), facets=frozenset(facets), updated=updated)


def ids(found) -> list[str]:
    return [candidate.contact_id for candidate in found[0]]


def test_a_word_is_found_by_its_beginning_in_the_order_of_words(search):
    search.replace("con_1", NONE, terms("georgiou"))
    search.replace("con_2", NONE, terms("george", "geneva"))
    assert ids(search.by_word("geo", limit=10, after=None)) == ["con_2", "con_1"]
    assert [candidate.word for candidate in search.by_word("ge", limit=10, after=None)[0]] == ["geneva", "george", "georgiou"]


def test_replaced_terms_are_no_longer_found(search):
    before = terms("before", facets=(VIP,), updated="2026-03-01")
    search.replace("con_1", NONE, before)
    search.replace("con_1", before, terms("after"))
    assert ids(search.by_word("before", limit=10, after=None)) == []
    assert ids(search.by_facet(VIP, limit=10, after=None)) == []
    assert ids(search.by_update("2026", limit=10, after=None)) == []
    assert ids(search.by_word("after", limit=10, after=None)) == ["con_1"]


def test_a_facet_lists_the_contacts_that_have_the_value(search):
    search.replace("con_1", NONE, terms(facets=(VIP,)))
    search.replace("con_2", NONE, terms(facets=(Facet(name="tag", value="vip2"),)))
    assert ids(search.by_facet(VIP, limit=10, after=None)) == ["con_1"]


def test_last_changes_are_listed_from_a_time_on(search):
    for contact_id, updated in (("con_1", "2026-03-01"), ("con_2", "2026-03-03"), ("con_3", "2026-03-02")):
        search.replace(contact_id, NONE, terms(updated=updated))
    assert ids(search.by_update("2026-03-02", limit=10, after=None)) == ["con_3", "con_2"]


def test_a_page_goes_on_after_any_of_its_candidates(search):
    for number in range(3):
        search.replace(f"con_{number}", NONE, terms("georgiou"))
    found, _ = search.by_word("georgiou", limit=2, after=None)
    assert ids(search.by_word("georgiou", limit=10, after=found[0].after)) == ["con_1", "con_2"]


def test_another_tenant_finds_nothing(search):
    search.replace("con_1", NONE, terms("georgiou"))
    assert ids(open_store("acme-corp").search.by_word("georgiou", limit=10, after=None)) == []
