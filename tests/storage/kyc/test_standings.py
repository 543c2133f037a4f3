"""The contacts by the state of their KYC profile, from the index."""

from datetime import UTC, datetime, timedelta

import pytest

from contactbook.domain.contacts.kyc_record import KycState
from contactbook.services.base.stores import open_store
from contactbook.storage.base import table
from contactbook.storage.kyc.standings import page_of_state
from tests.aws_in_process.aws import World
from tests.builders.contacts import a_contact

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
FULL = {"profile": "full", "assigned_on": "2026-01-01"}


@pytest.mark.feature("S2.85")
def test_a_state_lists_its_contacts_longest_first_and_nobody_else(world: World) -> None:
    store = open_store("acme")
    table.transact(
        [
            store.contacts.add_of(a_contact("con_1", kyc=FULL | {"state": "refuted", "since": NOW})),
            store.contacts.add_of(a_contact("con_2", kyc=FULL | {"state": "refuted", "since": NOW - timedelta(days=1)})),
            # From before contacts kept the time.
            store.contacts.add_of(a_contact("con_3", kyc=FULL | {"state": "refuted"})),
            store.contacts.add_of(a_contact("con_4", kyc=FULL | {"state": "verified", "since": NOW})),
            store.contacts.add_of(a_contact("con_5", erasure="anonymized", kyc=FULL | {"state": "refuted", "since": NOW})),
        ]
    )
    found, _ = page_of_state(store.keys, KycState.REFUTED, since=None, limit=9, after=None)
    assert found == ["con_3", "con_2", "con_1"]
    later, _ = page_of_state(store.keys, KycState.REFUTED, since=NOW - timedelta(days=1), limit=9, after=None)
    assert later == ["con_2", "con_1"]
    first, after = page_of_state(store.keys, KycState.REFUTED, since=None, limit=2, after=None)
    rest, _ = page_of_state(store.keys, KycState.REFUTED, since=None, limit=2, after=after)
    assert [*first, *rest] == found
