"""The operations of the daily sync whose cost has a budget."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tests.aws_in_process.aws import World
from tests.aws_in_process.jobs import drain_queues
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
FEW, MANY = 1, 4


def stream_of_a_day(world: World, days: int) -> Usage:
    """Follow a day's changes: so many hundred contacts of which few are shared."""
    group, changed = _changed(world, days)
    assert changed == days * CHURN
    with metered(world) as usage:
        group.follow_stream()
    return usage


def run_of_a_day(world: World, days: int) -> Usage:
    """Carry out the run of a day with so many hundred changed contacts."""
    group, _ = _changed(world, days)
    group.follow_stream()
    return _run(world, group)


def full_run(world: World, days: int) -> Usage:
    """Carry out a full run that finds nothing to do, over so many hundred contacts."""
    group, _ = _changed(world, days)
    for _ in range(2):
        group.sync(full=True)
    return _run(world, group, full=True)


def changed_of(days: int) -> int:
    """Return the contacts that change on a day of so many hundred changes."""
    return days * CHURN


def contacts_in_all(days: int) -> int:
    """Return the contacts of the group after a day with so many hundred changes: with those that had been there before."""
    return days * (CHURN + SHARED)


def further(work: Callable[[World, int], Usage], count: Callable[[int], int], world: World) -> tuple[Usage, int]:
    """Return what a large day asks for beyond a small one, and how many more units that is: the constant part cancels out."""
    small, large = work(world, FEW), work(world, MANY)
    large.requests.subtract(small.requests)
    large.table_writes -= small.table_writes
    large.index_writes -= small.index_writes
    large.reads -= small.reads
    return large, count(MANY) - count(FEW)


def _run(world: World, group: "Group", *, full: bool = False) -> Usage:
    from contactbook.domain.sync.runs import SyncRunDraft
    from contactbook.services.sync import administration
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


def _added(group: "Group", number: int) -> "Contact":
    return group.add("acme-corp", f"c{number}@example.com", f"+3579922{number:04}")
