"""The operations of the daily sync whose cost has a budget."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from tests.aws_in_process.aws import World
from tests.aws_in_process.jobs import STREAM_BATCH, drain_queues
from tests.checks.template import reaches_stream_function
from tests.conftest import NOW
from tests.metering.meter import Usage, metered

if TYPE_CHECKING:
    from contactbook.domain.contacts.record import Contact
    from tests.builders.sync import Group

# A day of churn: of a hundred contacts that changed, 35 are new, 35 have another phone, and 30 changed otherwise.
CREATED, REPHONED, RENAMED = 35, 35, 30
CHURN = CREATED + REPHONED + RENAMED
# Of a hundred contacts that changed, three are those of a person whom another account has as well.
SHARED = 3
FEW, MANY = 1, 2
# The smallest group of a full run. It has a shared person in every partition of match keys.
SMALL, SHARED_IN_SMALL = 100, 40
# So many contacts more, of which so many are shared, make a full run larger.
STEP, SHARED_IN_STEP = 200, 3


def stream_of_a_day(world: World, days: int) -> Usage:
    """Follow a day's changes: so many hundred contacts of which few are shared. Only what the sync asks is counted."""
    return _day(world, days)[0]


def run_of_a_day(world: World, days: int) -> Usage:
    """Carry out the run of a day with so many hundred changed contacts."""
    return _day(world, days)[1]


def full_run(world: World, days: int) -> Usage:
    """Carry out a full run that finds nothing to do, over a group that is so many steps larger than a small one."""
    group = stored_group(world, days)
    group.sync(full=True)
    return _run(world, group, full=True)


def changed_of(days: int) -> int:
    """Return the contacts that change on a day of so many hundred changes."""
    return days * CHURN


def contacts_in_all(days: int) -> int:
    """Return the contacts of the group of a full run."""
    return SMALL + days * STEP


def further(work: Callable[[World, int], Usage], count: Callable[[int], int], world: World) -> tuple[Usage, int]:
    """Return what a large day asks for beyond a small one, and how many more units that is: the constant part cancels out."""
    small, large = work(world, FEW), work(world, MANY)
    more = Usage(
        large.requests - small.requests,
        large.table_writes - small.table_writes,
        large.index_writes - small.index_writes,
        large.reads - small.reads,
    )
    return more, count(MANY) - count(FEW)


@cache
def _day(world: World, days: int) -> tuple[Usage, Usage]:
    """Return what the stream and the run of a day ask for. The day is the same for both, so it is made once."""
    from contactbook.services.base.stores import open_store
    from contactbook.services.sync.following import follow_changes
    from contactbook.storage.stream.changes import changes_by_tenant

    group, _ = _changed(world, days)
    world.keep()
    records = [record for record in world.take_stream_records() if reaches_stream_function(record)]
    with metered(world) as of_the_stream:
        for start in range(0, len(records), STREAM_BATCH):
            for tenant_id, changes in changes_by_tenant({"Records": records[start : start + STREAM_BATCH]}).items():
                follow_changes(open_store(tenant_id), changes, group.now)
    world.restore()
    group.follow_stream()
    return of_the_stream, _run(world, group)


def _run(world: World, group: "Group", *, full: bool = False) -> Usage:
    from contactbook.domain.sync.runs import SyncRunDraft
    from contactbook.services.sync.requests import administration
    from tests.builders.contacts import a_caller
    from tests.builders.sync import TOP

    group.now += timedelta(days=1)
    run = administration.request_run(group.store(TOP), SyncRunDraft(full=full), by=a_caller(), now=group.now)
    with metered(world) as usage:
        drain_queues(world, "tenant_sync")
    done = administration.read_run(group.store(TOP), run.sync_run_id)
    assert (done.state, done.full) == ("finished", full)
    return usage


def _changed(world: World, days: int, now: datetime = NOW) -> tuple["Group", int]:
    """Return a group whose contacts changed since the last run, and how many did."""
    from contactbook.storage.settings.sections import forget_cached
    from tests.builders.sync import Group

    world.reset()
    forget_cached()
    group = Group(world, now)
    group.configure(tags=())
    before = [_added(group, number) for number in range(days * (REPHONED + RENAMED))]
    # Another account's records of the persons who are created today.
    for number in range(days * SHARED):
        group.add("acme2", f"new{number}@example.com", f"+3579955{number:04}")
    group.sync()
    for number, contact in enumerate(before):
        if number < days * REPHONED:
            group.change("acme-corp", contact, phones=[{"number": f"+3579944{number:04}"}])
        else:
            group.change("acme-corp", contact, title="Dr")
    for number in range(days * CREATED):
        group.add("acme-corp", f"new{number}@example.com", f"+3579933{number:04}")
    return group, days * CHURN


def stored_group(world: World, steps: int) -> "Group":
    """Return a group of this many steps, stored with their match keys. Few of them are shared persons."""
    from contactbook.domain.base.versions import with_fields
    from contactbook.services.sync.member_facts import facts_of_contact
    from contactbook.storage.base import table
    from contactbook.storage.base.rows import Put
    from contactbook.storage.sync.match_keys import MatchKey
    from tests.builders.sync import Group

    world.reset()
    group = Group(world, NOW)
    group.configure(tags=())
    model = _added(group, 0)
    rows, keys = [], dict[str, MatchKey]()
    persons = SHARED_IN_SMALL + SHARED_IN_STEP * steps
    for number in range(1, contacts_in_all(steps)):
        tenant_id, email = ("acme2", number - persons) if persons < number <= 2 * persons else ("acme-corp", number)
        contact = with_fields(
            model,
            contact_id=f"con_{number:026}",
            emails=(with_fields(model.emails[0], address=f"c{email}@example.com"),),
            phones=(with_fields(model.phones[0], number=f"+35799{number:06}"),),
        )
        rows.append(group.store(tenant_id).contacts.row_of(contact))
        facts = facts_of_contact(group.group, tenant_id, contact, ["1"])
        assert facts
        for name in facts.keys:
            keys[name] = keys.get(name, MatchKey(name)).with_facts(facts)
    writes = [group.group.key_items.write_of(MatchKey(name), key) for name, key in keys.items()]
    with world.without_stream():
        table.put_many([*rows, *(write.row for write in writes if isinstance(write, Put))])
    return group


def _added(group: "Group", number: int) -> "Contact":
    return group.add("acme-corp", f"c{number}@example.com", f"+3579922{number:04}")
