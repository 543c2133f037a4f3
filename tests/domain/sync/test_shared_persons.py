"""Which persons are shared, and which tags follow."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.primary_election import Criterion
from contactbook.domain.sync.settings import SyncSettings
from contactbook.domain.sync.shared_persons import ConnectedContacts, MemberFacts, assess
from contactbook.domain.sync.tags import PRIMARY, SECONDARY
from tests.domain.sync.keyed_members import keyed_members

THEN = datetime(2026, 1, 1, tzinfo=UTC)


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


class TestAssessing:
    @pytest.mark.feature("S4.11", "S4.12", "S4.17")
    @given(keyed_members)
    def test_exactly_one_account_of_a_shared_person_is_primary(self, keys):
        known = ConnectedContacts(child_contacts={member: facts(member, some) for member, some in keys.items()})
        found = assess(known, SyncSettings(enabled=True), "1")
        for person in found.persons:
            primaries = {member.tenant_id for member in person.contacts if PRIMARY in found.tags[member]}
            secondaries = {member.tenant_id for member in person.contacts if SECONDARY in found.tags[member]}
            assert primaries == {person.primary}
            assert secondaries == {account.tenant_id for account in person.accounts} - primaries
            assert secondaries

    @pytest.mark.feature("S4.12")
    def test_who_cannot_be_tagged_is_not_elected(self):
        north, south = Member("north", "a"), Member("south", "a")
        known = ConnectedContacts(
            child_contacts={north: facts(north, frozenset("1"), conversions=2), south: facts(south, frozenset("1"))}
        )
        settings = SyncSettings(enabled=True)
        assert assess(known, settings, "1").persons[0].primary == "north"
        (person,) = assess(known, settings, "1", closed={north}).persons
        assert (person.primary, person.because, person.closed) == ("south", Criterion.CAN_BE_TAGGED, False)
        (closed,) = assess(known, settings, "1", closed={north, south}).persons
        assert (closed.primary, closed.because, closed.closed) == ("north", Criterion.MOST_CONVERSIONS, True)

    @pytest.mark.feature("S4.12")
    def test_a_contact_without_room_for_the_tags_is_not_elected(self):
        north, south = Member("north", "a"), Member("south", "a")
        for own, primary in ((98, "north"), (99, "south")):
            known = ConnectedContacts(
                child_contacts={north: facts(north, frozenset("1"), own_tags=own), south: facts(south, frozenset("1"))}
            )
            assert assess(known, SyncSettings(enabled=True, tags=("multi",)), "1").persons[0].primary == primary
