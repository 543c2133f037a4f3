"""Whom the contacts of the top account stand for, once the copies have followed their sources."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.sync.copies import SyncedCopy
from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.primary_election import AccountCandidate, Criterion
from contactbook.domain.sync.shared_persons import SharedPerson
from contactbook.domain.sync.stands_for import TopContacts, near, standing_for

THEN = datetime(2026, 1, 1, tzinfo=UTC)


def person(name: str) -> SharedPerson:
    accounts = tuple(AccountCandidate(tenant_id=tenant, created_at=THEN) for tenant in ("north", "south"))
    members = (("north", name), ("south", name))
    return SharedPerson(members=members, accounts=accounts, primary="north", because=Criterion.CREATED_FIRST)


def top(name: str) -> Member:
    return Member("top", name)


def copy(name: str, *sources: str, made: bool = True) -> SyncedCopy:
    return SyncedCopy(contact_id=name, made=made, sources=tuple(("north", source) for source in sources))


ANN, BEN = person("ann"), person("ben")
WITH = {"1": ANN, "2": BEN}


@pytest.mark.feature("S4.27")
def test_an_own_contact_stands_for_every_person_it_has_a_key_of() -> None:
    tops = TopContacts({top("a"): {"1", "2"}}, {})
    found = standing_for([ANN, BEN], tops, WITH)
    assert (found.persons, found.second, found.without) == ({top("a"): (ANN, BEN)}, (), ())


@pytest.mark.feature("S4.27")
def test_a_copy_stands_for_the_person_of_its_sources_and_not_for_whom_another_contact_has() -> None:
    tops = TopContacts({top("a"): {"1", "2"}, top("b"): {"2"}}, {top("a"): copy("a", "ann"), top("b"): copy("b", "ben")})
    assert standing_for([ANN, BEN], tops, WITH).persons == {top("a"): (ANN,), top("b"): (BEN,)}


@pytest.mark.feature("S4.27")
def test_a_copy_with_the_address_of_somebody_else_stands_for_them_too_if_nobody_does() -> None:
    tops = TopContacts({top("a"): {"1", "2"}}, {top("a"): copy("a", "ann")})
    found = standing_for([ANN, BEN], tops, WITH)
    assert (found.persons, found.without) == ({top("a"): (ANN, BEN)}, ())


@pytest.mark.feature("S4.27")
def test_a_person_keeps_its_oldest_copy_or_the_top_accounts_own_contact() -> None:
    copies = {top("a"): copy("a", "ann"), top("b"): copy("b", "ann")}
    assert standing_for([ANN], TopContacts({top("a"): {"1"}, top("b"): {"1"}}, copies), WITH).second == (top("b"),)
    own = standing_for([ANN], TopContacts({top("a"): {"1"}, top("b"): {"1"}, top("c"): {"1"}}, copies), WITH)
    assert (own.persons, own.second) == ({top("c"): (ANN,)}, (top("a"), top("b")))


@pytest.mark.feature("S4.20")
def test_who_has_nobody_or_nobody_knows_whom() -> None:
    assert standing_for([ANN, BEN], TopContacts({}, {}, frozenset({BEN.leader})), WITH).without == (ANN,)


@pytest.mark.feature("S4.27")
def test_the_sources_of_a_copy_lead_to_their_person_without_a_key() -> None:
    tops = TopContacts({top("a"): {"2"}}, {top("a"): copy("a", "ann")})
    assert near([ANN, BEN], tops, WITH) == {top("a"): (ANN, BEN)}


keys = st.dictionaries(st.sampled_from("abcd").map(top), st.frozensets(st.sampled_from("12")))
copies = st.dictionaries(
    st.sampled_from("abcd").map(top),
    st.builds(lambda some, made: copy("x", *some, made=made), st.lists(st.sampled_from(("ann", "ben", "eve"))), st.booleans()),
)


@pytest.mark.feature("S4.20", "S4.27")
@given(keys, copies)
def test_each_person_has_one_copy_at_most_or_none_and_is_without_only_then(
    keys: dict[Member, frozenset[str]], copies: dict[Member, SyncedCopy]
) -> None:
    tops = TopContacts(keys, copies)
    found = standing_for([ANN, BEN], tops, WITH)
    for one in (ANN, BEN):
        contacts = {member for member, persons in found.persons.items() if one in persons}
        made = {member for member in contacts if tops.is_copy(member)}
        assert len(made) <= 1
        assert not (made and contacts - made)
        assert (one in found.without) is (not contacts)
    assert not found.persons.keys() & set(found.second)
