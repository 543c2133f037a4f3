"""The message of the name-days job."""

from contactbook.domain.base.jobs import JobMessage


class NameDaysMessage(JobMessage):
    """Do a tenant's daily work, or continue the run that `run_id` names."""
