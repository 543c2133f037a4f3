"""What every job function needs: its SQS batch, message by message, with partial failures and the time that is left."""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any, TypeVar

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext
from pydantic import TypeAdapter

from contactbook import clock
from contactbook.config import config
from contactbook.domain.base.jobs import JobMessage, TimeLeft
from contactbook.domain.settings.closing import ClosingStage
from contactbook.gateways import queues
from contactbook.observability import logger
from contactbook.services.base.stores import open_store
from contactbook.services.tenants.shares import job_slot

M = TypeVar("M", bound=JobMessage)

# Milliseconds before the end at which a slice stops and sends its continuation.
_RESERVE = 15_000

# No slice is longer: it is the most that Lambda lets a function run.
_LONGEST_SLICE = timedelta(minutes=15)

# How long a message waits while its tenant runs as many jobs of this kind as it may, and while its tenant is closed (S8.6).
_WAIT, _WAIT_WHILE_CLOSED = timedelta(seconds=15), timedelta(minutes=15)

_Handler = Callable[[dict[str, Any], LambdaContext], dict[str, Any]]


def handler_of_queue(
    work: Callable[[M, datetime, TimeLeft], None],
    model: type[M] | TypeAdapter[M],
    *,
    waits_in: str | None,
    works_while: Collection[ClosingStage] = (),
) -> _Handler:
    """Return the Lambda handler that calls `work` with each message of a batch.

    `model` is the queue's message model, or the adapter of a queue that carries several. SQS delivers a message again if `work`
    raises or the message does not fit the model; the others of the batch are done.
    `waits_in` is the URL of the queue to which a message goes back while its tenant runs as many jobs of this kind as it may
    (S8.4). It is None for a job that keeps a tenant to its share in another way.
    While the tenant is off-boarded its message waits there too, as long as that can be called off; without such a queue it is dropped,
    because something else brings it again. `works_while` names the stages of that in which the job works all the same (S8.6).
    """
    adapter = model if isinstance(model, TypeAdapter) else TypeAdapter(model)

    def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
        def has_time() -> bool:
            return context.get_remaining_time_in_millis() > _RESERVE

        def handle(record: SQSRecord) -> None:
            message = adapter.validate_json(record.body)
            logger.append_keys(tenant_id=message.tenant_id, run_id=message.run_id)
            now = clock.now()
            if message.tenant_id is not None and not _is_open(message, waits_in, works_while=works_while):
                return
            if waits_in is None or message.tenant_id is None:
                work(message, now, has_time)
                return
            job, most = waits_in.rpartition("/")[2], config().tenant_jobs_at_once
            with job_slot(open_store(message.tenant_id), job, most=most, now=now, until=now + _LONGEST_SLICE) as held:
                if held:
                    work(message, now, has_time)
                else:
                    queues.send_later(waits_in, [message], _WAIT)

        processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
        answer = process_partial_response(event=event, record_handler=handle, processor=processor, context=context)
        for _, error, _ in (processor.fail_messages and processor.exceptions) or ():
            logger.error("a message failed and will be delivered again", exc_info=error)
        return dict(answer)

    return handler


def _is_open(message: JobMessage, waits_in: str | None, *, works_while: Collection[ClosingStage]) -> bool:
    """True if the job may work for the tenant. If not, the message was sent back to its queue, or is dropped."""
    if set(works_while) == set(ClosingStage):
        return True
    closing = open_store(str(message.tenant_id)).settings.current().closing
    if closing.stage is None or closing.stage in works_while:
        return True
    if waits_in is not None and not closing.is_erased:
        queues.send_later(waits_in, [message], _WAIT_WHILE_CLOSED)
    return False
