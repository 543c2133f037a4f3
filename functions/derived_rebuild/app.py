"""The job that makes derived items anew from the contacts: queue, slices."""

from contactbook.api.jobs import handler_of_queue
from contactbook.services.stream.rebuild import run_derived_rebuild

handler = handler_of_queue(run_derived_rebuild)
