"""The job that rebuilds derived data from the contacts."""

from contactbook.api.jobs import handler_of_queue
from contactbook.config import config
from contactbook.domain.stream.messages import DerivedRebuildMessage
from contactbook.services.stream.rebuild import run_derived_rebuild

handler = handler_of_queue(run_derived_rebuild, DerivedRebuildMessage, waits_in=config().derived_rebuild_queue_url)
