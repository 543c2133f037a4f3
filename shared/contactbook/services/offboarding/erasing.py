"""Erasing a tenant: its domains, its files, and every item in the table, until a whole pass over the table finds nothing (S8.6).

Whatever still works for the tenant while it is erased, such as the stream that follows the deletions, may write once more. So the
tenant is erased only when a later pass found nothing. What remains is the record with its certificate, and the mark.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from contactbook.domain.base.callers import job
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.base.versions import next_version
from contactbook.domain.offboarding.offboarding import Offboarding, Progress, Step, finished
from contactbook.gateways import erasure_register, file_parts
from contactbook.domain.erasure.register import RegisterLine, RegisterKind
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.stores import open_store
from contactbook.services.offboarding.group_remains import erase_in_group
from contactbook.services.offboarding.places import OF_TENANT
from contactbook.services.senders.leaving import leave_every_domain
from contactbook.services.tenants.moves import writes_of_end
from contactbook.storage.base import table, whole_table
from contactbook.storage.base.keys import TenantKeys
from contactbook.storage.base.rows import Row
from contactbook.storage.offboarding import records

JOB = "offboarding"


def erase(found: Offboarding, *, now: datetime, has_time: TimeLeft) -> tuple[Offboarding, Work]:
    """Go on erasing until a pass over the table found nothing or the time ends. Raises ConcurrentUpdate, IdentitiesUnavailable."""
    if found.cursor is None:
        found = _erase_beside_the_table(found, now)
    while has_time():
        found, is_last = _erase_page(found, now)
        if is_last:
            if found.found_some:
                return _again(found, now), Work.LEFT
            return _finish(found, now), Work.DONE
    return found, Work.LEFT


def _erase_beside_the_table(before: Offboarding, now: datetime) -> Offboarding:
    """Erase the domains at the email provider and every file, and count them."""
    domains = leave_every_domain(open_store(before.tenant_id), by=job(JOB), now=now)
    removed = 0
    for place in OF_TENANT:
        prefix = place.format(before.tenant_id)
        file_parts.abort_uploads_under(prefix)
        while count := file_parts.remove_some_under(prefix):
            removed += count
    if not domains and not removed:
        return before
    after = next_version(before, domains=before.domains + domains, files=before.files + removed, found_some=True, updated_at=now)
    records.save(after, replacing=before.version)
    return after


def _erase_page(before: Offboarding, now: datetime) -> tuple[Offboarding, bool]:
    """Erase what one page of the table has of the tenant. Return True with the record after the last page."""
    rows, _, cursor = whole_table.page_of_tenant(before.tenant_id, before.group_id, after=before.cursor)
    own = [row for row in rows if _is_its_own(before, row)]
    whole_table.erase([row.key for row in own])
    erased = [*own, *erase_in_group(before, rows)]
    counts = Counter(before.items) + Counter(row.kind for row in erased)
    done = before.progress.done + len(erased)
    progress = Progress(step=before.progress.step, done=done, total=max(before.progress.total, done))
    after = next_version(
        before,
        cursor=cursor,
        items=dict(counts),
        found_some=before.found_some or bool(erased),
        progress=progress,
        updated_at=now,
    )
    records.save(after, replacing=before.version)
    return after, cursor is None


def _is_its_own(found: Offboarding, row: Row) -> bool:
    """True for an item in a partition of the tenant, but the mark that says that it is closed."""
    return row.key.pk.startswith(TenantKeys(found.tenant_id).everything()) and row.kind != "closing"


def _again(before: Offboarding, now: datetime) -> Offboarding:
    """Begin another pass over the table, which verifies that nothing is left."""
    progress = Progress(step=Step.VERIFYING, total=before.progress.total, done=before.progress.done)
    after = next_version(before, cursor=None, found_some=False, progress=progress, updated_at=now)
    records.save(after, replacing=before.version)
    return after


@retried_when_raced
def _finish(before: Offboarding, now: datetime) -> Offboarding:
    """Write the line of the erasure register, then take the tenant out of the registry and save the certificate, in one transaction."""
    line = RegisterLine(kind=RegisterKind.TENANT, tenant_id=before.tenant_id, group_id=before.group_id, at=now)
    erasure_register.write(line)
    after = finished(before, now)
    table.transact([*records.save_of(after, replacing=before.version), *writes_of_end(before.tenant_id, now)])
    open_store(before.tenant_id).settings.forget()
    return after
