"""The Lambda handler of a job: it takes an SQS batch message by message and reports each failed message alone."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from contactbook import clock
from contactbook.domain.base.jobs import JobMessage, TimeLeft
from contactbook.observability import logger

# Milliseconds before the function's timeout at which a slice stops and sends its continuation.
_RESERVE = 15_000

M = TypeVar("M", bound=JobMessage)
_Handler = Callable[[dict[str, Any], LambdaContext], dict[str, Any]]


def handler_of_queue(
    run_slice: Callable[[M, datetime, TimeLeft], None],
    message_type: type[M] = JobMessage,  # type: ignore[assignment]  # A job without fields of its own takes the base.
) -> _Handler:
    """Return the Lambda handler that reads each message of a batch as `message_type` and passes it to `run_slice`.

    SQS delivers a message again, alone, if `run_slice` raises.
    """

    def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
        def has_time() -> bool:
            return context.get_remaining_time_in_millis() > _RESERVE

        def handle(record: SQSRecord) -> None:
            message = message_type.model_validate_json(record.body)
            logger.append_keys(tenant_id=message.tenant_id, run_id=message.run_id)
            run_slice(message, clock.now(), has_time)

        processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
        answer = process_partial_response(event=event, record_handler=handle, processor=processor, context=context)
        for _, error, _ in (processor.fail_messages and processor.exceptions) or ():
            logger.error("a message failed and will be delivered again", exc_info=error)
        return dict(answer)

    return handler
