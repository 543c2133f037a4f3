"""The off-boarding job: hands over what a tenant has, waits, and erases it."""

from contactbook.api.jobs import handler_of_queue
from contactbook.domain.offboarding.messages import OffboardingMessage
from contactbook.domain.settings.closing import ClosingStage
from contactbook.services.offboarding.job import run_offboarding

# Without places for running jobs: they are items of the tenant, which must not have any in the end. Its record is its fence.
handler = handler_of_queue(run_offboarding, OffboardingMessage, waits_in=None, works_while=tuple(ClosingStage))
