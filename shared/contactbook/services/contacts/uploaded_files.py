"""Uploaded files: each is taken over by its attachment, or removed if it has none (S2.82, S2.141).

The bucket's event leads to that within seconds of the upload. A daily look at what lies there is the net under it.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from contactbook.domain.audit.entries import Entry, EntryValues
from contactbook.domain.base.callers import Caller, job
from contactbook.domain.base.errors import ConcurrentUpdate, ContactbookError, StorageUnavailable
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.base.paging import After, Page, every
from contactbook.domain.contacts.attachments import UPLOADED, Attachment, AttachmentState, files_of, owner_in
from contactbook.domain.contacts.messages import UploadMessage
from contactbook.gateways import files
from contactbook.observability import logger
from contactbook.services.base.stores import open_store
from contactbook.services.contacts.attachments import JOB, take_over
from contactbook.services.contacts.library import take_over_file
from contactbook.storage.tenant_store import TenantStore

_PAGE = 500


def take_over_upload(message: UploadMessage, now: datetime, _: TimeLeft) -> None:
    """Take one file over that has arrived, as the bucket's event says. Repeating is safe.

    Raises StorageUnavailable or ConcurrentUpdate, so that the message is delivered again.
    """
    _settle(open_store(message.tenant_id), [message.file_key], job(JOB), now)


def take_over_uploads(store: TenantStore, *, by: Caller, now: datetime, has_time: TimeLeft) -> Work:
    """Look at everything that lies at the tenant's upload addresses: take it over, or remove what belongs to no pending attachment.

    Repeating is safe.
    """
    after = None
    while has_time():
        page, after = files.page_of_files(files_of(store.tenant_id, UPLOADED), after=after)
        _settle(store, [one.key for one in page], by, now)
        if after is None:
            return Work.DONE
    return Work.LEFT


def _settle(store: TenantStore, keys: Sequence[str], by: Caller, now: datetime) -> None:
    for key, owner in owners_of(store, keys).items():
        if owner is None or owner.state is not AttachmentState.PENDING:
            files.remove_file(key)
        else:
            _take_over(store, owner, by, now)


def _take_over(store: TenantStore, attachment: Attachment, by: Caller, now: datetime) -> None:
    """A file that cannot be taken over now stays for the next day, if the bucket has it then."""
    try:
        if attachment.contact_id is None:
            take_over_file(store, attachment.attachment_id, now=now)
        else:
            take_over(store, attachment.contact_id, attachment.attachment_id, by=by, now=now)
    except (ConcurrentUpdate, StorageUnavailable):
        raise
    except ContactbookError as error:
        logger.info("an uploaded file was not taken over", attachment_id=attachment.attachment_id, error=error.code)


def owners_of(store: TenantStore, keys: Sequence[str]) -> dict[str, Attachment | None]:
    """Return the attachment of each file; None if there is none. A file whose attachment a merge is moving is left out."""
    named = {key: owner for key in keys if (owner := owner_in(key))}
    found = _of_library(store, named) | _of_contacts(store, named)
    return {key: found.get(key) for key in named if key not in found or found[key] is not None}


def _of_library(store: TenantStore, named: dict[str, tuple[str | None, str]]) -> dict[str, Attachment | None]:
    ids = {attachment_id for contact_id, attachment_id in named.values() if contact_id is None}
    kept = {one.attachment_id: one for one in store.library.get_many(sorted(ids))} if ids else {}
    return {key: kept[found] for key, (contact_id, found) in named.items() if contact_id is None and found in kept}


def _of_contacts(store: TenantStore, named: dict[str, tuple[str | None, str]]) -> dict[str, Attachment | None]:
    """A file keeps its key when a merge or its undo moves its attachment, so a missing one is looked up with all that were merged."""
    places = {key: (contact_id, found) for key, (contact_id, found) in named.items() if contact_id is not None}
    kept = store.attachments.kept_of(list(dict.fromkeys(places.values())))
    owners = {key: kept[place] for key, place in places.items() if place in kept}
    for key, (contact_id, attachment_id) in places.items():
        if key not in owners:
            related = [(one, attachment_id) for one in _merged_with(store, contact_id)]
            for found in store.attachments.kept_of(related).values():
                owners[key] = found
    return owners


def _merged_with(store: TenantStore, contact_id: str) -> set[str]:
    """Return the contact, and every contact that a merge or its undo exchanged records with, one after another."""
    known, unread = {contact_id}, [contact_id]
    while unread:
        entries = every(partial(_page_of_history, store, unread.pop()))
        merge_ids = {entry.subject for entry, _ in entries if entry.subject and entry.subject.startswith("mrg_")}
        for merge_id in merge_ids:
            merge = store.merges.find(merge_id)
            if merge is None:
                continue
            unread += {merge.survivor_id, *merge.source_ids} - known
            known |= {merge.survivor_id, *merge.source_ids}
    return known


def _page_of_history(store: TenantStore, contact_id: str, after: After | None) -> Page[tuple[Entry, EntryValues | None]]:
    return store.history.page(contact_id, limit=_PAGE, after=after)
