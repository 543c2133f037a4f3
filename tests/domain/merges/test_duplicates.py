"""Which contacts are likely the same."""

import pytest
from hypothesis import given

from contactbook.domain.contacts.record import Contact
from contactbook.domain.merges.duplicates import LEAST_SCORE, duplicate_keys, former_keys, likeness
from tests.builders.contacts import a_contact
from tests.builders.merging import SOURCE, contacts

ELENI = {"first_name": "Eleni", "last_name": "Georgiou"}
HOME = {"type": "home", "line_1": "1 Ledra St", "postal_code": "1011", "country": "CY"}


def pair(one: dict[str, object], other: dict[str, object]) -> tuple[Contact, Contact]:
    return a_contact(**one), a_contact(**{"contact_id": SOURCE, **other})


def meet(one: Contact, other: Contact) -> bool:
    return bool({*duplicate_keys(one)} & {*duplicate_keys(other)})


@pytest.mark.feature("S1.22")
@pytest.mark.parametrize(
    ("one", "other", "fields"),
    [
        ({"emails": [{"address": "E@Example.com"}]}, {"last_name": "X", "emails": [{"address": "e@example.com"}]}, ("emails",)),
        ({"phones": [{"number": "+35799123456"}]}, {"last_name": "X", "phones": [{"number": "+35799123456"}]}, ("phones",)),
        (
            {"identifiers": {"id_card": {"number": "X-123"}}},
            {"last_name": "X", "identifiers": {"id_card": {"number": "x123"}}},
            ("identifiers.id_card",),
        ),
        (ELENI | {"date_of_birth": "1990-01-02"}, ELENI | {"date_of_birth": "1990-01-02"}, ("date_of_birth", "name")),
        (ELENI | {"addresses": [HOME]}, ELENI | {"addresses": [HOME | {"line_1": "One, Ledra Street"}]}, ("addresses", "name")),
        (
            ELENI | {"date_of_birth": "1990-01-02"},
            {"first_name": "Elleni", "last_name": "Goergiou", "date_of_birth": "1990-01-02"},
            ("date_of_birth", "similar_name"),
        ),
        (
            ELENI | {"date_of_birth": "1990-01-02"},
            {"first_name": "Eleni", "last_name": "Georgipu", "date_of_birth": "1990-01-02"},
            ("date_of_birth", "similar_name"),
        ),
        (
            ELENI | {"addresses": [HOME]},
            {"first_name": "Eleni", "last_name": "Georgipu", "addresses": [HOME]},
            ("addresses", "similar_name"),
        ),
    ],
)
def test_those_who_are_likely_the_same_meet_and_say_why(
    one: dict[str, object], other: dict[str, object], fields: tuple[str, ...]
) -> None:
    first, second = pair(one, other)
    assert meet(first, second)
    alike = likeness(first, second)
    assert alike.fields == fields
    assert alike.score >= LEAST_SCORE


def test_a_greek_name_and_its_latin_spelling_are_one() -> None:
    greek = {"first_name": "Ελένη", "last_name": "Γεωργίου", "date_of_birth": "1990-01-02"}
    first, second = pair(ELENI | {"date_of_birth": "1990-01-02"}, greek)
    assert meet(first, second)
    assert "name" in likeness(first, second).fields


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (ELENI, ELENI),
        (ELENI | {"date_of_birth": "1990-01-02"}, {"first_name": "Maria", "last_name": "Ioannou", "date_of_birth": "1990-01-02"}),
        (ELENI | {"addresses": [HOME]}, {"first_name": "Petros", "last_name": "Georgiou", "addresses": [HOME]}),
        (
            ELENI | {"addresses": [HOME], "date_of_birth": "1990-01-02"},
            {"first_name": "Petros", "last_name": "Georgiou", "addresses": [HOME], "date_of_birth": "1990-01-02"},
        ),
        (
            ELENI | {"addresses": [HOME], "date_of_birth": "1990-01-02"},
            ELENI | {"addresses": [HOME], "date_of_birth": "1950-05-06"},
        ),
    ],
)
def test_what_many_share_makes_nobody_the_same(one: dict[str, object], other: dict[str, object]) -> None:
    assert likeness(*pair(one, other)).score < LEAST_SCORE


