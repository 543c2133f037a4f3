"""Off-boarding a tenant, as its parent or the operator asks for it: begin, see how far it is, call it off (S8.6)."""

from datetime import datetime, timedelta

from contactbook.config import config
from contactbook.domain.audit.entries import AuditKind, Change
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import MissingScope, NotFound
from contactbook.domain.base.versions import next_version
from contactbook.domain.offboarding.messages import OffboardingMessage
from contactbook.domain.offboarding.offboarding import (
    Export,
    Offboarding,
    OffboardingDraft,
    OffboardingState,
    OffboardingView,
    may_be_called_off,
    may_begin,
)
from contactbook.domain.tenants.registry import Tenant
from contactbook.domain.tenants.rights import Role, is_operator, require_no_child_left, role_of
from contactbook.gateways import file_parts, files, queues
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.stores import open_store
from contactbook.services.base.tenant_changes import TenantChange, entry_of
from contactbook.services.offboarding.places import folder_of
from contactbook.services.tenants.moves import begin_again
from contactbook.services.tenants.registry import find_tenant_for
from contactbook.storage.base import table
from contactbook.storage.base.rows import Put, Write
from contactbook.storage.offboarding import records
from contactbook.storage.tenant_store import TenantStore
from contactbook.storage.tenants import registry


@retried_when_raced
def begin_offboarding(
    store: TenantStore, tenant_id: str, draft: OffboardingDraft, *, by: Caller, now: datetime
) -> OffboardingView:
    """Close a tenant for writes, and have its data handed over and erased later. Its children must be finished first.

    Raises NotFound, MissingScope for the tenant itself, RuleBroken `has_children`, `offboarding_exists`.
    """
    tenant = _tenant_for(store, tenant_id, by)
    may_begin(records.find(tenant.group_id, tenant_id))
    require_no_child_left(tenant)
    made = Offboarding(
        tenant_id=tenant_id,
        group_id=tenant.group_id,
        is_top=tenant.parent_id is None,
        erase_after_days=draft.erase_after_days,
        requested_at=now,
        requested_by=by.actor,
        updated_at=now,
    )
    writes = [*records.save_of(made, replacing=0), *_registered(tenant, closing=True, now=now)]
    table.transact([*writes, *_entries(store, "tenant.offboarding_started", made, by=by, now=now)])
    open_store(tenant_id).settings.forget()
    queues.send(config().offboarding_queue_url, [OffboardingMessage(tenant_id=tenant_id)])
    return _view(made, now)


def read_offboarding(store: TenantStore, tenant_id: str, *, by: Caller, now: datetime) -> OffboardingView:
    """Return how far the off-boarding is. While the data waits: where it can be fetched, for a quarter of an hour.

    Raises NotFound, MissingScope for the tenant itself.
    """
    return _view(_find(store, tenant_id, by), now)


@retried_when_raced
def call_off(store: TenantStore, tenant_id: str, *, by: Caller, now: datetime) -> None:
    """Open the tenant again, and delete what was handed over. Raises NotFound, MissingScope, RuleBroken `offboarding_erasing`."""
    found = _find(store, tenant_id, by)
    may_be_called_off(found)
    tenant = registry.find_tenant(tenant_id)
    writes: list[Write] = [*records.remove_of(found)]
    if tenant is not None:
        writes += _registered(tenant, closing=False, now=now)
    table.transact([*writes, *_entries(store, "tenant.offboarding_called_off", found, by=by, now=now)])
    open_store(tenant_id).settings.forget()
    file_parts.abort_uploads_under(folder_of(found))
    while file_parts.remove_some_under(folder_of(found)):
        pass


def _registered(before: Tenant, *, closing: bool, now: datetime) -> list[Write]:
    """Return the writes that note it in the registry. The group's sync begins again without the tenant, or with it."""
    after = next_version(before, closing=closing)
    again = begin_again(before.parent_id, now) if before.parent_id is not None else []
    return [*registry.save_of(after, replacing=before), *again]


def _entries(store: TenantStore, action: str, found: Offboarding, *, by: Caller, now: datetime) -> list[Put]:
    """Return the audit entries: in the tenant that asked, in the tenant itself, and in its parent."""
    days = Change(field="erase_after_days", to=found.erase_after_days)
    change = TenantChange(action, found.tenant_id, details=(days,), kind=AuditKind.JOBS)
    told = dict.fromkeys((store.tenant_id, found.tenant_id, found.group_id))
    return [entry_of(open_store(one), change, by=by, now=now) for one in told]


def _tenant_for(store: TenantStore, tenant_id: str, by: Caller) -> Tenant:
    """Return a tenant that the caller may off-board: a child of its own, or to the operator any."""
    tenant = find_tenant_for(store, tenant_id, by)
    if role_of(by, store.tenant_id, tenant) is Role.ITSELF:
        raise _not_by_itself()
    return tenant


def _find(store: TenantStore, tenant_id: str, by: Caller) -> Offboarding:
    """Return the off-boarding of a tenant that is the caller's child or was; to the operator, of any tenant."""
    if tenant_id == store.tenant_id and not is_operator(by):
        raise _not_by_itself()
    group_id = records.mark_of(tenant_id).group_id if is_operator(by) else store.tenant_id
    found = records.find(group_id, tenant_id) if group_id else None
    if found is None:
        raise NotFound("The tenant is not being off-boarded.")
    return found


def _not_by_itself() -> MissingScope:
    return MissingScope("A tenant is off-boarded by its parent or by the operator; the operator needs the scope platform:admin.")


def _view(found: Offboarding, now: datetime) -> OffboardingView:
    made = {name: getattr(found, name) for name in ("tenant_id", "state", "erase_after_days", "requested_at", "requested_by")}
    is_working = found.state in (OffboardingState.HANDING_OVER, OffboardingState.ERASING)
    return OffboardingView(
        **made,
        progress=found.progress if is_working else None,
        handed_over_at=found.hand_over.completed_at if found.hand_over else None,
        erase_at=found.erase_at,
        export=_export(found, now),
        certificate=found.certificate,
    )


def _export(found: Offboarding, now: datetime) -> Export | None:
    if found.state is not OffboardingState.WAITING or found.hand_over is None:
        return None
    url = files.download_url(found.hand_over.key, file_name=f"{found.tenant_id}.zip", content_type="application/zip")
    return Export(url=url, expires_at=now + timedelta(seconds=files.DOWNLOAD_SECONDS), size=found.hand_over.size)
