"""What a day's run asks of AWS: in proportion to what changed, whatever the number of contacts."""

from collections.abc import Iterator

import pytest

from contactbook.domain.sync.runs import Basis, SyncState
from contactbook.domain.sync.shared_persons import MemberFacts
from contactbook.storage.base import table
from contactbook.storage.base.rows import Put
from contactbook.storage.settings.sections import forget_cached
from contactbook.storage.sync.match_keys import MatchKey
from contactbook.storage.sync.members import MemberChange
from tests.aws_in_process.aws import moto_world
from tests.builders.sync import Group
from tests.conftest import NOW
from tests.faults.counting import Calls, count_calls

# A run that reads the keys of each of them uses 400 units, more than ten times what a day may use.
CONTACTS = 3_000


@pytest.fixture(scope="module")
def large() -> Iterator[Group]:
    """Contacts that a full run has seen, each with its match keys."""
    with moto_world() as world:
        world.reset()
        made = Group(world, NOW)
        made.configure(tags=())
        rows = []
        for number in range(CONTACTS):
            facts = facts_of(made, ("acme-corp", "acme2")[number % 2], number)
            keys = [MatchKey(name) for name in facts.keys]
            writes = [made.group.key_items.write_of(key, key.with_facts(facts)) for key in keys]
            rows += [write.row for write in writes if isinstance(write, Put)]
        with world.without_stream():
            table.put_many(rows)
        completed = Basis(settings_version=1, names=dict(made.names), key_id="1")
        table.transact([made.group.put_state(SyncState(version=1, key_id="1", completed=completed))])
        world.take_stream_records()
        world.keep()
        yield made
        world.reset()


@pytest.fixture
def group(large: Group) -> Group:
    forget_cached()
    large.world.restore()
    return large


def facts_of(group: Group, tenant_id: str, number: int) -> MemberFacts:
    keys = group.group.match_keys([f"email:c{number}@example.com", f"phone:+357{number:08}"], ["1"])
    return MemberFacts(
        tenant_id=tenant_id, contact_id=f"con_{number:026}", version=1, key_ids=("1",), keys=keys, created_at=group.now
    )


def marked(group: Group, changes: int) -> None:
    """So many of the stored contacts changed."""
    told = []
    for number in range(changes):
        facts = facts_of(group, ("acme-corp", "acme2")[number % 2], number)
        change = MemberChange(
            change_id=f"chg_{number:026}", tenant_id=facts.tenant_id, contact_id=facts.contact_id, keys=facts.keys
        )
        told.append(change)
    group.group.members.save_changes(told)


def a_day(group: Group, changes: int) -> Calls:
    """The calls of the run of a day with so many changes."""
    marked(group, changes)
    with count_calls() as calls:
        run = group.sync()
    assert (run.full, run.changes_seen, run.contacts_seen) == (False, changes, 0)
    return calls


@pytest.mark.feature("S4.24")
def test_a_day_without_changes_asks_a_score_of_things(group):
    calls = a_day(group, 0)
    assert len(calls) <= 23
    assert calls.units.read < 30


@pytest.mark.feature("S4.4")
def test_the_cost_of_a_day_follows_its_changes(group):
    nothing = len(a_day(group, 0))
    ten, thousand = len(a_day(group, 10)) - nothing, len(a_day(group, 1000)) - nothing
    # A dozen reads, deletions and the progress for each page of a hundred.
    assert ten <= 12
    assert thousand <= 12 * 10


def test_a_contact_with_whom_nobody_shares_a_key_is_not_told_to_the_run(group):
    contact = group.add("acme-corp", "alone@example.com")
    group.follow_stream()
    group.change("acme-corp", contact, emails=[{"address": "other@example.com"}])
    group.follow_stream()
    assert group.group.members.page_of_changes(limit=10) == ([], None)
    assert group.sync().changes_seen == 0


def test_a_new_shared_person_costs_a_transaction_an_account(group):
    nothing = len(a_day(group, 0))
    group.add("acme-corp", "both@example.com")
    group.add("other", "both@example.com")
    group.follow_stream()
    with count_calls() as calls:
        run = group.sync()
    # Only the second of them found somebody under its email.
    assert (run.contacts_tagged, run.changes_seen) == (2, 1)
    assert len(calls) - nothing <= 22
    # Among them the stream's own look at the two contacts that were tagged.
    assert calls.of("TransactWriteItems") <= 8
