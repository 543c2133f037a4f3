"""When a communication ends: so many days after the last thing that happened to it, as the tenant's settings say (S2.2)."""

from datetime import datetime, timedelta

from contactbook.domain.communications.communication_states import CommunicationState
from contactbook.domain.communications.communications import Communication

# It waits, is on its way, or may have been sent without anybody knowing: until that is settled it does not end.
_STAYING = frozenset({CommunicationState.QUEUED, CommunicationState.SENDING, CommunicationState.UNKNOWN})


def ends_at(communication: Communication, days: int | None) -> datetime | None:
    """Return when the communication ends if it is kept for `days`; None if it does not end. None days are for good."""
    if days is None or communication.state in _STAYING:
        return None
    return communication.updated_at + timedelta(days=days)


def has_ended(communication: Communication, days: int | None, now: datetime) -> bool:
    """True if nobody is shown the communication any more. DynamoDB may take days to delete it."""
    end = ends_at(communication, days)
    return end is not None and end <= now
