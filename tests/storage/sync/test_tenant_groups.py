"""What a tenant group stores for its sync besides runs and facts."""

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.versions import next_version
from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.primary_election import AccountCandidate, Criterion
from contactbook.domain.sync.runs import LargeGroup
from contactbook.domain.sync.settings import SyncSettings
from contactbook.domain.sync.shared_persons import SharedPerson
from contactbook.services.base.stores import open_group
from contactbook.storage.base import table
from tests.builders.contacts import NOW


def a_person(contact_id: str) -> SharedPerson:
    tenants = ("acme-corp", "other")
    return SharedPerson(
        members=tuple((tenant_id, contact_id) for tenant_id in tenants),
        accounts=tuple(AccountCandidate(tenant_id=tenant_id, created_at=NOW) for tenant_id in tenants),
        primary="other",
        because=Criterion.CREATED_FIRST,
    )


def test_a_new_group_has_default_settings_and_a_state_with_the_current_secret(group):
    settings, state = group.settings_and_state()
    assert settings == SyncSettings()
    assert (state.version, state.key_ids) == (0, (group.current_key_id,))


def test_settings_and_state_are_replaced_version_by_version(group):
    settings, state = group.settings_and_state()
    enabled, running = next_version(settings, enabled=True), next_version(state, run_id="syn_1")
    table.transact([group.put_settings(enabled), group.put_state(running)])
    assert group.settings_and_state() == (enabled, running)
    with pytest.raises(ConcurrentUpdate):
        table.transact([group.put_settings(enabled)])


def test_a_match_key_names_its_secret_and_differs_between_groups(group):
    (key,) = group.match_keys(["email:a@example.com"], ["1"])
    assert key.startswith("1.")
    assert open_group("zenith").match_keys(["email:a@example.com"], ["1"]) != (key,)


def test_oversized_groups_are_stored_until_they_are_removed(group):
    large = LargeGroup(tenant_id="acme-corp", contact_id="con_1")
    group.save_oversized({"1.aa": large, "1.bb": large}, [])
    group.save_oversized({}, ["1.aa"])
    assert group.oversized() == {"1.bb": large}


def test_shared_persons_are_found_by_their_first_contact(group):
    group.save_shared_persons([a_person("con_1"), a_person("con_2")], [])
    assert group.shared_persons([Member("acme-corp", "con_1"), Member("other", "con_1")]) == {
        Member("acme-corp", "con_1"): a_person("con_1")
    }
    group.save_shared_persons([], [Member("acme-corp", "con_1")])
    assert group.page_of_shared_persons(limit=10, after=None) == ([a_person("con_2")], None)
