"""Matching the same person across accounts, on hashes alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.sync.matching import Member, find_persons, is_shared, match_values
from tests.builders.contacts import a_contact
from tests.domain.sync.keyed_members import keyed_members


class TestPersons:
    @given(keyed_members)
    def test_every_contact_is_in_one_person(self, keys):
        found = [member for person in find_persons(keys) for member in person]
        assert sorted(found) == sorted(keys)

    @pytest.mark.feature("S4.7")
    @given(keyed_members)
    def test_two_contacts_with_a_key_in_common_are_one_person(self, keys):
        person_of = {member: person for person in find_persons(keys) for member in person}
        assert all(person_of[one] == person_of[other] for one in keys for other in keys if keys[one] & keys[other])

    @given(keyed_members)
    def test_different_persons_have_no_key_in_common(self, keys):
        of_person = [frozenset(key for member in person for key in keys[member]) for person in find_persons(keys)]
        assert all(not one & other for place, one in enumerate(of_person) for other in of_person[:place])

    @given(keyed_members, st.randoms())
    def test_the_order_of_contacts_does_not_matter(self, keys, chance):
        shuffled = list(keys.items())
        chance.shuffle(shuffled)
        assert find_persons(dict(shuffled)) == find_persons(keys)

    @pytest.mark.feature("S4.8")
    def test_a_person_in_one_account_is_not_shared(self):
        assert not is_shared([Member("north", "a"), Member("north", "b")])
        assert is_shared([Member("north", "a"), Member("south", "a")])

    @pytest.mark.feature("S4.6")
    def test_a_contact_is_matched_by_its_email_in_lower_case_and_its_phone(self):
        contact = a_contact(emails=[{"address": "Eleni@Example.COM"}], phones=[{"number": "+35799123456"}])
        assert match_values(contact) == ("email:eleni@example.com", "phone:+35799123456")

    @pytest.mark.feature("S4.9")
    def test_a_contact_without_email_and_phone_matches_nobody(self):
        assert match_values(a_contact()) == ()
