"""Removing what was kept for long enough, where time to live does not do it: files."""

from datetime import datetime, timedelta

from contactbook.gateways import files
from contactbook.services.imports.file_keys import prepared_key, rehearsal_key, upload_key
from contactbook.storage.tenant_store import TenantStore

_PAGE = 100
# The bucket's own rule removes what is older (template.yaml), so nobody looks further back.
_BUCKET_DAYS = 30


def remove_old_import_files(store: TenantStore, *, now: datetime) -> int:
    """Remove the files of imports that ended longer ago than the settings keep them; how many imports that were.

    Safe to repeat: a file that is gone stays so. Files of the tenant's library are its own and stay.
    """
    days = store.settings.current().retention.import_files_days
    if days >= _BUCKET_DAYS:
        return 0
    kept_since, bucket_since = now - timedelta(days=days), now - timedelta(days=_BUCKET_DAYS + 1)
    removed = 0
    after: dict[str, str] | None = None
    while True:
        imports, after = store.imports.page(limit=_PAGE, after=after)
        for one in imports:
            if one.has_ended and bucket_since <= one.created_at < kept_since:
                files.remove_file(prepared_key(store, one.import_id))
                files.remove_file(rehearsal_key(store, one))
                file_id = one.draft.file_attachment_id
                if file_id and not file_id.startswith("att_"):
                    files.remove_file(upload_key(store, file_id))
                removed += 1
        if after is None or (imports and imports[-1].created_at < bucket_since):
            return removed
