"""The start of a run: which run a message means, whether it reads every contact, and who holds its lease."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.sync.messages import TenantSyncMessage
from contactbook.domain.sync.runs import ENDED, Basis, SyncRun, SyncRunState, SyncState, forgotten_by, full_because
from contactbook.domain.sync.settings import SyncSettings
from contactbook.domain.tenants.registry import Tenant
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.sync.member_facts import JOB
from contactbook.services.sync.run_context import RunContext
from contactbook.services.sync.run_lease import RunLease
from contactbook.storage.base import table
from contactbook.storage.base.rows import Write
from contactbook.storage.sync.tenant_groups import GroupStore
from contactbook.storage.tenants.registry import children_of


@dataclass(frozen=True)
class SyncedGroup:
    """A tenant group whose sync is on."""

    store: GroupStore
    settings: SyncSettings
    state: SyncState
    children: Sequence[Tenant]

    @property
    def basis(self) -> Basis:
        """What the tags depend on besides the contacts."""
        names = {child.tenant_id: child.name for child in self.children}
        return Basis(settings_version=self.settings.version, names=names, key_id=self.store.current_key_id)


def find_or_create_run(store: GroupStore, message: TenantSyncMessage, now: datetime) -> SyncRun | None:
    """Return the run that the message names, or None if it does not exist. A message without a run creates one."""
    if message.run_id is not None:
        return store.runs.find(message.run_id)
    run = SyncRun(
        sync_run_id=new_id("syn", now),
        full=message.full,
        dry_run=message.dry_run,
        requested_by=JOB.actor,
        created_at=now,
    )
    table.transact([store.runs.put_of(run)])
    return run


@retried_when_raced
def take_lease(store: GroupStore, run: SyncRun, now: datetime) -> RunContext | None:
    """Take the lease of the run and return what its slice needs. Return None if the run has ended or a later run is open.

    An earlier run that is still open is superseded.
    """
    run = store.runs.get(run.sync_run_id)
    settings, state = store.settings_and_state()
    # One that is being off-boarded is no member any more: what came from it is taken back (S8.6).
    group = SyncedGroup(store, settings, state, [child for child in children_of(store.group_id) if not child.closing])
    if run.state in ENDED:
        return None
    writes: list[Write] = []
    if not run.dry_run:
        other = store.runs.find(state.run_id) if state.run_id and state.run_id != run.sync_run_id else None
        if other and other.state not in ENDED:
            if other.sync_run_id > run.sync_run_id:
                table.transact([store.runs.put_of(_superseded(run, now))])
                return None
            writes.append(store.runs.put_of(_superseded(other, now)))
    if run.state is SyncRunState.WAITING:
        run = _started(group, run, now)
        if not run.dry_run:
            group = replace(group, state=_state_with(group, run))
            writes.append(store.put_state(group.state))
    taken = next_version(run)
    table.transact([store.runs.put_of(taken), *writes])
    return _context(group, RunLease(store, taken), now)


def _started(group: SyncedGroup, run: SyncRun, now: datetime) -> SyncRun:
    """Return the running run. Whether it reads every contact is decided here, once."""
    because = full_because(group.state, group.basis, asked=run.full)
    rekeying = not run.dry_run and group.state.key_id != group.basis.key_id
    forgets = forgotten_by(group.state, group.basis, off_at=group.settings.off_at) if because and not run.dry_run else ()
    return with_fields(
        run,
        state=SyncRunState.RUNNING,
        started_at=now,
        full=bool(because),
        full_because=because,
        rekeying=rekeying,
        forgets=forgets,
        basis=group.basis,
    )


def _state_with(group: SyncedGroup, run: SyncRun) -> SyncState:
    """Return the group's state with this run as its current one. A full run is owed until it finishes."""
    state = group.state
    return next_version(
        state,
        run_id=run.sync_run_id,
        full_owed=run.full,
        owed_since=False,
        next_key_id=run.basis.key_id if run.rekeying and run.basis else state.next_key_id,
        copied=state.copied or group.settings.copy_to_top_account,
    )


def _superseded(run: SyncRun, now: datetime) -> SyncRun:
    return next_version(run, state=SyncRunState.SUPERSEDED, finished_at=now)


def _context(group: SyncedGroup, lease: RunLease, now: datetime) -> RunContext:
    return RunContext(
        group=group.store,
        settings=group.settings,
        names={child.tenant_id: child.name for child in group.children},
        lease=lease,
        now=now,
        key_id=group.state.key_id,
        key_ids=group.state.key_ids,
        oversized=group.store.oversized(),
        keeps_copies=group.state.copied or group.settings.copy_to_top_account,
    )
