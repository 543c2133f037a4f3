"""Matching, election and tags as laws, on hashes alone."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactbook.domain.sync.matching import Member, is_shared, match_values, persons
from contactbook.domain.sync.primary_election import Candidate, Criterion, elect_primary
from contactbook.domain.sync.settings import SyncSettings
from contactbook.domain.sync.shared_persons import MemberFacts, Surroundings, assess
from contactbook.domain.sync.tags import PRIMARY, SECONDARY, child_tags, is_reserved, retagged, top_tags
from tests.builders.contacts import a_contact

THEN = datetime(2026, 1, 1, tzinfo=UTC)
TENANTS = ("north", "south", "west")
members = st.builds(Member, st.sampled_from(TENANTS), st.sampled_from("abcdef"))
keyed = st.dictionaries(members, st.frozensets(st.sampled_from("123456"), max_size=3), max_size=12)


def facts(member: Member, keys: frozenset[str], **said: Any) -> MemberFacts:
    return MemberFacts.model_validate(
        {
            "tenant_id": member.tenant_id,
            "contact_id": member.contact_id,
            "version": 1,
            "key_ids": ("1",),
            "keys": tuple(f"1.{key}" for key in sorted(keys)),
            "created_at": THEN,
        }
        | said
    )


class TestPersons:
    @given(keyed)
    def test_every_contact_is_in_one_person(self, keys):
        found = [member for person in persons(keys) for member in person]
        assert sorted(found) == sorted(keys)

    @pytest.mark.feature("S4.7")
    @given(keyed)
    def test_two_contacts_with_a_key_in_common_are_one_person(self, keys):
        person_of = {member: person for person in persons(keys) for member in person}
        assert all(person_of[one] == person_of[other] for one in keys for other in keys if keys[one] & keys[other])

    @given(keyed)
    def test_different_persons_have_no_key_in_common(self, keys):
        of_person = [frozenset(key for member in person for key in keys[member]) for person in persons(keys)]
        assert all(not one & other for place, one in enumerate(of_person) for other in of_person[:place])

    @given(keyed, st.randoms())
    def test_the_order_in_which_contacts_are_known_changes_nothing(self, keys, chance):
        shuffled = list(keys.items())
        chance.shuffle(shuffled)
        assert persons(dict(shuffled)) == persons(keys)

    @pytest.mark.feature("S4.8")
    def test_one_account_alone_does_not_share(self):
        assert not is_shared([Member("north", "a"), Member("north", "b")])
        assert is_shared([Member("north", "a"), Member("south", "a")])

    @pytest.mark.feature("S4.6")
    def test_a_contact_is_matched_by_its_email_in_lower_case_and_its_phone(self):
        contact = a_contact(emails=[{"address": "Eleni@Example.COM"}], phones=[{"number": "+35799123456"}])
        assert match_values(contact) == ("email:eleni@example.com", "phone:+35799123456")

    @pytest.mark.feature("S4.9")
    def test_a_contact_without_either_is_matched_by_nothing(self):
        assert match_values(a_contact()) == ()


def candidate(tenant_id: str, **said: Any) -> Candidate:
    return Candidate.model_validate({"tenant_id": tenant_id, "created_at": THEN} | said)


candidates = st.lists(
    st.builds(
        Candidate,
        tenant_id=st.sampled_from(("a", "b", "c", "d", "e")),
        stages=st.lists(st.sampled_from(("", "low", "high", "unknown")), max_size=2).map(tuple),
        conversions=st.integers(0, 2),
        first_conversion_at=st.none() | st.sampled_from((THEN, THEN + timedelta(days=1))),
        created_at=st.sampled_from((THEN, THEN + timedelta(days=1))),
    ),
    min_size=2,
    max_size=4,
    unique_by=lambda one: one.tenant_id,
)


class TestElection:
    @pytest.mark.feature("S4.12", "S4.17", "S4.18")
    @given(candidates)
    def test_the_same_one_is_elected_in_whatever_order(self, among):
        elected = {elect_primary(order, ("low", "high")) for order in map(list, permutations(among))}
        assert len(elected) == 1

    @pytest.mark.feature("S4.17")
    @given(candidates)
    def test_nobody_beats_the_elected_in_the_first_criterion_in_which_they_differ(self, among):
        rank = {"low": 2, "high": 3}
        election = elect_primary(among, ("low", "high"))
        elected = next(one for one in among if one.tenant_id == election.primary)

        def merits(one: Candidate) -> tuple[Any, ...]:
            far = THEN + timedelta(days=99)
            return (
                -max((rank.get(stage, 1) for stage in one.stages), default=0),
                -one.conversions,
                one.first_conversion_at or far,
                one.created_at,
                one.tenant_id,
            )

        assert min(map(merits, among)) == merits(elected)

    @pytest.mark.feature("S4.18")
    def test_a_full_tie_goes_to_the_lowest_account_id(self):
        election = elect_primary([candidate("south"), candidate("north")], ())
        assert (election.primary, election.because) == ("north", Criterion.LOWEST_ACCOUNT_ID)

    @pytest.mark.feature("S4.17")
    def test_a_deal_of_an_unknown_stage_beats_none_and_loses_to_a_known_one(self):
        unknown, none, known = candidate("b", stages=("x",)), candidate("a"), candidate("c", stages=("low",))
        assert elect_primary([none, unknown], ("low",)).primary == "b"
        assert elect_primary([unknown, known], ("low",)).primary == "c"

    @pytest.mark.feature("S4.17")
    def test_without_conversions_the_next_criterion_decides(self):
        older = candidate("b", created_at=THEN - timedelta(days=1))
        assert elect_primary([candidate("a"), older], ()).because is Criterion.CREATED_FIRST


class TestTags:
    @pytest.mark.feature("S4.11", "S4.29")
    def test_a_childs_tags_name_no_account(self):
        assert child_tags(("multi",), is_primary=True) == {"multi", PRIMARY}
        assert child_tags((), is_primary=False) == {SECONDARY}

    @pytest.mark.feature("S4.22")
    def test_an_account_has_one_of_its_two_tags(self):
        assert top_tags((), {"n": "North", "s": "South"}, {"n"}) == {"engaging-in-North-primary", "engaging-in-South"}

    @pytest.mark.feature("S4.22")
    def test_a_name_as_long_as_can_be_makes_a_tag_that_can_be_kept(self):
        (tag,) = top_tags((), {"n": "N" * 100}, {"n"})
        assert len(tag) == 100

    tags = st.lists(st.sampled_from(("vip", "multi", "old", PRIMARY, SECONDARY)), unique=True)

    @pytest.mark.feature("S4.24", "S4.28")
    @given(tags, st.sets(st.sampled_from(("multi", "old", PRIMARY, SECONDARY))), st.booleans())
    def test_tags_are_settled_at_once_and_nobody_elses_is_lost(self, tags, put, wanted_any):
        wanted = child_tags(("multi",), is_primary=True) if wanted_any else frozenset[str]()
        settled, own = retagged(tags, put, wanted, in_top_account=False)
        assert retagged(settled, own, wanted, in_top_account=False) == (settled, own)
        assert wanted <= set(settled)
        assert {tag for tag in tags if tag not in put and not is_reserved(tag, in_top_account=False)} <= set(settled)
        assert len({PRIMARY, SECONDARY} & set(settled)) == (1 if wanted_any else 0)
        assert retagged(settled, own, frozenset(), in_top_account=False)[1] == ()


class TestAssessing:
    @pytest.mark.feature("S4.11", "S4.12", "S4.17")
    @given(keyed)
    def test_exactly_one_account_of_a_shared_person_is_primary(self, keys):
        known = Surroundings(children={member: facts(member, some) for member, some in keys.items()})
        found = assess(known, SyncSettings(enabled=True), dict.fromkeys(TENANTS, "x"), "1")
        for person in found.persons:
            primaries = {member.tenant_id for member in person.contacts if PRIMARY in found.tags[member]}
            secondaries = {member.tenant_id for member in person.contacts if SECONDARY in found.tags[member]}
            assert primaries == {person.primary}
            assert secondaries == {account.tenant_id for account in person.accounts} - primaries
            assert secondaries

    @pytest.mark.feature("S4.27")
    def test_a_contact_of_the_top_account_stands_for_every_person_it_has_a_key_of(self):
        north, south = (Member("north", "a"), Member("south", "a")), (Member("north", "b"), Member("west", "b"))
        top = Member("top", "t")
        known = Surroundings(
            children={member: facts(member, frozenset("1")) for member in north}
            | {member: facts(member, frozenset("2")) for member in south},
            tops={top: facts(top, frozenset("12"))},
        )
        settings = SyncSettings(enabled=True, copy_to_top_account=True)
        found = assess(known, settings, {"north": "N", "south": "S", "west": "W"}, "1")
        assert found.tags[top] == {"engaging-in-N-primary", "engaging-in-S", "engaging-in-W"}
        assert found.to_copy == ()
        assert len(found.persons) == 2
