"""The job that lets the contacts there are follow a changed uniqueness rule: queue, slices."""

from contactbook.api.jobs import handler_of_queue
from contactbook.domain.contacts.messages import UniquenessBuildMessage
from contactbook.services.contacts.uniqueness import run_uniqueness_build

handler = handler_of_queue(run_uniqueness_build, UniquenessBuildMessage)
