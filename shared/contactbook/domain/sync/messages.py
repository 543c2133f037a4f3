"""The message of the daily sync."""

from contactbook.domain.base.jobs import JobMessage


class TenantSyncMessage(JobMessage):
    """Start the day's run of a tenant group, or continue the run that `run_id` names. A new run is `full` or a `dry_run` if so asked."""

    full: bool = False
    dry_run: bool = False
