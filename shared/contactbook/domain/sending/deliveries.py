"""The outcome of one call of a provider, and the feedback that it sends later.

The promise of at most one acceptance depends on the outcome.
"""

from enum import StrEnum

from contactbook.domain.base.values import Moment, Value


class OutcomeKind(StrEnum):
    """The kind of outcome of one call of a provider."""

    ACCEPTED = "accepted"
    # Definitely not accepted, may be retried: the call was too fast, or the provider could not be reached.
    THROTTLED = "throttled"
    # Definitely not accepted; the provider accepts nothing for a while.
    QUOTA = "quota"
    # Definitely not accepted, and never will be.
    REFUSED = "refused"
    # The call was made and its response is not known: it is never retried automatically.
    UNKNOWN = "unknown"


# The provider's reason for refusing a text: the recipient has opted out of the number that it was to come from.
OPTED_OUT = "DESTINATION_PHONE_NUMBER_OPTED_OUT"


class Outcome(Value):
    """The outcome of one call: the provider's id of the accepted message, or the provider's own error code as the reason."""

    kind: OutcomeKind
    message_id: str | None = None
    reason: str | None = None


class FeedbackKind(StrEnum):
    """The kind of feedback about a message that the provider accepted."""

    SENT = "sent"
    DELIVERED = "delivered"
    SOFT_BOUNCE = "soft_bounce"
    HARD_BOUNCE = "hard_bounce"
    COMPLAINT = "complaint"
    REJECTED = "rejected"


class Feedback(Value):
    """One report of a provider about one message."""

    kind: FeedbackKind
    tenant_id: str
    communication_id: str
    message_id: str
    recipients: tuple[str, ...] = ()
    reason: str | None = None
    at: Moment
