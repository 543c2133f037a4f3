"""Which persons are shared, and which tags follow."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given

from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.settings import SyncSettings
from contactbook.domain.sync.shared_persons import ConnectedContacts, MemberFacts, assess
from contactbook.domain.sync.tags import PRIMARY, SECONDARY
from tests.builders.sync_members import TENANTS, keyed_members

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
        known = ConnectedContacts(
            child_contacts={member: facts(member, frozenset("1")) for member in north}
            | {member: facts(member, frozenset("2")) for member in south},
            top_contacts={top: facts(top, frozenset("12"))},
        )
        settings = SyncSettings(enabled=True, copy_to_top_account=True)
        found = assess(known, settings, {"north": "N", "south": "S", "west": "W"}, "1")
        assert found.tags[top] == {"engaging-in-N-primary", "engaging-in-S", "engaging-in-W"}
        assert found.to_copy == ()
        assert len(found.persons) == 2
