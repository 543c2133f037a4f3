"""The job that carries out bulk changes: collects the contacts, then changes one after another (S7.7)."""

from datetime import datetime

from contactbook.domain.base.errors import ConcurrentUpdate
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.base.versions import with_fields
from contactbook.domain.bulk_changes.bulk_changes import ENDED, BulkChangeState, finished, with_next_slice
from contactbook.domain.bulk_changes.messages import BulkChangeMessage
from contactbook.observability import logger
from contactbook.services.base.stores import open_store
from contactbook.services.bulk_changes.collecting import collect_page
from contactbook.services.bulk_changes.contact_steps import change_slice
from contactbook.services.bulk_changes.progress import Progress, TakenOver, take_over
from contactbook.services.bulk_changes.requests import OVERDUE, send_to_job
from contactbook.storage.tenant_store import TenantStore


def run_bulk_change(message: BulkChangeMessage, now: datetime, has_time: TimeLeft) -> None:
    """Work on the message's bulk change until the time ends; the next message continues."""
    store = open_store(message.tenant_id)
    if continue_bulk_change(store, message.run_id, now=now, has_time=has_time) is Work.LEFT:
        send_to_job(store, message.run_id)


def continue_bulk_change(store: TenantStore, bulk_change_id: str, *, now: datetime, has_time: TimeLeft) -> Work:
    """Continue a bulk change from where it was saved. One that has ended, or that another worker takes over, stays as it is.

    Raises NotFound.
    """
    run = store.bulk_changes.get(bulk_change_id)
    if run.state in ENDED:
        return Work.DONE
    try:
        return _work(
            store, take_over(store, with_fields(run, state=BulkChangeState.RUNNING, due_at=now + OVERDUE)), now, has_time
        )
    except (TakenOver, ConcurrentUpdate):
        logger.info("another worker has taken over the bulk change, or it was cancelled", run_id=bulk_change_id)
        return Work.DONE


def _work(store: TenantStore, progress: Progress, now: datetime, has_time: TimeLeft) -> Work:
    while not progress.run.is_collected:
        if not has_time():
            return Work.LEFT
        collect_page(store, progress, now)
    while progress.run.slice < progress.run.slices:
        if not has_time() or change_slice(store, progress, now=now, has_time=has_time) is Work.LEFT:
            return Work.LEFT
        progress.save(with_next_slice(progress.run))
    progress.save(finished(progress.run, now))
    return Work.DONE
