"""Moving a tenant to another parent, or out of its group (S8.1); and the end of one (S8.6)."""

from datetime import datetime

from contactbook.domain.base.versions import next_version
from contactbook.domain.sync.runs import ENDED, SyncRunState
from contactbook.domain.tenants.registry import Tenant
from contactbook.domain.tenants.rights import require_no_children, require_parent
from contactbook.services.base.stores import open_group
from contactbook.storage.base.rows import Write
from contactbook.storage.tenants import registry


def writes_of_move(before: Tenant, after: Tenant, now: datetime) -> list[Write]:
    """Return the writes of both groups when a tenant gets another parent or none.

    The group that it leaves stops its open run of the sync, which would go on with the accounts as they stood, and reads
    everything anew in the next one. A tenant without a parent from now on takes the group's tags from its contacts. Raises ValidationFailed `unknown_parent`, RuleBroken `has_children`, `too_many_children`.
    """
    writes: list[Write] = []
    if after.parent_id is not None:
        require_no_children(before)
        parent = require_parent(registry.find_tenant(after.parent_id), after.tenant_id)
        writes += registry.save_of(next_version(parent, children=parent.children + 1), replacing=parent)
        # A child account has no sync of its own.
        writes.append(open_group(after.tenant_id).remove_schedule())
    if before.parent_id is not None:
        writes += _writes_of_leaving(before.parent_id, now, left=before.tenant_id)
    if after.parent_id is None:
        own = open_group(after.tenant_id)
        writes.append(own.put_state(next_version(own.settings_and_state()[1], takes_back_tags=True)))
    return writes


def writes_of_end(tenant_id: str, now: datetime) -> list[Write]:
    """Return the writes that take a tenant that is off-boarded out of the registry, and out of its group (S8.6)."""
    tenant = registry.find_tenant(tenant_id)
    if tenant is None:
        return []
    leaving = _writes_of_leaving(tenant.parent_id, now) if tenant.parent_id is not None else []
    return [*registry.remove_of(tenant), *leaving]


def _writes_of_leaving(parent_id: str, now: datetime, *, left: str | None = None) -> list[Write]:
    former = registry.find_tenant(parent_id)
    counted: list[Write] = []
    if former is not None:
        counted = registry.save_of(next_version(former, children=max(former.children - 1, 0)), replacing=former)
    return [*counted, *begin_again(parent_id, now, left=left)]


def begin_again(group_id: str, now: datetime, *, left: str | None = None) -> list[Write]:
    """Return the writes that end the group's open run and make the next one a full one. `left` is an account that may come back."""
    group = open_group(group_id)
    _, state = group.settings_and_state()
    away = (*state.left, left) if left is not None and left not in state.left else state.left
    writes: list[Write] = [group.put_state(next_version(state, full_owed=True, left=away))]
    run = group.runs.find(state.run_id) if state.run_id else None
    if run is not None and run.state not in ENDED:
        writes.append(group.runs.put_of(next_version(run, state=SyncRunState.SUPERSEDED, finished_at=now)))
    return writes
