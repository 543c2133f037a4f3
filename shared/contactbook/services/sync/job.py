"""The daily sync of shared contacts, slice by slice (S4.4-S4.29).

By default a run follows what changed since the last one; a full run reads every contact of the group once and gives the same.
Where a slice ends, the run itself holds where to go on, so a message says no more than which run.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from contactbook.config import config
from contactbook.domain.base.jobs import TimeLeft
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.sync.messages import TenantSyncMessage
from contactbook.domain.sync.runs import ENDED, Basis, SyncRun, SyncRunState, SyncState, full_because, with_change
from contactbook.domain.sync.settings import SyncSettings
from contactbook.domain.tenants.registry import Tenant
from contactbook.gateways import queues
from contactbook.observability import logger
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.stores import open_group
from contactbook.services.jobs.fan_out import send_to_every_tenant
from contactbook.services.sync.baton import Baton, BatonLost
from contactbook.services.sync.full_run import steps_of
from contactbook.services.sync.match_keys import JOB
from contactbook.services.sync.persons import settle
from contactbook.services.sync.slice import Slice
from contactbook.storage.base import table
from contactbook.storage.base.rows import Write
from contactbook.storage.sync.tenant_groups import GroupStore
from contactbook.storage.tenants.registry import children_of, find_tenant

_PAGE = 100
_LISTED = 20


@dataclass(frozen=True)
class _Group:
    """A tenant group whose sync is on."""

    store: GroupStore
    settings: SyncSettings
    state: SyncState
    children: Sequence[Tenant]

    @property
    def basis(self) -> Basis:
        names = {child.tenant_id: child.name for child in self.children}
        return Basis(settings_version=self.settings.version, names=names, key_id=self.store.current_key_id)


def run_tenant_sync(message: TenantSyncMessage, now: datetime, has_time: TimeLeft) -> None:
    """One message of the job: fan out to every tenant, or work on one top account's run until the time is over.

    Where the sync is off nothing runs (S4.4); a child account has none of its own (S4.2).
    """
    if message.every_tenant or message.tenant_id is None:
        send_to_every_tenant(config().tenant_sync_queue_url, message)
        return
    tenant = find_tenant(message.tenant_id)
    if tenant is not None and tenant.parent_id is not None:
        return
    store = open_group(message.tenant_id)
    if not store.settings_and_state()[0].enabled:
        return
    try:
        _run(store, message, now, has_time)
    except BatonLost:
        logger.info("another worker goes on with the run", run_id=message.run_id)


def _run(store: GroupStore, message: TenantSyncMessage, now: datetime, has_time: TimeLeft) -> None:
    run = _run_of(store, message, now)
    if run is None or run.state in ENDED:
        return
    begun = _take_up(store, run, now)
    if begun is None:
        return
    group, baton = begun
    if _work(group, baton, now, has_time):
        return
    continuation = TenantSyncMessage(tenant_id=message.tenant_id, run_id=run.sync_run_id)
    queues.send(config().tenant_sync_queue_url, [continuation])


def _run_of(store: GroupStore, message: TenantSyncMessage, now: datetime) -> SyncRun | None:
    """The run that the message names, or a new one for the day's message."""
    if message.run_id is not None:
        return store.find_run(message.run_id)
    run = SyncRun(
        sync_run_id=new_id("syn", now),
        full=message.full,
        dry_run=message.dry_run,
        requested_by=JOB.actor,
        created_at=now,
    )
    table.transact([store.put_run(run)])
    return run


@retried_when_raced
def _take_up(store: GroupStore, run: SyncRun, now: datetime) -> tuple[_Group, Baton] | None:
    """Take the baton of the run; None where it has ended, or a later run has taken over."""
    run = store.get_run(run.sync_run_id)
    settings, state = store.settings_and_state()
    group = _Group(store, settings, state, children_of(store.group_id))
    if run.state in ENDED:
        return None
    writes: list[Write] = []
    if not run.dry_run:
        other = store.find_run(state.run_id) if state.run_id and state.run_id != run.sync_run_id else None
        if other and other.state not in ENDED:
            if other.sync_run_id > run.sync_run_id:
                table.transact([store.put_run(_ended(run, SyncRunState.SUPERSEDED, now))])
                return None
            writes.append(store.put_run(_ended(other, SyncRunState.SUPERSEDED, now)))
    if run.state is SyncRunState.WAITING:
        run = _begun(group, run, now)
        if not run.dry_run:
            group = replace(group, state=_state_for(state, run))
            writes.append(store.put_state(group.state))
    taken = next_version(run)
    table.transact([store.put_run(taken), *writes])
    return group, Baton(store, taken)


