"""A child account that leaves its group: the tags and the copies of the sync are taken back (S4.25)."""

import pytest

from contactbook import clock
from contactbook.domain.tenants.registry import RegistryChanges
from contactbook.services.tenants import registry
from tests.aws_in_process.jobs import ShortOfTime, deliver, message
from tests.builders.contacts import a_caller
from tests.builders.sync import TOP, Group

EMAIL = "eleni@example.com"


@pytest.fixture
def group(group: Group) -> Group:
    group.configure(copy_to_top_account=True)
    return group


def let_go(group: Group, tenant_id: str) -> None:
    """The top account lets a child go."""
    by = a_caller(scopes=frozenset({"tenants:admin"}))
    registry.change_tenant(group.store(TOP), tenant_id, RegistryChanges(parent_id=None), by=by, now=clock.now())


@pytest.mark.feature("S4.25", "S8.1")
def test_its_contacts_lose_the_tags_of_the_group_and_keep_their_own(group: Group) -> None:
    stays, leaves = group.add("acme-corp", EMAIL), group.add("acme2", EMAIL, tags=["vip"])
    group.sync()
    assert group.tags("acme2", leaves) == {"vip", "multi", "secondary-shared-contact"}
    let_go(group, "acme2")
    group.work()
    assert group.tags("acme2", leaves) == {"vip"}
    entry, _ = group.store("acme2").history.page(leaves.contact_id, limit=1)[0][0]
    assert (entry.action, entry.actor.id) == ("contact.tagged", "tenant_sync_leaving")
    # The group forgets it in its next run: nobody is shared any more, and the copy keeps what the other source has.
    run = group.sync()
    assert run.full_because == ("owed", "accounts_changed")
    assert group.tags("acme-corp", stays) == set()
    assert group.shared() == []
    assert [set(contact.tags) for contact in group.all(TOP)] == [set()]


@pytest.mark.feature("S4.25", "S4.27", "S8.1")
def test_a_copy_of_whom_only_the_leaving_account_had_goes(group: Group) -> None:
    first, _ = group.add("acme-corp", EMAIL), group.add("acme2", EMAIL)
    group.sync()
    assert len(group.all(TOP)) == 1
    group.delete("acme-corp", first)
    let_go(group, "acme2")
    group.sync()
    group.sync()
    assert group.all(TOP) == []


@pytest.mark.feature("S4.25")
def test_a_message_that_runs_out_of_time_or_comes_again_goes_on(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contactbook.services.jobs.walk.PAGE", 1)
    leaving = [group.add("acme2", f"p{number}@example.com") for number in range(3)]
    for number in range(3):
        group.add("acme-corp", f"p{number}@example.com")
    group.sync()
    let_go(group, "acme2")
    records = group.world.take_messages("tenant_sync")
    deliver(group.world, "tenant_sync", records, context=ShortOfTime(1))
    deliver(group.world, "tenant_sync", records)
    group.work()
    assert [group.tags("acme2", one) for one in leaving] == [set()] * 3
    versions = [group.store("acme2").contacts.get(one.contact_id).version for one in leaving]
    deliver(group.world, "tenant_sync", records)
    assert [group.store("acme2").contacts.get(one.contact_id).version for one in leaving] == versions


@pytest.mark.feature("S4.25")
def test_the_daily_message_does_it_if_the_one_at_once_was_lost(group: Group) -> None:
    group.add("acme-corp", EMAIL)
    leaves = group.add("acme2", EMAIL)
    group.sync()
    let_go(group, "acme2")
    group.world.take_messages("tenant_sync")
    deliver(group.world, "tenant_sync", [message({"every_tenant": True})])
    group.work()
    assert group.tags("acme2", leaves) == set()
