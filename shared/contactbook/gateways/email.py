"""Send emails through SES v2 as MIME messages, each with one call.

SES has no idempotency token, so the client never retries by itself: a call that SES did not refuse may have been accepted.
"""

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, ConnectTimeoutError, EndpointConnectionError, ParamValidationError

from contactbook.config import config
from contactbook.domain.base.values import Value
from contactbook.domain.sending.deliveries import Outcome, OutcomeKind
from contactbook.domain.sending.reach import ascii_email
from contactbook.gateways.sending_identities import ses_tenant

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client

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
# Some relays accept only seven-bit content.
_POLICY = SMTP.clone(cte_type="7bit")


class OutgoingEmail(Value):
    """One email to send. `unsubscribe_url` accepts a one-click POST (RFC 8058); every marketing email has one."""

    communication_id: str
    tenant_id: str
    run_id: str | None = None
    to: str
    from_name: str
    from_address: str
    reply_to: str | None = None
    subject: str
    html: str | None = None
    text: str | None = None
    unsubscribe_url: str | None = None


@cache
def _client() -> "SESV2Client":
    # One attempt: botocore would retry a lost response and send the email three times.
    return boto3.client("sesv2", config=Config(retries={"total_max_attempts": 1}, connect_timeout=3, read_timeout=20))


def send_email(email: OutgoingEmail) -> Outcome:
    """Send one email with one call and return the outcome."""
    try:
        raw = mime_of(email).as_bytes()
    except (MessageError, ValueError) as error:
        return Outcome(kind=OutcomeKind.REFUSED, reason=f"not_an_email:{type(error).__name__}")
    try:
        answer = _client().send_email(
            FromEmailAddress=str(Address(email.from_name, addr_spec=_ascii(email.from_address))),
            Destination={"ToAddresses": [_ascii(email.to)]},
            Content={"Raw": {"Data": raw}},
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


def mime_of(email: OutgoingEmail) -> EmailMessage:
    """Return the MIME message: UTF-8, text and HTML as alternatives. Raises ValueError for a line break in a header."""
    message = EmailMessage(policy=_POLICY)
    message["Subject"] = email.subject
    message["From"] = Address(email.from_name, addr_spec=_ascii(email.from_address))
    message["To"] = Address(addr_spec=_ascii(email.to))
    if email.reply_to:
        message["Reply-To"] = Address(addr_spec=_ascii(email.reply_to))
    message["Message-ID"] = f"<{email.communication_id}@{_ascii(email.from_address).rpartition('@')[2]}>"
    message["X-Communication-Id"] = email.communication_id
    if email.unsubscribe_url:
        message["List-Unsubscribe"] = f"<{email.unsubscribe_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if email.text is not None or email.html is None:
        message.set_content(email.text or "", charset="utf-8")
        if email.html is not None:
            message.add_alternative(email.html, subtype="html", charset="utf-8")
    else:
        message.set_content(email.html, subtype="html", charset="utf-8")
    return message


def _ascii(address: str) -> str:
    """Return the address with its domain in punycode. Raises ValueError for one that SES cannot take."""
    written = ascii_email(address)
    if written is None:
        raise ValueError("SES cannot take this address.")
    return written


def _tags(email: OutgoingEmail) -> dict[str, str]:
    tags = {"communication_id": email.communication_id, "tenant_id": email.tenant_id}
    return tags | ({"run_id": email.run_id} if email.run_id else {})
