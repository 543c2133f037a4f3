"""Rewriting stored documents of an earlier schema (S8.5)."""

import argparse
import sys
from collections.abc import Iterator

from contactbook.domain.base.errors import NotFound
from contactbook.services.stream.migrating import MigrationProgress, migrate_tenant
from contactbook.storage.tenant_store import TenantStore
from infra.operate.tenants import stores_of


def migrate(wanted: argparse.Namespace) -> int:
    """Rewrite what has an earlier schema, tenant by tenant. Return 1 if documents are left, or if it was stopped."""
    tenant_id, _, contact_id = (wanted.after or "").partition("/")
    rewritten = left = 0
    try:
        for store in _stores(wanted.tenant, tenant_id):
            after = contact_id if store.tenant_id == tenant_id and contact_id else None
            done = migrate_tenant(store, tell=_tell, after=after, dry_run=wanted.dry_run)
            rewritten, left = rewritten + done.rewritten, left + done.left
    except KeyboardInterrupt:
        print("It was stopped. What is rewritten stays; go on behind the last contact that was printed.", file=sys.stderr)
        return 1
    print(f"{rewritten} documents {'would be' if wanted.dry_run else 'were'} rewritten; {left} could not be.")
    return 1 if left else 0


def _stores(only: str | None, first: str) -> Iterator[TenantStore]:
    """Yield the stores from the tenant on behind whose contact the walk goes on. Raises NotFound."""
    found = [store for store in stores_of(only) if store.tenant_id >= first]
    if first and (not found or found[0].tenant_id != first):
        raise NotFound(f"There is no tenant {first}.")
    yield from found


def _tell(progress: MigrationProgress) -> None:
    behind = f"; go on with --after {progress.tenant_id}/{progress.contact_id}" if progress.contact_id else ""
    print(
        f"{progress.tenant_id}: {progress.contacts} of {progress.total} contacts in walk {progress.walk}, "
        f"{progress.rewritten} documents rewritten{behind}",
        file=sys.stderr,
    )
