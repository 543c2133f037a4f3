"""A communication to one contact: its states, its way from one to the next, and its id (S0.19-S0.27, S2.66, S3.17).

The id of a communication holds the contact's own random part, so that it is found by its key alone, and then 26 characters that
sort by time. For a run, a schedule or an event those are derived from what the communication is for: it can exist only once.
"""

import base64
import hashlib
import zlib
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.errors import NotFound, RuleBroken
from contactbook.domain.base.values import Moment, Record, Value
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.decisions.contact_information import Level
from contactbook.domain.decisions.decision import Decision
from contactbook.domain.decisions.notification_types import Channel, Origin, Service
from contactbook.domain.sending.deliveries import Feedback, FeedbackKind
from contactbook.domain.templates.merge_tags import address_lines
from contactbook.domain.templates.templates import Rendered, TemplateContent

PREFIX = "com_"
_TAIL = 26
_TIME = 10
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# A Service of this name means: any account of the contact, the oldest open one that has the item first.
ANY_SERVICE = "*"


class CommunicationState(StrEnum):
    """Where a communication stands."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    SKIPPED = "skipped"
    FAILED = "failed"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


_S = CommunicationState
# What may follow what. `sending` never goes back to `queued` but by a certain refusal of the provider, and `unknown` is left by
# the provider's own word alone. Of two things the provider tells, the later column wins, whichever comes first.
TRANSITIONS: Mapping[CommunicationState, frozenset[CommunicationState]] = {
    _S.QUEUED: frozenset({_S.SENDING, _S.SKIPPED, _S.FAILED, _S.CANCELLED}),
    _S.SENDING: frozenset({_S.QUEUED, _S.SENT, _S.FAILED, _S.UNKNOWN, _S.DELIVERED, _S.BOUNCED, _S.COMPLAINED}),
    _S.UNKNOWN: frozenset({_S.SENT, _S.DELIVERED, _S.BOUNCED, _S.COMPLAINED, _S.FAILED}),
    _S.SENT: frozenset({_S.DELIVERED, _S.BOUNCED, _S.COMPLAINED, _S.FAILED}),
    _S.DELIVERED: frozenset({_S.BOUNCED, _S.COMPLAINED}),
    _S.BOUNCED: frozenset({_S.COMPLAINED}),
    _S.COMPLAINED: frozenset(),
    _S.SKIPPED: frozenset(),
    _S.FAILED: frozenset(),
    _S.CANCELLED: frozenset(),
}
OPEN = frozenset({_S.QUEUED, _S.SENDING})
ACCEPTED = frozenset({_S.SENT, _S.DELIVERED, _S.BOUNCED, _S.COMPLAINED})


class Lease(Value):
    """Who is sending it, and until when that may still be going on."""

    owner: str
    until: Moment


class Content(Value):
    """What was really sent, kept small: long texts are compressed (S0.27)."""

    subject: str | None = None
    html: str | None = None
    text: str | None = None


class Communication(Record):
    """One communication to one contact over one channel."""

    communication_id: str
    contact_id: str
    # The Service section: None means contact level; its account is the one that was asked for, or found when it was sent.
    service: Service | None = None
    origin: Origin
    channel: Channel
    state: CommunicationState = CommunicationState.QUEUED
    reason: str | None = None
    notification_type_id: str
    template_id: str | None = None
    bodies: TemplateContent | None = None
    run_id: str | None = None
    slice: int | None = None
    # The audit entry that an event-based communication follows, and the definition that asked for it.
    event_entry_id: str | None = None
    event_communication_id: str | None = None
    address: str | None = None
    address_level: Level | None = None
    account_id: str | None = None
    packed_content: str | None = None
    message_id: str | None = None
    scheduled_for: Moment | None = None
    # When the sweeper looks at it again; None where a run's slice is looked at instead.
    due_at: Moment | None = None
    lease: Lease | None = None
    created_at: Moment
    created_by: Actor
    updated_at: Moment
    sent_at: Moment | None = None
    delivered_at: Moment | None = None

    @property
    def is_open(self) -> bool:
        """Whether it has no end state yet."""
        return self.state in OPEN

    @property
    def is_seen_to_alone(self) -> bool:
        """Whether the sweeper looks at it by itself: it belongs to no slice of a run, or was taken out of its slice's turn."""
        return self.run_id is None or self.due_at is not None

    @property
    def content(self) -> Content | None:
        """What was really sent; None before."""
        if self.packed_content is None:
            return None
        return Content.model_validate_json(zlib.decompress(base64.b85decode(self.packed_content)))


def redacted_communication(communication: Communication) -> Communication:
    """The communication without the recipient's values: that there was one, when and about what stays on record (S2.141)."""
    return with_fields(communication, address=None, packed_content=None, bodies=None)


def communication_id(contact_id: str, tail: str) -> str:
    """The id of a communication to this contact; `tail` is 26 characters that sort by time."""
    return f"{PREFIX}{contact_id.partition('_')[2]}{tail}"


