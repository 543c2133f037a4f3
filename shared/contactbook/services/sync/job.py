"""The daily sync of shared contacts, slice by slice (S4.4-S4.29).

By default a run reads what changed since the last run. A full run reads every contact of the group once and gives the same result.
The run itself keeps the cursor where a slice ended, so a message only names the run.
"""

from datetime import datetime

from contactbook.config import config
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import with_fields
from contactbook.domain.sync.matching import Member
from contactbook.domain.sync.messages import TenantSyncMessage
from contactbook.domain.sync.runs import ENDED
from contactbook.gateways import queues
from contactbook.observability import logger
from contactbook.services.base.stores import open_group
from contactbook.services.jobs.fan_out import send_to_every_tenant
from contactbook.services.sync.contact_updates import update_contacts
from contactbook.services.sync.full_run.steps import steps_of
from contactbook.services.sync.leaving import take_back_tags
from contactbook.services.sync.requests.schedules import message_in_its_time
from contactbook.services.sync.run_context import RunContext
from contactbook.services.sync.run_finish import finish_run
from contactbook.services.sync.run_lease import LeaseLost
from contactbook.services.sync.run_start import find_or_create_run, take_lease
from contactbook.storage.sync.tenant_groups import GroupStore
from contactbook.storage.tenants.registry import find_tenant

_PAGE = 100


def run_tenant_sync(message: TenantSyncMessage, now: datetime, has_time: TimeLeft) -> None:
    """Handle one message of the job: send one message a tenant, or work on a top account's run until the time is used up.

    Nothing runs for a group whose sync is off (S4.4), nor for a child account (S4.2). A tenant that left a group loses its tags first.
    """
    if message.every_tenant or message.tenant_id is None:
        send_to_every_tenant(config().tenant_sync_queue_url, message)
        return
    tenant = find_tenant(message.tenant_id)
    if tenant is not None and tenant.parent_id is not None:
        return
    store = open_group(message.tenant_id)
    if left := take_back_tags(store, message, now=now, has_time=has_time):
        queues.send(config().tenant_sync_queue_url, [left])
        return
    settings, _ = store.settings_and_state()
    if not settings.enabled:
        return
    if message.run_id is None:
        in_time = message_in_its_time(store, settings, message, now)
        if in_time is None:
            return
        message = in_time
    try:
        _run(store, message, now, has_time)
    except LeaseLost:
        logger.info("another worker has taken over the run", run_id=message.run_id)


def _run(store: GroupStore, message: TenantSyncMessage, now: datetime, has_time: TimeLeft) -> None:
    run = find_or_create_run(store, message, now)
    if run is None or run.state in ENDED:
        return
    context = take_lease(store, run, now)
    if context is None or _work(context, has_time) is Work.DONE:
        return
    continuation = TenantSyncMessage(tenant_id=message.tenant_id, run_id=run.sync_run_id)
    queues.send(config().tenant_sync_queue_url, [continuation])


def _work(context: RunContext, has_time: TimeLeft) -> Work:
    """Work on the run until it is finished or the time is used up."""
    steps = steps_of(context.run, context.group.group_id)
    while context.run.place < len(steps):
        step, tenant_id = steps[context.run.place]
        after = step(context, tenant_id)
        _save_progress(context, place=context.run.place + (after is None), after=after)
        if not has_time():
            return Work.LEFT
    while not (context.run.full and context.run.dry_run) and _update_changed(context) is Work.LEFT:
        if not has_time():
            return Work.LEFT
    finish_run(context)
    return Work.DONE


def _update_changed(context: RunContext) -> Work:
    """Update everyone connected with one page of changed contacts.

    A real run deletes the changes it has read, so it always reads the oldest page. A dry run leaves them and keeps a cursor.
    """
    dry_run = context.run.dry_run
    changes, after = context.group.members.page_of_changes(limit=_PAGE, after=context.run.after if dry_run else None)
    if changes:
        keys = {key for change in changes for key in change.keys}
        others = {Member(*other) for change in changes for other in change.others}
        lost: dict[Member, set[str]] = {}
        for change in changes:
            lost.setdefault(change.member, set()).update(change.keys)
        update_contacts(context, keys=keys, members=lost, others=others, lost=lost)
        context.lease.run = with_fields(context.run, changes_seen=context.run.changes_seen + len(changes))
        _save_progress(context, place=context.run.place, after=after if dry_run else None)
        if not dry_run:
            context.group.members.remove_changes(changes)
    is_left = after is not None if dry_run else bool(changes)
    return Work.LEFT if is_left else Work.DONE


def _save_progress(context: RunContext, *, place: int, after: After | None) -> None:
    """Save where the run goes on. What a dry run planned is saved first; saving it twice has no effect."""
    if context.planned:
        context.group.runs.save_changes(context.run.sync_run_id, context.planned)
        context.planned.clear()
    if context.refusals:
        context.group.runs.save_refusals(context.run.sync_run_id, context.refusals)
        context.refusals.clear()
    context.lease.save(with_fields(context.run, place=place, after=after))
