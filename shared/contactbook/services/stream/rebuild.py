"""Rebuilding derived data (search, name days, match keys, duplicate keys) from the contacts while traffic goes on.

The consumers that derive get each contact as if it had just been created. If the contact changes while they work, they get that
change too. So the last writer always has the current contact, whatever the stream wrote meanwhile.
"""

from datetime import datetime

from contactbook.config import config
from contactbook.domain.base.callers import Caller, job
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.base.versions import next_version
from contactbook.domain.contacts.record import Contact
from contactbook.domain.stream.messages import DerivedRebuildMessage
from contactbook.domain.stream.rebuild import DerivedRebuild, DerivedRebuildView, RebuildState
from contactbook.gateways import queues
from contactbook.services.base.stores import open_store
from contactbook.services.contacts import privacy_levels, sectors
from contactbook.services.jobs.rebuild_requests import begin_rebuild
from contactbook.services.jobs.walk import Walk, WalkedPage
from contactbook.services.refusals import following as refusals
from contactbook.services.stream import derived
from contactbook.services.sync import following
from contactbook.storage.base import table
from contactbook.storage.base.rows import Row
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.tenant_store import TenantStore

_PAGE = 50
# The consumers of the stream that derive. The others report a change, and a rebuild is none.
DERIVE = (derived.derive_again, refusals.derive_again, following.derive_again)


def start_rebuild(store: TenantStore, *, by: Caller, now: datetime) -> DerivedRebuildView:
    """Begin a rebuild in the background."""
    return _rebuild_view(begin_rebuild(store, by=by, now=now))


def read_rebuild(store: TenantStore, rebuild_id: str) -> DerivedRebuildView:
    """Return the progress of a rebuild. Raises NotFound."""
    return _rebuild_view(store.rebuilds.get(rebuild_id))


def run_derived_rebuild(message: DerivedRebuildMessage, now: datetime, has_time: TimeLeft) -> None:
    """Work on a rebuild until the time ends; the next message continues. The rebuild keeps the cursor, so repeating is safe."""
    store = open_store(message.tenant_id)
    rebuild = store.rebuilds.find(message.run_id)
    if rebuild is None or rebuild.state is RebuildState.FINISHED:
        return
    if _rebuild_contacts(store, rebuild, now, has_time) is Work.LEFT:
        queues.send(config().derived_rebuild_queue_url, [message])


def _rebuild_contacts(store: TenantStore, rebuild: DerivedRebuild, now: datetime, has_time: TimeLeft) -> Work:
    settings = store.settings.fresh()
    by = job(privacy_levels.JOB, asked_by=rebuild.started_by, run_id=rebuild.rebuild_id)
    by_sectors = job(sectors.JOB, asked_by=rebuild.started_by, run_id=rebuild.rebuild_id)

    def settle(contact: Contact) -> bool:
        changed = privacy_levels.settle(store, contact, settings.privacy_levels, by=by, now=now)
        sectors.settle(store, contact, settings.industries, by=by_sectors, now=now)
        derive(store, contact.contact_id, now)
        _place_records(store, contact)
        return changed

    def save(before: DerivedRebuild, page: WalkedPage[bool]) -> DerivedRebuild:
        after = next_version(
            before,
            state=RebuildState.FINISHED if page.is_last else RebuildState.RUNNING,
            contacts=before.contacts + page.listed,
            privacy_levels_changed=before.privacy_levels_changed + sum(page.outcomes),
            cursor=page.after,
            finished_at=now if page.is_last else None,
        )
        table.put(store.rebuilds.save_of(after.rebuild_id, after, replacing=before.version))
        return after

    _, work = Walk(settle, save, page_size=_PAGE).go_on(store, rebuild, after=rebuild.cursor, has_time=has_time)
    return work


def _place_records(store: TenantStore, contact: Contact) -> None:
    """Put the contact and its records into the indexes that list them: one query for relations, one each for accounts and opportunities."""
    store.contacts.place_again(contact)
    store.relations.place_all_of(contact.contact_id)
    if contact.had_account:
        store.accounts.place_all_of(contact.contact_id)
    if contact.had_opportunity:
        store.opportunities.place_all_of(contact.contact_id)


def derive(store: TenantStore, contact_id: str, now: datetime) -> None:
    """Rebuild what is derived from one contact."""
    seen: Row | None = None
    while (row := _row(store, contact_id)) != seen:
        for consume in DERIVE:
            consume(store, [RowChange(seen, row)], now)
        seen = row


def _row(store: TenantStore, contact_id: str) -> Row | None:
    found = store.contacts.find(contact_id)
    return store.contacts.row_of(found) if isinstance(found, Contact) else None


def _rebuild_view(rebuild: DerivedRebuild) -> DerivedRebuildView:
    values = {name: getattr(rebuild, name) for name in DerivedRebuildView.model_fields}
    return DerivedRebuildView.model_validate(values)
