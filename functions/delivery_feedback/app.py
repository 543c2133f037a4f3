"""SES's feedback through SNS.

SNS hands the message to Lambda itself: IAM lets nothing but the feedback topic invoke this function, and that is the
authentication. A message of any other topic is refused all the same. (Over HTTP its signature would have to be checked; there is no
such way in.) What raises is delivered again by Lambda, then goes to the dead-letter queue.
"""

import json
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from contactbook import clock
from contactbook.config import config
from contactbook.gateways.ses_feedback import feedback_of
from contactbook.observability import logger
from contactbook.services.delivery_feedback import record_feedback
from contactbook.services.stores import open_store


def handler(event: dict[str, Any], context: LambdaContext) -> None:
    """Take note of each notification."""
    for record in event["Records"]:
        notification = record["Sns"]
        if notification.get("TopicArn") != config().feedback_topic_arn:
            logger.warning("a message of another topic was left out")
            continue
        for feedback in feedback_of(json.loads(notification["Message"])):
            record_feedback(open_store(feedback.tenant_id), feedback, now=clock.now())
