"""Under what a contact is found, whatever alphabet, accents, case or notation the searcher uses (S2.14)."""

import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contactbook.domain.base.transliteration import latin, latin_words, sounded
from contactbook.domain.contacts.record import Contact, ContactKind
from contactbook.domain.search.readings import first_lookup, lookups_of, readings_of
from contactbook.domain.search.words import phone_words, words_of
from tests.conftest import NOW

ACTOR = {"type": "user", "id": "user-1"}
pytestmark = pytest.mark.feature("S2.14")


def person(**fields: object) -> Contact:
    stored = {"contact_id": "con_1", "kind": ContactKind.PERSON, "created_at": NOW, "updated_at": NOW}
    return Contact.model_validate({**stored, "created_by": ACTOR, "updated_by": ACTOR, **fields})


def finds(query: str, contact: Contact) -> bool:
    return first_lookup(contact, lookups_of(readings_of(query))) is not None


@pytest.mark.parametrize(
    ("greek", "in_latin"),
    [
        ("Γεωργίου", "georgiou"),
        ("ΓΕΩΡΓΙΟΥ", "georgiou"),
        ("Ελένη", "eleni"),
        ("Χριστοδούλου", "christodoulou"),
        ("Σταύρος", "stavros"),
        ("Ευθυμίου", "efthymiou"),
        ("Ευάγγελος", "evangelos"),
        ("Κυριάκος", "kyriakos"),
        ("Ξένια", "xenia"),
        ("Ψαράς", "psaras"),
        ("Φωτεινή", "foteini"),
        ("Μαΐου", "maiou"),
        ("Παύλος", "pavlos"),
    ],
)
def test_a_greek_name_is_written_as_in_a_passport(greek: str, in_latin: str) -> None:
    assert latin(greek) == in_latin


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("Γεωργίου", "georgiou"),
        ("Georgiou", "γεωργίου"),
        ("Γεωργίου", "GEORG"),
        ("Georgiou", "Γεωργ"),
        ("Χαραλάμπους", "charalambous"),
        ("Charalambous", "Χαραλάμπους"),
        ("Στέφανος", "stephanos"),
        ("Stephanos", "Στέφανος"),
        ("Γιώργος", "yiorgos"),
        ("Παναγιώτου", "panayiotou"),
        ("Panayiotou", "Παναγιωτου"),
        ("Müller", "muller"),
        ("José", "JOSE"),
        ("Øster", "oster"),
        ("Иванов", "ivanov"),
        ("Strauß", "strauss"),
        ("Anna-Maria", "maria"),
        ("O'Neill", "neill"),
    ],
)
def test_accents_case_and_alphabet_do_not_stop_a_find(stored: str, asked: str) -> None:
    assert finds(asked, person(last_name=stored))


def test_several_words_must_all_match() -> None:
    contact = person(first_name="Maria", last_name="Georgiou")
    assert finds("geo mar", contact)
    assert finds("MARIA GEORGIOU", contact)
    assert not finds("maria pavlou", contact)
    assert not finds("eorgiou", contact)


def test_an_email_is_found_by_its_beginning() -> None:
    contact = person(emails=[{"address": "Eleni.G+x@Example.com"}])
    for query in ("eleni.g+x@example.com", "ELENI.G+X@EX", "eleni", "eleni.g", "example.com", "@exam"):
        assert finds(query, contact), query
    assert not finds("xample.com", contact)


@pytest.mark.parametrize(
    "query", ["+35799123456", "0035799123456", "+357 99 123456", "99-123-456", "(99) 123456", "99123", "357991", "99 12"]
)
def test_a_phone_is_found_in_any_notation(query: str) -> None:
    assert finds(query, person(phones=[{"number": "+35799123456"}]))


def test_the_trunk_prefix_of_a_national_number_does_not_stop_a_find() -> None:
    contact = person(phones=[{"number": "+442079460958"}])
    for query in ("020 7946 0958", "02079", "2079460958", "+44 20 7946 0958"):
        assert finds(query, contact), query
    italian = person(phones=[{"number": "+390612345678"}])
    assert finds("06 1234", italian)
    assert phone_words("+390612345678") == {"390612345678", "0612345678"}


@pytest.mark.parametrize("query", ["X-123 456", "x123456", "X 123", "CY10259033P", "cy-1025", "CY 10259033 P"])
def test_an_identifier_is_found_however_it_is_spaced(query: str) -> None:
    contact = person(identifiers={"id_card": {"number": "X123456"}, "vat_number": "CY10259033P"})
    assert finds(query, contact)


def test_nothing_is_found_once_erasure_has_begun() -> None:
    contact = person(last_name="Georgiou", tags=["vip"], erasure="erasing")
    assert words_of(contact) == frozenset()
    assert not finds("georgiou", contact)


@pytest.mark.parametrize("query", ["", " ", "---", "\u200b", "()", "…", "\u02bb", "\u02bc"])
def test_a_text_without_a_word_has_no_reading(query: str) -> None:
    assert readings_of(query) == ()


# A modifier letter, a glottal stop, rare Chinese characters.
@pytest.mark.parametrize("letters", ["\u02bb\u02bb", "\u0294\u0294", "\U000202c5\U000221ce"])
def test_letters_without_a_latin_spelling_are_read_as_an_identifier(letters: str) -> None:
    assert readings_of(letters) == (((letters,),),)
    assert finds(letters, person(identifiers={"passport": {"number": f"{letters}7"}}))


def test_every_character_can_be_searched_for_alone_and_beside_a_digit() -> None:
    for code_point in range(sys.maxunicode + 1):
        character = chr(code_point)
        if character.isalnum() and not lookups_of(readings_of(character)):
            lookups_of(readings_of(f"{character}1"))


@given(st.text(max_size=40))
@example("\u02bb")
@example("\u02bb\u02bb 1")
@example("\U000202c5")
def test_any_text_can_be_read_and_written_in_latin(text: str) -> None:
    lookups_of(readings_of(text))
    for word in latin_words(text):
        assert sounded(sounded(word)) is not None


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll"], max_codepoint=0x24F), min_size=1, max_size=20))
def test_a_name_is_found_by_every_beginning_of_it(name: str) -> None:
    contact = person(last_name=name)
    for word in latin_words(name):
        for end in range(2, len(word) + 1):
            assert finds(word[:end], contact), word[:end]
