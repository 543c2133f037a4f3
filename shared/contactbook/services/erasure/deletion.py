"""Deleting is erasing: a contact that is gone takes every personal value with it, as an anonymized one does (S2.19, S2.141).

The stream tells of the deletion, whatever deleted the contact: a request, or an import's undo. By then its refusals lie at its addresses as
keyed hashes (`services/refusals/spreading.py`). The contact is noted as due, and the job removes its traces.
"""

from collections.abc import Sequence
from datetime import datetime

from contactbook.config import config
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import Deleted, NotFound
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.base.versions import with_fields
from contactbook.domain.contacts.access import sees_everybody
from contactbook.domain.contacts.record import Contact, HistoryHead
from contactbook.domain.erasure.anonymization import certificate_of, with_counts
from contactbook.domain.erasure.deleted import DeletedContact, deleted
from contactbook.domain.erasure.messages import EraseDeletedMessage
from contactbook.domain.erasure.register import RegisterKind, RegisterLine
from contactbook.gateways import erasure_register, queues
from contactbook.services.changes.access import visible_deleted
from contactbook.services.erasure.trace_removal import completed, empty_places
from contactbook.storage.base import table
from contactbook.storage.stream.changes import RowChange
from contactbook.storage.tenant_store import TenantStore


def follow_changes(store: TenantStore, changes: Sequence[RowChange], now: datetime) -> None:
    """Note the contacts that were deleted, and send them to the job: a consumer of the table's stream. Idempotent.

    A contact that goes with its tenant is in the tenant's own line of the erasure register (S8.6).
    """
    gone = [deleted(change.old_contact) for change in changes if change.new is None and change.old_contact]
    if gone and not store.settings.current().closing.is_erased:
        _note_in_register(store, gone, now)
        _send_to_the_job(store, gone, now)


def _note_in_register(store: TenantStore, gone: Sequence[DeletedContact], now: datetime) -> None:
    """A restored copy of the table must not bring the person back (S8.7)."""
    for one in gone:
        kind, contact_id, absorbed = RegisterKind.DELETED, one.contact_id, one.absorbed
        line = RegisterLine(kind=kind, tenant_id=store.tenant_id, contact_id=contact_id, absorbed=absorbed, at=now)
        erasure_register.write(line)


def _send_to_the_job(store: TenantStore, gone: Sequence[DeletedContact], now: datetime) -> None:
    """Note them first: the daily round takes up what the queue loses."""
    store.deleted_contacts.save_due(gone, now=now)
    message = EraseDeletedMessage(tenant_id=store.tenant_id, contact_ids=tuple(one.contact_id for one in gone))
    queues.send(config().anonymization_queue_url, [message])


def erase_deleted_contacts(store: TenantStore, contact_ids: Sequence[str], *, now: datetime, has_time: TimeLeft) -> Work:
    """Remove the traces of deleted contacts until the time ends. Repeating changes nothing."""
    for contact_id in contact_ids:
        if not has_time() or erase_deleted(store, contact_id, now=now, has_time=has_time) is Work.LEFT:
            return Work.LEFT
    return Work.DONE


def erase_at_once(store: TenantStore, contact: Contact, *, now: datetime) -> None:
    """Remove the traces of a contact that was deleted just now, without the job. Repeating changes nothing."""
    store.deleted_contacts.save_due([deleted(contact)], now=now)
    while erase_deleted(store, contact.contact_id, now=now, has_time=lambda: True) is Work.LEFT:
        pass


def erase_deleted(store: TenantStore, contact_id: str, *, now: datetime, has_time: TimeLeft) -> Work:
    """Remove the traces of one deleted contact, and say so on its certificate."""
    gone = store.deleted_contacts.find(contact_id)
    if gone is None or gone.erased_at is not None:
        return Work.DONE
    _begin_certificate(store, contact_id)
    if empty_places(store, contact_id, gone.absorbed, has_time) is Work.LEFT:
        return Work.LEFT
    certificate = with_counts(completed(store, contact_id, gone.absorbed, now), erased=gone.removed, redacted={})
    table.transact(
        [store.erasure_certificates.put_of(certificate), store.deleted_contacts.put_of(with_fields(gone, erased_at=now))]
    )
    return Work.DONE


def _begin_certificate(store: TenantStore, contact_id: str) -> None:
    """Save a certificate in the name of the one who deleted the contact, unless its deletion did."""
    if store.erasure_certificates.find(contact_id) is not None:
        return
    (last, _), *_ = store.history.page(contact_id, limit=1)[0]
    store.erasure_certificates.save(certificate_of(contact_id, last.actor, last.at, erased={}))


def deleted_instead(store: TenantStore, contact_id: str, missing: NotFound, *, by: Caller) -> NotFound:
    """Return why a contact is not found: Deleted if it was deleted and the caller might have seen it, else what was found."""
    gone = visible_deleted(store, contact_id, by=by)
    if gone is None:
        return missing
    if gone.erased_at is None:
        return Deleted("The contact was deleted. What is kept about it is being erased; its erasure certificate will say so.")
    return Deleted("The contact was deleted, and what was kept about it is erased. Its erasure certificate says what.")


def erase_if_deleted_long_ago(store: TenantStore, contact_id: str, *, by: Caller, now: datetime) -> None:
    """Send a contact to the job that was deleted when deleting did not erase. Nobody knows who might see it: the caller sees everybody."""
    settings = store.settings.current()
    if not sees_everybody(by, settings.groups, settings.privacy_levels) or store.deleted_contacts.find(contact_id):
        return
    entries, _ = store.history.page(contact_id, limit=1)
    if entries and entries[0][0].action == "contact.deleted":
        last, level = entries[0][0], settings.privacy_levels.default
        head = HistoryHead(count=last.sequence - 1, hash=last.previous)
        _send_to_the_job(store, [DeletedContact(contact_id=contact_id, privacy_level=level, history=head)], now)
