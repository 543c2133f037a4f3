"""Send text messages through AWS End User Messaging SMS, each with one call."""

from functools import cache
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, ConnectTimeoutError, EndpointConnectionError, ParamValidationError

from contactbook.domain.base.values import Value
from contactbook.domain.sending.deliveries import OPTED_OUT, Outcome, OutcomeKind
from contactbook.domain.sending.sms_segments import segments_of

if TYPE_CHECKING:
    from mypy_boto3_pinpoint_sms_voice_v2 import PinpointSMSVoiceV2Client

_THROTTLED = frozenset({"ThrottlingException", "Throttling", "TooManyRequestsException"})
_QUOTA = frozenset({"ServiceQuotaExceededException"})
_SERVER_ERRORS = 500


class OutgoingSms(Value):
    """One text message to send; `to` is in E.164. `promotional` marks marketing for the carriers."""

    communication_id: str
    tenant_id: str
    to: str
    sender_id: str
    text: str
    promotional: bool = False


@cache
def _client() -> "PinpointSMSVoiceV2Client":
    # One attempt, as for email: a retry after a lost response could send a second message.
    retries = Config(retries={"total_max_attempts": 1}, connect_timeout=3, read_timeout=20)
    return boto3.client("pinpoint-sms-voice-v2", config=retries)


def send_sms(sms: OutgoingSms) -> Outcome:
    """Send one text message with one call and return the outcome."""
    segments = segments_of(sms.text)
    if not segments.fits or not segments.parts:
        return Outcome(kind=OutcomeKind.REFUSED, reason="text_too_long" if segments.parts else "text_empty")
    try:
        answer = _client().send_text_message(
            DestinationPhoneNumber=sms.to,
            OriginationIdentity=sms.sender_id,
            MessageBody=sms.text,
            MessageType="PROMOTIONAL" if sms.promotional else "TRANSACTIONAL",
            Context={"communication_id": sms.communication_id, "tenant_id": sms.tenant_id},
        )
    except (ConnectTimeoutError, EndpointConnectionError) as error:
        return Outcome(kind=OutcomeKind.THROTTLED, reason=type(error).__name__)
    except ParamValidationError as error:
        return Outcome(kind=OutcomeKind.REFUSED, reason=type(error).__name__)
    except ClientError as error:
        return _outcome_of(error)
    except BotoCoreError as error:
        return Outcome(kind=OutcomeKind.UNKNOWN, reason=type(error).__name__)
    return Outcome(kind=OutcomeKind.ACCEPTED, message_id=answer["MessageId"])


def _outcome_of(error: ClientError) -> Outcome:
    code = error.response["Error"]["Code"]
    if error.response.get("Reason") == OPTED_OUT:
        return Outcome(kind=OutcomeKind.REFUSED, reason=OPTED_OUT)
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", _SERVER_ERRORS)
    if code in _THROTTLED:
        return Outcome(kind=OutcomeKind.THROTTLED, reason=code)
    if code in _QUOTA:
        return Outcome(kind=OutcomeKind.QUOTA, reason=code)
    return Outcome(kind=OutcomeKind.UNKNOWN if status >= _SERVER_ERRORS else OutcomeKind.REFUSED, reason=code)
