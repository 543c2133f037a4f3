"""One delivery of an event to a webhook: its attempts, and when the next one is (S7.5)."""

import hashlib
from datetime import datetime, timedelta
from enum import StrEnum
from http import HTTPStatus

from pydantic import Field

from contactbook.domain.base.values import Moment, Record, Value
from contactbook.domain.base.versions import fields_in, next_version

# How long a delivery can be looked at and sent again.
KEPT = timedelta(days=14)
# After each failed attempt: about three days in all.
WAITS = tuple(timedelta(seconds=seconds) for seconds in (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 72_000))
# Up to this part of a wait is left out, so that what failed together is not tried again together.
_JITTER = 0.2
# After which an attempt that never ended is made again: longer than it may take.
LEASE = timedelta(minutes=2)
_MOST_ATTEMPTS_SHOWN = 20
LONGEST_ANSWER = 500
CHALLENGE = "webhook.verify"


class DeliveryState(StrEnum):
    """A failed delivery has used up its attempts, or its webhook is no longer active."""

    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"


class Attempt(Value):
    """What became of one attempt: the status of the answer and its first bytes, or a code if there was no answer."""

    at: Moment
    status: int | None = None
    error: str | None = Field(
        default=None, description="Why there was no answer that counts, such as `timed_out` or `unsafe_address`."
    )
    answer: str = Field(default="", description=f"The first {LONGEST_ANSWER} characters of the answer.")


class DeliveryView(Record):
    """A delivery as callers see it."""

    delivery_id: str
    webhook_id: str
    type: str = Field(description="The event, or `webhook.verify` for the challenge.")
    event_id: str = Field(description="What the header `webhook-id` says.")
    state: DeliveryState = DeliveryState.PENDING
    body: str = Field(description="The body as it is sent.")
    attempts: tuple[Attempt, ...] = ()
    next_attempt_at: Moment | None = None
    created_at: Moment


class Delivery(DeliveryView):
    """A stored delivery. `tries` counts the attempts since it was last asked for; `due_at` is when the sweeper sends it again."""

    tries: int = 0
    due_at: Moment | None = None
    # Who makes the attempt. Two workers that begin in the same millisecond would otherwise write the same, and both go on.
    claim: str | None = None

    @property
    def is_challenge(self) -> bool:
        """True if it asks the receiver whether it wants to be one."""
        return self.type == CHALLENGE

    @property
    def expires_at(self) -> datetime:
        """Return when it is gone."""
        return self.created_at + KEPT


def delivery_view(delivery: Delivery) -> DeliveryView:
    """Return the delivery as callers see it."""
    return DeliveryView.model_validate(fields_in(DeliveryView, delivery))


def is_due(found: Delivery, now: datetime) -> bool:
    """True if an attempt is to be made now: its time has come, or whoever began one died."""
    if found.state is not DeliveryState.PENDING or found.expires_at <= now:
        return False
    due = found.next_attempt_at or (found.due_at if found.tries else None)
    return due is None or due <= now


def begun(found: Delivery, claim: str, now: datetime) -> Delivery:
    """Return the delivery as an attempt begins: nobody else makes one until the lease ends."""
    return next_version(found, tries=found.tries + 1, due_at=now + LEASE, next_attempt_at=None, claim=claim)


def sent_again(found: Delivery, now: datetime) -> Delivery:
    """Return the delivery whose next attempt is in the queue: it may be made now, and is due again if that is lost."""
    return next_version(found, due_at=now + LEASE, next_attempt_at=now)


def asked_again(found: Delivery, now: datetime) -> Delivery:
    """Return the delivery as somebody wants it sent again, with all its attempts."""
    return next_version(found, state=DeliveryState.PENDING, tries=0, due_at=now + LEASE, next_attempt_at=now)


def after_attempt(found: Delivery, attempt: Attempt, now: datetime, *, is_taken: bool) -> Delivery:
    """Return the delivery after an attempt that the receiver has taken or not. A challenge is asked once, and one that is gone no more."""
    attempts = (*found.attempts, attempt)[-_MOST_ATTEMPTS_SHOWN:]
    is_last = is_taken or found.is_challenge or attempt.status == HTTPStatus.GONE
    wait = None if is_last else wait_after(found.delivery_id, found.tries)
    if wait is None:
        state = DeliveryState.DELIVERED if is_taken else DeliveryState.FAILED
        return next_version(found, state=state, attempts=attempts, due_at=None, next_attempt_at=None)
    return next_version(found, attempts=attempts, due_at=now + wait, next_attempt_at=now + wait)


def given_up(found: Delivery) -> Delivery:
    """Return the delivery whose webhook gets nothing at present."""
    return next_version(found, state=DeliveryState.FAILED, due_at=None, next_attempt_at=None)


def wait_after(delivery_id: str, tries: int) -> timedelta | None:
    """Return how long to wait after so many failed attempts, or None after the last. Always the same for one delivery."""
    if tries > len(WAITS):
        return None
    digest = hashlib.sha256(f"{delivery_id} {tries}".encode()).digest()
    left_out = int.from_bytes(digest[:4], "big") / 2**32 * _JITTER
    return WAITS[tries - 1] * (1 - left_out)
