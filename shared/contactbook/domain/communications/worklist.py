"""The tenant's worklist: its communications, queued and past, by filters and in an order (S0.23)."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field

from contactbook.domain.base.values import Draft, Flag, Id, Moment, Value
from contactbook.domain.communications.communication_states import CommunicationState
from contactbook.domain.communications.communications import Communication
from contactbook.domain.decisions.origins import Origin
from contactbook.domain.notification_types.channels import Channel
from contactbook.domain.notification_types.notification_types import Purpose

MOST_AT_ONCE = 100
# A message leaves at its time or later: a rate, a quota, a pause or a retry can hold it. Nothing is held longer than this in practice.
LONGEST_WAIT = timedelta(days=7)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_MOMENT = datetime.min.replace(tzinfo=UTC)


class Order(StrEnum):
    """What a worklist is sorted by; `-` in front means descending."""

    CREATED_AT = "created_at"
    LAST_CREATED_AT = "-created_at"
    SCHEDULED_FOR = "scheduled_for"
    LAST_SCHEDULED_FOR = "-scheduled_for"
    SENT_AT = "sent_at"
    LAST_SENT_AT = "-sent_at"

    @property
    def is_descending(self) -> bool:
        """True if the latest come first."""
        return self.value.startswith("-")

    @property
    def field(self) -> str:
        """Return the field that is sorted by."""
        return self.value.removeprefix("-")


class WorklistFilters(Value):
    """What a communication must be to be on the worklist. None asks for nothing; both ends of a period belong to it."""

    state: CommunicationState | None = None
    channel: Channel | None = None
    purpose: Purpose | None = None
    service: str | None = None
    account_id: str | None = None
    contact_id: str | None = None
    run_id: str | None = None
    origin: Origin | None = None
    scheduled_from: Moment | None = None
    scheduled_to: Moment | None = None
    sent_from: Moment | None = None
    sent_to: Moment | None = None

    @property
    def first(self) -> datetime | None:
        """Return the earliest time at which a communication that fits can be to leave, or None."""
        sent_from = self.sent_from - min(LONGEST_WAIT, self.sent_from - _FIRST_MOMENT) if self.sent_from else None
        return max((at for at in (self.scheduled_from, sent_from) if at), default=None)

    @property
    def last(self) -> datetime | None:
        """Return the latest time at which a communication that fits can be to leave, or None."""
        return min((at for at in (self.scheduled_to, self.sent_to) if at), default=None)

    @property
    def may_be_planned(self) -> bool:
        """True if a communication that its run has still to send may fit: it is queued, and has no time of its own."""
        times = (self.scheduled_from, self.scheduled_to, self.sent_from, self.sent_to)
        return self.state in (None, CommunicationState.QUEUED) and not any(times)


class WorklistCount(Value):
    """How many communications fit. With `more`, there are further ones that were not looked at."""

    count: int
    more: Flag


class CancelDraft(Draft):
    """The queued communications that a caller cancels."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={
            "examples": [{"communication_ids": ["com_01J9Z3V6T4N8Q2W5R7Y0B1C3D501J9Z3V6T4N8Q2W5R7Y0B1C3D5"]}],
        },
    )
    communication_ids: Annotated[tuple[Id, ...], Field(min_length=1, max_length=MOST_AT_ONCE)]


class CancelEnd(Value):
    """What became of one communication that was to be cancelled: its state, or the code that says why it was not."""

    communication_id: str
    state: CommunicationState | None = None
    code: str | None = None


class CancelEnds(Value):
    """What became of each communication that was to be cancelled, in the order asked for."""

    items: tuple[CancelEnd, ...]


def fits(found: Communication, filters: WorklistFilters, purposes: Mapping[str, Purpose]) -> bool:
    """True if the communication meets every filter. `purposes` are those of the notification types by id."""
    service = found.service
    stated = (
        (filters.state, found.state),
        (filters.channel, found.channel),
        (filters.purpose, purposes.get(found.notification_type_id)),
        (filters.service, service.service if service and not service.is_any else None),
        (filters.run_id, found.run_id),
        (filters.origin, found.origin),
    )
    if any(wanted is not None and wanted != value for wanted, value in stated):
        return False
    if filters.account_id is not None and not is_about(found, filters.account_id):
        return False
    return _is_within(found.scheduled_for, filters.scheduled_from, filters.scheduled_to) and _is_within(
        found.sent_at, filters.sent_from, filters.sent_to
    )


def is_about(found: Communication, account_id: str) -> bool:
    """True if the communication is about this account (S0.22)."""
    return account_id in (found.account_id, found.service.account_id if found.service else None)


def rank(found: Communication, order: Order) -> tuple[bool, int, str]:
    """Return where the communication stands in an order, smallest first. One that was never sent stands last in both directions."""
    at = {"created_at": found.created_at, "scheduled_for": found.leaves_at, "sent_at": found.sent_at}[order.field]
    moment = (at - _EPOCH) // timedelta(microseconds=1) if at else 0
    return at is None, -moment if order.is_descending else moment, found.communication_id


def _is_within(at: datetime | None, first: datetime | None, last: datetime | None) -> bool:
    if first is None and last is None:
        return True
    return at is not None and (first is None or first <= at) and (last is None or at <= last)
