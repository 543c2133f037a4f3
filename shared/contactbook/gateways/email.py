"""Send emails through SES v2, each with one call.

SES makes the MIME message from subject, bodies and headers (`Simple`); what it does not take so is sent as a message of ours. SES has no idempotency token, so the client never retries by itself: a call that SES did not refuse may have been accepted.
"""

from email.errors import MessageError
from email.header import Header
from email.headerregistry import Address
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, ConnectTimeoutError, EndpointConnectionError, ParamValidationError

from contactbook.config import config
from contactbook.domain.sending.deliveries import Outcome, OutcomeKind
from contactbook.gateways.mime_messages import OutgoingEmail, ascii_address, headers_of, mime_of
from contactbook.gateways.sending_identities import ses_tenant

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_sesv2.type_defs import EmailContentTypeDef

# Error codes of SES v2 with which nothing was accepted. Every other 4xx is a permanent refusal; the outcome of a 5xx is unknown.
_THROTTLED = frozenset(
    {"TooManyRequestsException", "Throttling", "ThrottlingException", "ThrottledException", "RequestLimitExceeded"}
)
_QUOTA = frozenset({"LimitExceededException", "SendingPausedException", "AccountSuspendedException", "SendingQuotaExceeded"})
# SES uses one code for the daily quota and the sending rate; only this word in the message tells them apart.
_DAILY = "daily"
# SES names whoever is not verified: the sender, or in its sandbox a recipient.
_NOT_VERIFIED = "not verified"
_SERVER_ERRORS = 500
# What SES puts into a message that it makes itself: so long a value of a header at most, in printable ASCII.
_LONGEST_HEADER = 995
_UTF_8 = "UTF-8"


@cache
def _client() -> "SESV2Client":
    # One attempt: botocore would retry a lost response and send the email three times.
    # Without a name of ours botocore describes itself, the machine and its features anew for each request.
    once = Config(retries={"total_max_attempts": 1}, connect_timeout=3, read_timeout=20, user_agent="contactbook")
    return boto3.client("sesv2", config=once)


def send_email(email: OutgoingEmail) -> Outcome:
    """Send one email with one call and return the outcome."""
    try:
        sender, to = _sender(email.from_name, email.from_address), ascii_address(email.to)
        content = _content(email)
        replies = [ascii_address(email.reply_to)] if email.reply_to else []
    except (MessageError, ValueError) as error:
        return Outcome(kind=OutcomeKind.REFUSED, reason=f"not_an_email:{type(error).__name__}")
    try:
        answer = _client().send_email(
            FromEmailAddress=sender,
            Destination={"ToAddresses": [to]},
            ReplyToAddresses=replies,
            Content=content,
            ConfigurationSetName=config().ses_configuration_set,
            TenantName=ses_tenant(email.tenant_id),
            EmailTags=[{"Name": name, "Value": value} for name, value in _tags(email).items()],
        )
    except (ConnectTimeoutError, EndpointConnectionError) as error:
        return Outcome(kind=OutcomeKind.THROTTLED, reason=type(error).__name__)
    except ParamValidationError as error:
        return Outcome(kind=OutcomeKind.REFUSED, reason=type(error).__name__)
    except ClientError as error:
        return outcome_of(error, sender=email.from_address)
    except BotoCoreError as error:
        return Outcome(kind=OutcomeKind.UNKNOWN, reason=type(error).__name__)
    return Outcome(kind=OutcomeKind.ACCEPTED, message_id=answer["MessageId"])


def outcome_of(error: ClientError, *, sender: str = "") -> Outcome:
    """Return the outcome that an error of SES means for an email from this sender."""
    code = error.response["Error"]["Code"]
    message = error.response["Error"].get("Message", "")
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", _SERVER_ERRORS)
    if code in _QUOTA or (code in _THROTTLED and _DAILY in message.lower()):
        return Outcome(kind=OutcomeKind.QUOTA, reason=code)
    if code in _THROTTLED:
        return Outcome(kind=OutcomeKind.THROTTLED, reason=code)
    if code == "MessageRejected" and _NOT_VERIFIED in message.lower() and sender.lower() in message.lower():
        return Outcome(kind=OutcomeKind.REFUSED, reason="sender_not_verified")
    return Outcome(kind=OutcomeKind.UNKNOWN if status >= _SERVER_ERRORS else OutcomeKind.REFUSED, reason=code)


def _content(email: OutgoingEmail) -> "EmailContentTypeDef":
    """Return the message as SES takes it. Raises MessageError and ValueError, among others for a line break in the subject."""
    if "\r" in email.subject or "\n" in email.subject:
        raise ValueError("A subject has one line.")
    headers = headers_of(email)
    if not all(_is_taken(value) for value in headers.values()):
        return {"Raw": {"Data": mime_of(email).as_bytes()}}
    bodies = {"Text": email.text if email.text is not None or email.html is not None else "", "Html": email.html}
    return {
        "Simple": {
            "Subject": {"Data": email.subject, "Charset": _UTF_8},
            "Body": {name: {"Data": body, "Charset": _UTF_8} for name, body in bodies.items() if body is not None},  # type: ignore[typeddict-item]  # `Text` and `Html`
            "Headers": [{"Name": name, "Value": value} for name, value in headers.items()],
        }
    }


def _is_taken(value: str) -> bool:
    return len(value) <= _LONGEST_HEADER and value.isascii() and value.isprintable()


# A batch has one sender.
@lru_cache(maxsize=64)
def _sender(name: str, address: str) -> str:
    """Return the sender as SES takes it: a name beyond ASCII as encoded words (RFC 2047). Raises ValueError for a line break."""
    sender = Address(name, addr_spec=ascii_address(address))
    if name.isascii():
        return str(sender)
    return f"{Header(name, 'utf-8').encode(linesep='', maxlinelen=70)} <{sender.addr_spec}>"


def _tags(email: OutgoingEmail) -> dict[str, str]:
    tags = {"communication_id": email.communication_id, "tenant_id": email.tenant_id}
    return tags | ({"run_id": email.run_id} if email.run_id else {})