def derived_tail(time_sortable_id: str, *what: str | None) -> str:
    """A tail that is the same whenever the communication is for the same: the time of an id, and a hash of what it is for."""
    digest = hashlib.sha256("\n".join([time_sortable_id, *(part or "" for part in what)]).encode()).digest()
    number = int.from_bytes(digest[:10], "big")
    hashed = "".join(_CROCKFORD[number >> shift & 31] for shift in range(75, -1, -5))
    return time_sortable_id.partition("_")[2][:_TIME].ljust(_TIME, "0") + hashed


def contact_of(communication: str) -> str:
    """The contact whose communication this id names. Raises NotFound for an id that no communication can have."""
    if not communication.startswith(PREFIX) or len(communication) <= len(PREFIX) + _TAIL:
        raise NotFound("There is no such communication.")
    return f"con_{communication[len(PREFIX) : -_TAIL]}"


def armed(found: Communication, decision: Decision, lease: Lease, now: datetime) -> Communication:
    """About to be sent, by the owner of the lease alone."""
    due_at = lease.until if found.is_seen_to_alone else None
    return _moved(found, _S.SENDING, now, reason=None, lease=lease, due_at=due_at, **_whereto(decision))


def sent(found: Communication, message_id: str | None, rendered: Rendered | None, now: datetime) -> Communication:
    """Accepted by the provider under its own id, with what was really sent; without it where the contact was erased meanwhile."""
    content = {"packed_content": _packed(rendered)} if rendered else {}
    return _ended(found, _S.SENT, now, message_id=message_id, sent_at=now, **content)


def with_content(found: Communication, message_id: str | None, rendered: Rendered) -> Communication:
    """One that the provider told about before we wrote down what was sent: the same, with that."""
    update = {
        "message_id": message_id or found.message_id,
        "packed_content": _packed(rendered),
        "version": found.version + 1,
    }
    return with_fields(found, **update)


def returned(found: Communication, reason: str | None, now: datetime, *, due_at: datetime | None) -> Communication:
    """Back in the queue: the provider certainly did not accept it."""
    return _moved(found, _S.QUEUED, now, reason=reason, lease=None, due_at=due_at if found.is_seen_to_alone else None)


def failed(found: Communication, reason: str | None, now: datetime) -> Communication:
    """Refused for good."""
    return _ended(found, _S.FAILED, now, reason=reason)


def unknown(found: Communication, reason: str | None, now: datetime) -> Communication:
    """Handed over, and nobody knows whether it was accepted: shown, and never sent again by a machine."""
    return _ended(found, _S.UNKNOWN, now, reason=reason)


def skipped(found: Communication, decision: Decision, now: datetime) -> Communication:
    """Not to be sent, for the reason that was decided."""
    reason = decision.reason.value if decision.reason else None
    return _ended(found, _S.SKIPPED, now, reason=reason, **_whereto(decision))


def cancelled(found: Communication, now: datetime) -> Communication:
    """Taken back before it was sent. Raises RuleBroken `not_queued`."""
    return _ended(found, _S.CANCELLED, now)


def told(found: Communication, feedback: Feedback) -> Communication:
    """As the provider's word leaves it: what repeats or comes too late changes nothing."""
    state = _TOLD[feedback.kind]
    if state not in TRANSITIONS[found.state]:
        return found
    delivered = {"delivered_at": feedback.at} if state is _S.DELIVERED else {}
    sent_at = found.sent_at or feedback.at
    return _ended(
        found,
        state,
        feedback.at,
        reason=feedback.reason,
        message_id=found.message_id or feedback.message_id,
        sent_at=sent_at,
        **delivered,
    )


def has_expired(found: Communication, now: datetime) -> bool:
    """Whether it was being sent by somebody who cannot be at it any more."""
    return found.state is _S.SENDING and (found.lease is None or found.lease.until <= now)


_TOLD = {
    FeedbackKind.SENT: _S.SENT,
    FeedbackKind.DELIVERED: _S.DELIVERED,
    FeedbackKind.SOFT_BOUNCE: _S.BOUNCED,
    FeedbackKind.HARD_BOUNCE: _S.BOUNCED,
    FeedbackKind.COMPLAINT: _S.COMPLAINED,
    FeedbackKind.REJECTED: _S.FAILED,
}


def _packed(rendered: Rendered) -> str:
    content = Content(subject=rendered.subject, html=rendered.html, text=rendered.text)
    return base64.b85encode(zlib.compress(content.model_dump_json(exclude_none=True).encode(), 9)).decode()


def _whereto(decision: Decision) -> dict[str, object]:
    address = decision.address
    written = address if isinstance(address, str) or address is None else ", ".join(address_lines(address))
    return {"address": written, "address_level": decision.address_level, "account_id": decision.account_id}


def _ended(found: Communication, state: CommunicationState, now: datetime, **updates: object) -> Communication:
    return _moved(found, state, now, **{"reason": None, "lease": None, "due_at": None, **updates})


def _moved(found: Communication, state: CommunicationState, now: datetime, **updates: object) -> Communication:
    if state not in TRANSITIONS[found.state]:
        code = "not_queued" if state is _S.CANCELLED else "wrong_state"
        raise RuleBroken(f"A communication that is {found.state} cannot become {state}.", code=code)
    return next_version(found, state=state, updated_at=now, **updates)
