"""The name-days job: the daily work of a tenant, and runs of the rules."""

from contactbook.api.jobs import handler_of_queue
from contactbook.config import config
from contactbook.domain.name_days.messages import NameDaysMessage
from contactbook.services.name_days.daily import run_name_days

handler = handler_of_queue(run_name_days, NameDaysMessage, waits_in=config().name_days_queue_url)
