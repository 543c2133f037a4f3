"""Which contacts are connected with a changed one."""

import pytest

from contactbook.services.sync.connected_contacts import find_connected
from tests.faults.counting import count_calls

EMAIL = "eleni@example.com"


@pytest.mark.feature("S4.29")
def test_finding_connected_contacts_reads_no_contact(group):
    first = group.add("acme-corp", EMAIL)
    group.add("acme2", EMAIL)
    group.follow_stream()
    settings, state = group.group.settings_and_state()
    changes, _ = group.group.members.page_of_changes(limit=10)
    with count_calls() as calls:
        found = find_connected(
            group.group, settings, keys=changes[0].keys, key_id=state.key_id, common_before={}, is_account=lambda _: True
        )
    assert len(found.child_contacts) == 2
    assert first.contact_id in {member.contact_id for member in found.child_contacts}
    assert {key[0].split("#")[0] for key in calls.keys} == {"GROUP"}
