"""The job that lets stored contacts follow a changed uniqueness rule, slice by slice."""

from contactbook.api.jobs import handler_of_queue
from contactbook.config import config
from contactbook.domain.contacts.messages import UniquenessBuildMessage
from contactbook.services.contacts.uniqueness_build import run_uniqueness_build

handler = handler_of_queue(run_uniqueness_build, UniquenessBuildMessage, waits_in=config().uniqueness_build_queue_url)
