"""Removing files whose retention has ended. DynamoDB's time to live removes only items."""

from datetime import datetime, timedelta

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.paging import pages
from contactbook.domain.base.values import Part
from contactbook.domain.erasure.anonymization import EXPIRING_DAYS
from contactbook.domain.imports.runs import Import
from contactbook.domain.settings.retention import Retention
from contactbook.domain.settings.sections import Settings
from contactbook.gateways import files
from contactbook.services.imports.file_keys import prepared_key, rehearsal_key, upload_key
from contactbook.services.imports.forgetting import forget_values
from contactbook.storage.tenant_store import TenantStore

_PAGE = 100
# The bucket's lifecycle rule (template.yaml) removes older files.
_BUCKET_DAYS = EXPIRING_DAYS["imports/"]
# Days for which an older import is looked at again: its values are forgotten even if the job did not run for a while.
_MISSED_ROUNDS = 7


def check_retention(store: TenantStore, before: Settings, section: Part, now: datetime) -> None:  # noqa: ARG001 - every check has this signature
    """Raise ValidationFailed for import files that are to be kept longer than the bucket has them. One that was saved before may stay."""
    if not isinstance(section, Retention) or section.import_files_days == before.retention.import_files_days:
        return
    if section.import_files_days > _BUCKET_DAYS:
        raise ValidationFailed.of(
            "/import_files_days",
            "too_long",
            f"Imported files are kept for at most {_BUCKET_DAYS} days. Name {_BUCKET_DAYS} or fewer.",
        )


def remove_old_import_files(store: TenantStore, *, now: datetime) -> int:
    """Remove the files of imports that ended longer ago than the settings keep them, and the values from them; return how many imports.

    Repeating is safe. Files of the tenant's library stay.
    """
    days = min(store.settings.current().retention.import_files_days, _BUCKET_DAYS)
    kept_since, looked_at_since = now - timedelta(days=days), now - timedelta(days=_BUCKET_DAYS + _MISSED_ROUNDS)
    removed = 0
    for imports, _ in pages(lambda after: store.imports.page(limit=_PAGE, after=after)):
        for run in imports:
            if run.has_ended and looked_at_since <= run.created_at < kept_since:
                _remove_files(store, run)
                forget_values(store, run)
                removed += 1
        # Imports come newest first.
        if imports and imports[-1].created_at < looked_at_since:
            break
    return removed


def _remove_files(store: TenantStore, run: Import) -> None:
    files.remove_file(prepared_key(store, run.import_id))
    files.remove_file(rehearsal_key(store, run))
    file_id = run.draft.file_attachment_id
    if file_id and not file_id.startswith("att_"):
        files.remove_file(upload_key(store, file_id))
