"""The letters that wait for a print house: which batches there are, and their files (S0.20, S8.3).

A batch of a run is shown to who may cancel the run, and its files only to who may view every contact in it. The letter of somebody who
was erased or deleted is taken out of the batch before its files are handed out (S2.141).
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.paging import After
from contactbook.domain.communications.communication_ids import contact_id_in
from contactbook.domain.communications.print_batches import PrintBatch, PrintBatchFiles, shown_batch
from contactbook.domain.contacts.access import may, may_stop_work_of
from contactbook.domain.erasure.anonymization import EXPIRING_DAYS
from contactbook.domain.settings.permissions import GroupRight
from contactbook.gateways import files, letters
from contactbook.services.changes.looks import note_shown
from contactbook.storage.tenant_store import TenantStore

_KEPT = timedelta(days=EXPIRING_DAYS[letters.PREFIX])
_ID = re.compile(r"(?:run_[0-9A-Za-z]{1,40}|one-off)\.[a-z]{3}_[0-9A-Za-z]{1,80}")


def page_of_batches(store: TenantStore, *, by: Caller, limit: int, after: After | None) -> tuple[list[PrintBatch], After | None]:
    """Return a page of the batches that are still kept, by run; perhaps fewer than `limit`. One request of S3 and two batch reads."""
    found, further = letters.page_of_batches(store.tenant_id, limit=limit, after=after["key"] if after else None)
    batches = [shown_batch(batch_id, at, at + _KEPT) for batch_id, at in found]
    return _shown(store, batches, by), {"key": further} if further else None


def read_batch(store: TenantStore, print_batch_id: str, *, by: Caller, now: datetime) -> PrintBatchFiles:
    """Return a batch with addresses of its files. Raises NotFound, also if the caller may not view every contact in it."""
    missing = NotFound("There is no such batch of letters.")
    if not _ID.fullmatch(print_batch_id):
        raise missing
    batch_id = print_batch_id.replace(".", "/", 1)
    pdf, manifest = letters.files_of_batch(store.tenant_id, batch_id)
    found = files.content_of(manifest)
    batches = [shown_batch(batch_id, found.stored_at, found.stored_at + _KEPT)] if found else []
    if not _shown(store, batches, by):
        raise missing
    kept = _settled(store, batch_id, by)
    if not kept:
        raise missing
    return PrintBatchFiles(
        **dict(batches[0]),
        letters=len(kept),
        download_url=files.download_url(pdf, file_name=f"{print_batch_id}.pdf", content_type="application/pdf"),
        manifest_url=files.download_url(manifest, file_name=f"{print_batch_id}.json", content_type="application/json"),
        download_expires_at=now + timedelta(seconds=files.DOWNLOAD_SECONDS),
    )


def _shown(store: TenantStore, batches: Sequence[PrintBatch], by: Caller) -> list[PrintBatch]:
    """Return the batches of runs that the caller may cancel, and the letters to contacts that it may view."""
    groups = store.settings.current().groups
    runs = {run.run_id: run for run in store.runs.get_many({one.run_id: None for one in batches if one.run_id})}
    alone = [contact_id_in(one.communication_id) for one in batches if one.communication_id]
    contacts = store.contacts.survivors(alone)
    shown: list[PrintBatch] = []
    for one in batches:
        run = runs.get(one.run_id or "")
        contact = contacts.get(contact_id_in(one.communication_id)) if one.communication_id else None
        of_run = one.run_id is None or (run is not None and may_stop_work_of(by, run.requested_by, groups))
        to_contact = one.communication_id is None or (contact is not None and may(by, contact, GroupRight.VIEW, groups))
        if of_run and to_contact:
            shown.append(one)
    return shown


def _settled(store: TenantStore, batch_id: str, by: Caller) -> list[letters.Letter]:
    """Return the letters of the batch, without those of the erased, which are in no file any more. None if one may not be viewed."""
    found = letters.letters_of(store.tenant_id, batch_id)
    contacts = store.contacts.survivors([contact_id_in(one.communication_id) for one in found])
    here = {contact_id: contact for contact_id, contact in contacts.items() if contact is not None and contact.erasure is None}
    groups = store.settings.current().groups
    if not all(may(by, contact, GroupRight.VIEW, groups) for contact in here.values()):
        return []
    kept = [one for one in found if contact_id_in(one.communication_id) in here]
    if len(kept) < len(found):
        letters.replace_batch(store.tenant_id, batch_id, kept)
    note_shown(*(contact.contact_id for contact in here.values()))
    return kept
