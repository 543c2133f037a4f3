"""Runs as they are shown: their counts, decisions and communications tell about contacts that others may not see (S8.3)."""

from contactbook.domain.base.callers import Caller
from contactbook.domain.contacts.access import require_may_stop
from contactbook.domain.runs.runs import Run
from contactbook.storage.tenant_store import TenantStore


def shown_run(store: TenantStore, run_id: str, *, by: Caller) -> Run:
    """Return the run to a caller who may stop it. Raises NotFound."""
    run = store.runs.get(run_id)
    require_may_stop(by, run.requested_by, store.settings.current().groups, "run")
    return run
