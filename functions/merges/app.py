"""The merges job: it cleans up behind merges and undos that took more than one transaction."""

from contactbook.api.jobs import handler_of_queue
from contactbook.config import config
from contactbook.domain.merges.messages import MergeMessage
from contactbook.domain.settings.closing import ClosingStage
from contactbook.services.merges.job import run_merge

# A merge that began is finished before the tenant's data is handed over.
handler = handler_of_queue(run_merge, MergeMessage, waits_in=config().merges_queue_url, works_while=(ClosingStage.CLOSED,))
