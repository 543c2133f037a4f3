"""Merges in the table, and what their undo needs."""

from datetime import datetime

import pytest

from contactbook.domain.base.errors import ConcurrentUpdate, NotFound
from contactbook.domain.base.versions import next_version
from contactbook.domain.merges.records import Merge, MergeState, MovedChildren
from contactbook.domain.merges.undo import Before
from contactbook.services.base.stores import open_store
from contactbook.storage.base import table
from contactbook.storage.base.keys import Key
from contactbook.storage.base.rows import Put, Row
from contactbook.storage.merges.journal import MergeRepository, without_contact_and_claims, without_new_memberships
from tests.aws_in_process.aws import World
from tests.builders.contacts import USER, a_contact

SURVIVOR, SOURCE = "con_1", "con_2"


@pytest.fixture
def merges(world: World) -> MergeRepository:
    return open_store("acme").merges


def a_merge(now: datetime) -> Merge:
    return Merge(merge_id="mrg_1", survivor_id=SURVIVOR, source_ids=(SOURCE,), merged_at=now, merged_by=USER)


def some_writes(count: int) -> list[Put]:
    return [Put(Row(Key("TENANT#acme#X", f"{number:03}"), "note", "{}")) for number in range(count)]


def test_a_merge_is_saved_on_its_previous_version_only(merges: MergeRepository, now: datetime) -> None:
    merges.save(a_merge(now))
    merges.save(next_version(a_merge(now), state=MergeState.MERGED))
    assert merges.get("mrg_1").state is MergeState.MERGED
    with pytest.raises(ConcurrentUpdate):
        merges.save(next_version(a_merge(now), state=MergeState.ABANDONED))
    with pytest.raises(NotFound):
        merges.get("mrg_2")


def test_snapshots_are_read_as_they_were_stored_until_one_is_gone(merges: MergeRepository, now: datetime) -> None:
    survivor, source = a_contact(contact_id=SURVIVOR), a_contact(contact_id=SOURCE, first_name="Maria")
    before = Before(survivor=survivor, sources=(source,), after=a_contact(contact_id=SURVIVOR, first_name="Maria"))
    moved = MovedChildren(contact_id=SOURCE, children=("NOTE#not_1",), chain_count=3, chain_hash="x")
    table.transact([*merges.snapshot_puts(a_merge(now), before, [moved])])
    assert merges.snapshots(a_merge(now)) == (before, {SOURCE: moved})
    assert merges.moved(a_merge(now)) == [moved]
    removals = merges.snapshot_removals("mrg_1")
    assert len(removals) == 3
    table.transact(removals[:1])
    assert merges.snapshots(a_merge(now)) is None


def test_fenced_writes_stop_once_another_worker_continues_the_merge(world: World, merges: MergeRepository, now: datetime) -> None:
    merges.save(a_merge(now))
    merges.fenced(a_merge(now), some_writes(150))
    assert len(world.items("TENANT#acme#X")) == 150
    merges.save(next_version(a_merge(now)))
    with pytest.raises(ConcurrentUpdate):
        merges.fenced(a_merge(now), some_writes(1))


def test_writes_are_filtered_by_what_they_write(merges: MergeRepository) -> None:
    acme = open_store("acme")
    members = acme.contacts.list_writes(SURVIVOR, ["lst_1"], ["lst_2"])
    contact = acme.contacts.add_of(a_contact())
    assert merges.without_memberships([*members, contact]) == [contact]
    assert without_new_memberships([*members, contact]) == [*members[1:], contact]
    assert without_contact_and_claims([*members, contact]) == members
