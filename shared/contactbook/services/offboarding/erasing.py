"""Erasing a tenant: its domains, its files, and every item in the table, until a whole pass over the table finds nothing (S8.6).

Whatever still works for the tenant while it is erased, such as the stream that follows the deletions, may write once more. So the
tenant is erased only when a later pass found nothing. What remains is the record with its certificate, and the mark.
"""

from collections import Counter
from datetime import datetime

from contactbook.domain.base.callers import job
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.base.versions import next_version
from contactbook.domain.erasure.register import RegisterKind, RegisterLine
from contactbook.domain.offboarding.offboarding import Offboarding, Progress, Step, finished
from contactbook.gateways import erasure_register, file_parts
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.base.stores import open_store
from contactbook.services.offboarding.places import HANDOVERS, OF_TENANT
from contactbook.services.senders.leaving import leave_every_domain
from contactbook.services.tenants.moves import writes_of_end
from contactbook.storage.base import table
from contactbook.storage.offboarding import items, records

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
            # What was made for the hand-over is not counted: it is a copy.
            removed += count if prefix != HANDOVERS.format(before.tenant_id) else 0
    if not domains and not removed:
        return before
    after = next_version(before, domains=before.domains + domains, files=before.files + removed, found_some=True, updated_at=now)
    records.save(after, replacing=before.version)
    return after


def _erase_page(before: Offboarding, now: datetime) -> tuple[Offboarding, bool]:
    """Erase what one page of the table has of the tenant. Return True with the record after the last page."""
    erased, cursor = items.erase_page(before, after=before.cursor)
    done = before.progress.done + erased.total()
    progress = Progress(step=before.progress.step, done=done, total=max(before.progress.total, done))
    after = next_version(
        before,
        cursor=cursor,
        items=dict(Counter(before.items) + erased),
        found_some=before.found_some or bool(erased),
        progress=progress,
        updated_at=now,
    )
    records.save(after, replacing=before.version)
    return after, cursor is None


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
