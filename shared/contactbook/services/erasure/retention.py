"""Removing what DynamoDB's time to live does not: files whose retention has ended, and items that were stored without an end."""

from datetime import datetime, timedelta

from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.jobs import TimeLeft, Work
from contactbook.domain.base.paging import After, pages
from contactbook.domain.base.values import Part
from contactbook.domain.erasure.anonymization import EXPIRING_DAYS
from contactbook.domain.imports.runs import Import
from contactbook.domain.settings.retention import FEWEST_DAYS, Retention
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
# DynamoDB deletes what has an end free of charge, usually within two days. Only what it left is deleted here.
_DYNAMODB_HAS = timedelta(days=7)


def check_retention(store: TenantStore, before: Settings, section: Part, now: datetime) -> None:  # noqa: ARG001 - every check has this signature
    """Raise ValidationFailed for too few days of looks, and for import files that would outlive the bucket's. What was saved before may stay."""
    if not isinstance(section, Retention):
        return
    if section.looks_days < FEWEST_DAYS and section.looks_days != before.retention.looks_days:
        raise ValidationFailed.of(
            "/looks_days",
            "out_of_range",
            f"Who read contacts is kept for {FEWEST_DAYS} days at least. Name {FEWEST_DAYS} or more.",
        )
    if section.import_files_days > _BUCKET_DAYS and section.import_files_days != before.retention.import_files_days:
        raise ValidationFailed.of(
            "/import_files_days",
            "out_of_range",
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


def remove_ended_communications(store: TenantStore, *, now: datetime, has_time: TimeLeft) -> Work:
    """Delete communications that ended a week ago or longer and are still stored. One query a day if there are none.

    They were stored before they had an end, or the tenant has shortened it since.
    """
    after: After | None = None
    while True:
        _, after = store.communications.remove_ended(now - _DYNAMODB_HAS, limit=_PAGE, after=after)
        if after is None:
            return Work.DONE
        if not has_time():
            return Work.LEFT


def _remove_files(store: TenantStore, run: Import) -> None:
    files.remove_file(prepared_key(store, run.import_id))
    files.remove_file(rehearsal_key(store, run))
    file_id = run.draft.file_attachment_id
    if file_id and not file_id.startswith("att_"):
        files.remove_file(upload_key(store, file_id))
