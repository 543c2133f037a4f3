"""Collects the contacts of a bulk change in slices: those of a list or a segment that its caller may view (S3.16, S8.3)."""

from datetime import datetime

from contactbook.domain.base.days import today_in
from contactbook.domain.base.paging import After
from contactbook.domain.bulk_changes.bulk_changes import SLICE, BulkChange, collected
from contactbook.domain.contacts.access import may
from contactbook.domain.settings.permissions import GroupRight
from contactbook.services.bulk_changes.progress import Progress
from contactbook.services.segments.members import page_of_members
from contactbook.storage.tenant_store import TenantStore


def collect_page(store: TenantStore, progress: Progress, now: datetime) -> None:
    """Save the next slice with the progress in one transaction. Raises TakenOver."""
    run = progress.run
    contact_ids, after = _page(store, run, now)
    slices = [store.bulk_changes.slice_of(run, run.slices, contact_ids)] if contact_ids else []
    progress.save(collected(run, len(contact_ids), after), *slices)


def _page(store: TenantStore, run: BulkChange, now: datetime) -> tuple[list[str], After | None]:
    """Return ids of the next contacts: one query, and one batch read if it returns no contacts."""
    if run.list_id is not None:
        ids, after = store.lists.page_of_members(run.list_id, limit=SLICE, after=run.after)
        groups = store.settings.current().groups
        contacts = store.contacts.get_many(ids)
        return [one.contact_id for one in contacts if may(run.requested_by, one, GroupRight.VIEW, groups)], after
    segment = store.segments.find(run.segment_id) if run.segment_id else None
    if segment is None:
        return [], None
    today = today_in(store.settings.current().localization.time_zone, now)
    page = page_of_members(store, segment, by=run.requested_by, after=run.after, limit=SLICE, today=today)
    return list(dict.fromkeys(member.contact.contact_id for member in page.members)), page.after