def test_a_person_and_a_company_are_never_the_same() -> None:
    first, second = pair(
        {"phones": [{"number": "+35799123456"}]},
        {"kind": "company", "last_name": None, "company_name": "Georgiou Ltd", "phones": [{"number": "+35799123456"}]},
    )
    assert not meet(first, second)
    assert likeness(first, second).score == 0


def test_an_anonymized_contact_meets_nobody() -> None:
    assert duplicate_keys(a_contact(erasure="erasing", emails=[{"address": "e@example.com"}])) == ()


@given(one=contacts(), other=contacts(SOURCE))
def test_likeness_is_the_same_from_either_side_and_needs_a_key_in_common(one: Contact, other: Contact) -> None:
    alike = likeness(one, other)
    assert alike == likeness(other, one)
    assert 0 <= alike.score <= 1
    if alike.score >= LEAST_SCORE:
        assert meet(one, other)


def company(name: str, **fields: object) -> dict[str, object]:
    return {"kind": "company", "last_name": None, "company_name": name, **fields}


def named(first: str, last: str) -> dict[str, object]:
    return {"first_name": first, "last_name": last, "addresses": [HOME]}


@pytest.mark.feature("S1.22", "S2.14")
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (named("John", "O'Brien"), named("John", "OBrien")),
        (named("John", "O’Brien"), named("JOHN", "O Brien")),
        (named("John F.", "Kennedy"), named("John F", "Kennedy")),
        (named("J. P.", "Morgan"), named("J.P.", "Morgan")),
        (named("Anna-Maria", "Georgiou"), named("Anna Maria", "Georgiou")),
        (company("Gamma SA", addresses=[HOME]), company("Gamma S.A.", addresses=[HOME])),
        (company("Γάμμα Α.Ε.", addresses=[HOME]), company("ΓΑΜΜΑ ΑΕ", addresses=[HOME])),
        (company("Γάμμα Ε.Π.Ε.", addresses=[HOME]), company("Gamma EPE", addresses=[HOME])),
        (company("Gamma Ltd.", addresses=[HOME]), company("The Gamma Limited", addresses=[HOME])),
        (company("Gamma L.L.C.", addresses=[HOME]), company("Gamma LLC", addresses=[HOME])),
        (company("Gamma G.m.b.H.", addresses=[HOME]), company("Gamma Company", addresses=[HOME])),
    ],
)
def test_apostrophes_dots_and_legal_forms_do_not_keep_names_apart(one: dict[str, object], other: dict[str, object]) -> None:
    first, second = pair(one, other)
    assert meet(first, second)
    assert likeness(first, second).fields == ("addresses", "name")


@pytest.mark.feature("S1.22")
@pytest.mark.parametrize(
    ("one", "other"),
    [
        (named("John", "O'Brien"), named("John", "O'Neill")),
        (named("Maria", "Sá"), named("Maria", "Co")),
        (named("Maria", "Sa"), named("Maria", "Ae")),
        (company("Gamma S.A.", addresses=[HOME]), company("Gamma Foods S.A.", addresses=[HOME])),
        (company("S.A.", addresses=[HOME]), company("Ltd", addresses=[HOME])),
        (company("A.B. Trading", addresses=[HOME]), company("A.C. Trading", addresses=[HOME])),
    ],
)
def test_strangers_of_one_house_are_not_likely_the_same(one: dict[str, object], other: dict[str, object]) -> None:
    assert likeness(*pair(one, other)).score < LEAST_SCORE


@pytest.mark.parametrize("fields", [named("John", "O'Brien"), company("Gamma S.A. LLC", addresses=[HOME]), named("Maria", "Sá")])
def test_keys_of_a_former_version_are_known_where_they_differ(fields: dict[str, object]) -> None:
    contact = a_contact(**fields)
    assert former_keys(contact)
    assert not {*former_keys(contact)} & {*duplicate_keys(contact)}
    assert former_keys(a_contact(**named("Anna-Maria", "Georgiou"))) == ()
