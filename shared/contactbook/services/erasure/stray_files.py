"""Files that nobody owns: each day the cleaning job looks at what lies at upload addresses, and at a part of the stored files (S2.141).

What was uploaded and nobody has asked for since is taken over. What lies there without a pending attachment, such as a file that was PUT
after its contact was erased, is removed at once, and by the bucket within a day.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from contactbook.domain.audit.entries import Entry, EntryValues
from contactbook.domain.base.callers import job
from contactbook.domain.base.errors import ContactbookError, StorageUnavailable
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.base.paging import After, Page, every
from contactbook.domain.contacts.attachments import KEPT, UPLOADED, Attachment, AttachmentState, files_of, owner_in
from contactbook.gateways import files
from contactbook.observability import logger
from contactbook.services.contacts.attachments import read_attachment
from contactbook.services.contacts.library import read_file
from contactbook.storage.tenant_store import TenantStore

_BY = job("files")
_PAGE = 500
# Stored files that one day looks at: a tenant with more is walked over in several days.
_A_DAY = 5_000
# A worker that takes a file over copies it first and saves it then.
_AT_WORK = timedelta(days=1)


def clean_files(store: TenantStore, *, now: datetime, has_time: TimeLeft) -> Work:
    """Take over or remove what was uploaded, and remove stored files that nobody owns. Repeating is safe."""
    if _clean_uploads(store, now, has_time) is Work.LEFT:
        return Work.LEFT
    return _clean_kept(store, now, has_time)


def _clean_uploads(store: TenantStore, now: datetime, has_time: TimeLeft) -> Work:
    after = None
    while has_time():
        page, after = files.page_of_files(files_of(store.tenant_id, UPLOADED), limit=_PAGE, after=after)
        owners = _owners(store, [one.key for one in page])
        for key, owner in owners.items():
            if owner is None or owner.state is not AttachmentState.PENDING:
                files.remove_file(key)
            else:
                _take_over(store, owner, now)
        if after is None:
            return Work.DONE
    return Work.LEFT


def _take_over(store: TenantStore, attachment: Attachment, now: datetime) -> None:
    """A file that cannot be taken over now stays for the next day, if the bucket has it then."""
    try:
        if attachment.contact_id is None:
            read_file(store, attachment.attachment_id, now=now)
        else:
            read_attachment(store, attachment.contact_id, attachment.attachment_id, by=_BY, now=now)
    except StorageUnavailable:
        raise
    except ContactbookError as error:
        logger.info("an uploaded file was not taken over", attachment_id=attachment.attachment_id, error=error.code)


def _clean_kept(store: TenantStore, now: datetime, has_time: TimeLeft) -> Work:
    after, looked_at = store.file_walks.cursor(), 0
    while has_time():
        page, after = files.page_of_files(files_of(store.tenant_id, KEPT), limit=_PAGE, after=after)
        old = [one.key for one in page if one.written_at < now - _AT_WORK]
        for key, owner in _owners(store, old).items():
            if owner is None or owner.file_key != key:
                files.remove_file(key)
        store.file_walks.save(after)
        looked_at += len(page)
        if after is None or looked_at >= _A_DAY:
            return Work.DONE
    return Work.LEFT


def _owners(store: TenantStore, keys: Sequence[str]) -> dict[str, Attachment | None]:
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
