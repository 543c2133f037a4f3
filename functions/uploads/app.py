"""The job that takes an uploaded file over as soon as the bucket says that it has arrived."""

from contactbook.api.jobs import handler_of_queue
from contactbook.config import config
from contactbook.domain.settings.closing import ClosingStage
from contactbook.gateways.bucket_events import UPLOADS_QUEUE
from contactbook.services.contacts.uploaded_files import take_over_upload

# What was uploaded while its tenant was closed belongs into the hand-over.
handler = handler_of_queue(
    take_over_upload, UPLOADS_QUEUE, waits_in=config().uploads_queue_url, works_while=(ClosingStage.CLOSED,)
)
