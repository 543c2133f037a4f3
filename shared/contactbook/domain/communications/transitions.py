"""The transitions of a communication: each returns it one version later in its new state.

Each raises RuleBroken `wrong_state`, or `not_queued` for a cancellation, if the state cannot follow the present one.
"""

from datetime import datetime

from contactbook.domain.base.errors import RuleBroken
from contactbook.domain.base.versions import next_version, with_fields
from contactbook.domain.communications.communication_states import NEVER_LEFT, TRANSITIONS, CommunicationState
from contactbook.domain.communications.communications import Communication, Lease, packed
from contactbook.domain.decisions.decision import Decision
from contactbook.domain.decisions.origins import Service
from contactbook.domain.sending.deliveries import Feedback, FeedbackKind
from contactbook.domain.templates.merge_tags import address_lines
from contactbook.domain.templates.rendering import Rendered

_S = CommunicationState
_REPORTED_STATES = {
    FeedbackKind.SENT: _S.SENT,
    FeedbackKind.DELIVERED: _S.DELIVERED,
    FeedbackKind.SOFT_BOUNCE: _S.BOUNCED,
    FeedbackKind.HARD_BOUNCE: _S.BOUNCED,
    FeedbackKind.COMPLAINT: _S.COMPLAINED,
    FeedbackKind.REJECTED: _S.FAILED,
}


def armed(found: Communication, decision: Decision, lease: Lease, now: datetime, *, is_counted: bool = False) -> Communication:
    """Mark as `sending`: only the owner of the lease may send it. `is_counted` if it takes a place under the cap on marketing."""
    due_at = lease.until if found.is_swept_alone else None
    counted_at = now if is_counted else found.counted_at
    to = _destination(found, decision)
    return _moved(found, _S.SENDING, now, reason=None, lease=lease, due_at=due_at, counted_at=counted_at, **to)


def put_off(found: Communication, until: datetime, now: datetime) -> Communication:
    """Return a queued one that quiet hours put off to this time: from then on it is due (S7.9)."""
    return next_version(found, scheduled_for=until, put_off_until=until, due_at=until, updated_at=now)


def sent(found: Communication, message_id: str | None, rendered: Rendered | None, now: datetime) -> Communication:
    """Mark as accepted by the provider. `rendered` is what is kept of the message, or None if the contact was erased meanwhile."""
    content = {"packed_content": packed(rendered)} if rendered else {}
    return _ended(found, _S.SENT, now, message_id=message_id, sent_at=now, **content)


def with_content(found: Communication, message_id: str | None, rendered: Rendered) -> Communication:
    """Add the sent content to a communication whose delivery report arrived first."""
    return next_version(found, message_id=message_id or found.message_id, packed_content=packed(rendered))


def returned(found: Communication, reason: str | None, now: datetime, *, due_at: datetime | None) -> Communication:
    """Return to the queue: the provider definitely did not accept it."""
    return _moved(found, _S.QUEUED, now, reason=reason, lease=None, due_at=due_at if found.is_swept_alone else None)


def failed(found: Communication, reason: str | None, now: datetime) -> Communication:
    """Mark as refused for good."""
    return _ended(found, _S.FAILED, now, reason=reason)


def unknown(found: Communication, reason: str | None, now: datetime) -> Communication:
    """Mark as possibly accepted: it is shown and never sent again automatically."""
    return _ended(found, _S.UNKNOWN, now, reason=reason)


def skipped(found: Communication, decision: Decision, now: datetime) -> Communication:
    """Mark as not sent, with the reason of the decision."""
    reason = decision.reason.value if decision.reason else None
    return _ended(found, _S.SKIPPED, now, reason=reason, **_destination(found, decision))


def resolved(found: Communication, now: datetime, *, is_delivered: bool) -> Communication:
    """Return an `unknown` communication as a user records it: delivered, or failed as `not_delivered`. It is never sent again."""
    if is_delivered:
        return _ended(found, _S.DELIVERED, now, sent_at=found.sent_at or found.updated_at)
    return failed(found, "not_delivered", now)


def cancelled(found: Communication, now: datetime) -> Communication:
    """Mark as cancelled before it was sent. Raises RuleBroken `not_queued`."""
    return _ended(found, _S.CANCELLED, now)


def with_feedback(found: Communication, feedback: Feedback) -> Communication:
    """Apply a delivery report; duplicates and late reports are ignored."""
    state = _REPORTED_STATES[feedback.kind]
    if state not in TRANSITIONS[found.state]:
        return found
    delivered = {"delivered_at": feedback.at} if state is _S.DELIVERED else {}
    return _ended(
        found,
        state,
        feedback.at,
        reason=feedback.reason,
        message_id=found.message_id or feedback.message_id,
        sent_at=found.sent_at or feedback.at,
        **delivered,
    )


def with_present_address(found: Communication, decision: Decision) -> Communication:
    """Return a queued communication with the address and level that would be used now; it keeps its version, as nothing is saved.

    Where its Service means any account, it has that of the account that would be used (S0.26).
    """
    present = _destination(found, decision)
    service = found.service
    if service is not None and service.is_any:
        service = Service(service=decision.service.service) if decision.service else None
    return with_fields(found, address=present["address"], address_level=present["address_level"], service=service)


def has_expired(found: Communication, now: datetime) -> bool:
    """True if its sender's lease has ended."""
    return found.state is _S.SENDING and (found.lease is None or found.lease.until <= now)


def _destination(found: Communication, decision: Decision) -> dict[str, object]:
    """Return the address that was decided on, its level, its account and that account's Service (S0.12, S0.26)."""
    address = decision.address
    written = address if isinstance(address, str) or address is None else ", ".join(address_lines(address))
    service = decision.service or (None if found.service is None or found.service.is_any else found.service)
    return {
        "address": written,
        "address_level": decision.address_level,
        "account_id": decision.account_id,
        "service": service,
    }


def _ended(found: Communication, state: CommunicationState, now: datetime, **updates: object) -> Communication:
    counted_at = None if state in NEVER_LEFT else found.counted_at
    return _moved(found, state, now, **{"reason": None, "lease": None, "due_at": None, "counted_at": counted_at, **updates})


def _moved(found: Communication, state: CommunicationState, now: datetime, **updates: object) -> Communication:
    if state not in TRANSITIONS[found.state]:
        code = "not_queued" if state is _S.CANCELLED else "wrong_state"
        raise RuleBroken(f"The communication is {found.state}; it cannot become {state}. Leave it as it is.", code=code)
    return next_version(found, state=state, updated_at=now, **updates)
