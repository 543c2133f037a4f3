"""Files that nobody owns: each day the cleaning job looks at what lies at upload addresses, and at a part of the stored files (S2.141).

What was uploaded and nobody has asked for since is taken over. What lies there without a pending attachment, such as a file that was PUT
after its contact was erased, is removed at once, and by the bucket within a day.
"""

from datetime import datetime, timedelta

from contactbook.domain.base.callers import job
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.contacts.attachments import KEPT, files_of
from contactbook.gateways import files
from contactbook.services.contacts.uploaded_files import owners_of, take_over_uploads
from contactbook.storage.tenant_store import TenantStore

_BY = job("files")
_PAGE = 500
# Stored files that one day looks at: a tenant with more is walked over in several days.
_A_DAY = 5_000
# A worker that takes a file over copies it first and saves it then.
_AT_WORK = timedelta(days=1)


def clean_files(store: TenantStore, *, now: datetime, has_time: TimeLeft) -> Work:
    """Take over or remove what was uploaded, and remove stored files that nobody owns. Repeating is safe."""
    if take_over_uploads(store, by=_BY, now=now, has_time=has_time) is Work.LEFT:
        return Work.LEFT
    return _clean_kept(store, now, has_time)


def _clean_kept(store: TenantStore, now: datetime, has_time: TimeLeft) -> Work:
    after, looked_at = store.file_walks.cursor(), 0
    while has_time():
        page, after = files.page_of_files(files_of(store.tenant_id, KEPT), limit=_PAGE, after=after)
        old = [one.key for one in page if one.written_at < now - _AT_WORK]
        for key, owner in owners_of(store, old).items():
            if owner is None or owner.file_key != key:
                files.remove_file(key)
        store.file_walks.save(after)
        looked_at += len(page)
        if after is None or looked_at >= _A_DAY:
            return Work.DONE
    return Work.LEFT
