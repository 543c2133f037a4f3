"""The states of a communication, and which may follow which (S0.19-S0.22, S3.20)."""

from collections.abc import Mapping
from enum import StrEnum


class CommunicationState(StrEnum):
    """The state of a communication."""

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
# `sending` returns to `queued` only after a definite refusal by the provider. `unknown` is left only by a report of the provider,
# or by the sender's own late answer. Of two reports, the state that is further down this table wins, whichever comes first.
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
# No provider has it, and none will get it.
NEVER_LEFT = frozenset({_S.SKIPPED, _S.FAILED, _S.CANCELLED})
ACCEPTED = frozenset({_S.SENT, _S.DELIVERED, _S.BOUNCED, _S.COMPLAINED})
