"""What a provider answered to one sending, and what it told later (the promise of at most one acceptance rests on the first)."""

from enum import StrEnum

from contactbook.domain.base.values import Moment, Value


class OutcomeKind(StrEnum):
    """What is known after one call of a provider."""

    ACCEPTED = "accepted"
    # Certainly not accepted, and may be tried again: now it was too fast, or the provider could not be reached at all.
    THROTTLED = "throttled"
    # Certainly not accepted, and nothing will be for a while.
    QUOTA = "quota"
    # Certainly not accepted, and never will be.
    REFUSED = "refused"
    # The call was made and its answer is not known: never to be tried again by a machine.
    UNKNOWN = "unknown"


class Outcome(Value):
    """The outcome of one call: the provider's id of what it accepted, or the reason in the provider's own code."""

    kind: OutcomeKind
    message_id: str | None = None
    reason: str | None = None


class FeedbackKind(StrEnum):
    """What a provider tells about a message that it accepted."""

    SENT = "sent"
    DELIVERED = "delivered"
    SOFT_BOUNCE = "soft_bounce"
    HARD_BOUNCE = "hard_bounce"
    COMPLAINT = "complaint"
    REJECTED = "rejected"


class Feedback(Value):
    """One notification of a provider about one message."""

    kind: FeedbackKind
    tenant_id: str
    communication_id: str
    message_id: str
    recipients: tuple[str, ...] = ()
    reason: str | None = None
    at: Moment
