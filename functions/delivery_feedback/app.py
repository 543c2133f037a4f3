"""SES's feedback, and texts that people send to our numbers, through SNS.

IAM allows only the feedback topic to invoke this function, and each message's signature is checked as well. A message that SNS did
not sign for our topic, or that fails, is raised after all others were recorded. Lambda then delivers the event again, and finally
moves it to the dead-letter queue, which has an alarm. A signed message that cannot be parsed is logged and dropped.
A replayed message has no effect: recording is idempotent and independent of order.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from contactbook import clock
from contactbook.config import config
from contactbook.domain.base.errors import ContactbookError
from contactbook.domain.sending.inbound_texts import InboundText
from contactbook.gateways.inbound_texts import inbound_text_in
from contactbook.gateways.ses_feedback import Unreadable, feedback_in
from contactbook.gateways.sns_signatures import CertificateUnavailable, Refused, message_id_of, published_at, verified_message
from contactbook.observability import logger
from contactbook.services.base.stores import open_store
from contactbook.services.sending.feedback import record_feedback
from contactbook.services.sending.text_stops import record_said, said_in


def handler(event: dict[str, Any], _: LambdaContext) -> None:
    """Take note of each notification."""
    failures = [failure for record in event["Records"] if (failure := _failure_of(record))]
    if failures:
        raise failures[0]


def _failure_of(record: Mapping[str, Any]) -> Exception | None:
    """Record one notification. Return the error if it must be delivered again."""
    notification, now = record.get("Sns"), clock.now()
    try:
        message = verified_message(notification, config().feedback_topic_arn, now=now)
        text = inbound_text_in(message)
        if text is not None:
            return _failure_of_text(text, published_at(notification), now)
        for feedback in feedback_in(message):
            record_feedback(open_store(feedback.tenant_id), feedback, now=now)
    except Refused as refused:
        logger.warning("a notification was refused", sns_message_id=message_id_of(notification), reason=refused.reason)
        return refused
    except Unreadable:
        logger.warning("a notification could not be read", sns_message_id=message_id_of(notification))
    except (CertificateUnavailable, ContactbookError) as error:
        return error
    return None


def _failure_of_text(text: InboundText, at: datetime, now: datetime) -> Exception | None:
    """Record a STOP or a START for every tenant that sends from the number. One that fails stops no other. Other texts say neither."""
    failure: Exception | None = None
    for said in said_in(text, at=at):
        try:
            record_said(open_store(said.tenant_id), said, now=now)
        except ContactbookError as error:
            failure = error
    return failure