def _begun(group: _Group, run: SyncRun, now: datetime) -> SyncRun:
    """The run as it begins: whether every contact is due is decided here, once."""
    because = full_because(group.state, group.basis, asked=run.full)
    rekeying = not run.dry_run and group.state.key_id != group.basis.key_id
    return with_fields(
        run,
        state=SyncRunState.RUNNING,
        started_at=now,
        full=bool(because),
        full_because=because,
        rekeying=rekeying,
        basis=group.basis,
    )


def _state_for(state: SyncState, run: SyncRun) -> SyncState:
    """The group's state with this run as its current one. A full run that is not finished stays owed."""
    next_key_id = run.basis.key_id if run.rekeying and run.basis else state.next_key_id
    return next_version(state, run_id=run.sync_run_id, full_owed=run.full, next_key_id=next_key_id)


def _ended(run: SyncRun, how: SyncRunState, now: datetime) -> SyncRun:
    return next_version(run, state=how, finished_at=now)


def _work(group: _Group, baton: Baton, now: datetime, has_time: TimeLeft) -> bool:
    """Carry the run on until it is finished (True) or the time is over."""
    part = _slice(group, baton, now)
    steps = steps_of(baton.run, group.store.group_id)
    while baton.run.place < len(steps):
        step, tenant_id = steps[baton.run.place]
        after = step(part, tenant_id)
        _save_page(part, place=baton.run.place + (after is None), after=after)
        if not has_time():
            return False
    while not (baton.run.full and baton.run.dry_run) and _follow_changes(part):
        if not has_time():
            return False
    _finish(part)
    return True


def _slice(group: _Group, baton: Baton, now: datetime) -> Slice:
    return Slice(
        group=group.store,
        settings=group.settings,
        names={child.tenant_id: child.name for child in group.children},
        baton=baton,
        now=now,
        key_id=group.state.key_id,
        key_ids=group.state.key_ids,
        crowded=group.store.crowded(),
    )


def _follow_changes(part: Slice) -> bool:
    """Settle everyone connected with one page of changed contacts; False when there are no more.

    A real run forgets what it has followed, so it always begins with the oldest; a dry run leaves it and reads on.
    """
    dry_run = part.run.dry_run
    changes, after = part.group.page_of_changes(limit=_PAGE, after=part.run.after if dry_run else None)
    if changes:
        settle(part, keys={key for change in changes for key in change.keys}, members={change.member for change in changes})
        part.baton.run = with_fields(part.run, changes_seen=part.run.changes_seen + len(changes))
        _save_page(part, place=part.run.place, after=after if dry_run else None)
        if not dry_run:
            part.group.remove_changes(changes)
    return after is not None if dry_run else bool(changes)


def _save_page(part: Slice, *, place: int, after: After | None) -> None:
    """Keep where the run goes on. What a dry run would do is written before, and twice without harm."""
    if part.planned:
        part.group.put_run_changes(part.run.sync_run_id, part.planned)
        part.planned.clear()
    part.baton.save(with_fields(part.run, place=place, after=after))


def _finish(part: Slice) -> None:
    run = _finished(part)
    writes: list[Write] = [part.baton.write_of(run)]
    if not run.dry_run:
        _, state = part.group.settings_and_state()
        completed = run.basis if run.full else state.completed
        owed = False if run.full else state.full_owed
        state = next_version(state, full_owed=owed, completed=completed)
        writes.append(part.group.put_state(state))
    table.transact(writes)
    part.baton.moved(run)


def _finished(part: Slice) -> SyncRun:
    crowded = part.crowded
    return with_fields(
        _counted_as_planned(part),
        state=SyncRunState.FINISHED,
        finished_at=part.now,
        too_large=len(crowded),
        large_groups=tuple(group for _, group in sorted(crowded.items()))[:_LISTED],
    )


def _counted_as_planned(part: Slice) -> SyncRun:
    """The run with the counts of what a dry run planned; a page that was worked on twice planned the same."""
    run, after = part.run, None
    while run.dry_run:
        changes, after = part.group.page_of_run_changes(run.sync_run_id, limit=1000, after=after)
        for change in changes:
            copied = 1 if change.copy_of else 0
            run = with_change(run, change.tenant_id, added=len(change.add), removed=len(change.remove), copied=copied)
        if after is None:
            break
    return run
