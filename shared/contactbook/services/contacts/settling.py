"""Let every contact follow a section of the settings that was just saved."""

from collections.abc import Callable
from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ConcurrentUpdate, StorageUnavailable
from contactbook.domain.base.jobs import Work
from contactbook.domain.contacts.record import Contact
from contactbook.services.jobs.rebuild_requests import begin_rebuild
from contactbook.services.jobs.steps import steps_left
from contactbook.services.jobs.walk import Walk
from contactbook.storage.tenant_store import TenantStore

# Pages of contacts that follow within the request that changed the settings. A rebuild does the others.
_PAGES_AT_ONCE = 3
_PAGE = 100


def settle_contacts(store: TenantStore, settle: Callable[[Contact], bool], *, by: Caller, now: datetime) -> None:
    """Settle every contact: at once for a small tenant, else by a rebuild of derived data, which settles each as well."""
    walk = Walk[None, bool](settle, lambda *_: None, whole_pages=True, page_size=_PAGE)
    try:
        _, work = walk.go_on(store, None, after=None, has_time=steps_left(_PAGES_AT_ONCE))
    except (ConcurrentUpdate, StorageUnavailable):
        work = Work.LEFT
    if work is Work.LEFT:
        begin_rebuild(store, by=by, now=now)
