"""The merges job: tidies up behind merges and undos that took more than one transaction."""

from contactbook.api.jobs import handler_of_queue
from contactbook.domain.merges.messages import MergeMessage
from contactbook.services.merges.journal import run_merge

handler = handler_of_queue(run_merge, MergeMessage)
