"""Which event the new state of a communication is (S7.6)."""

import re

from contactbook.domain.communications.communication_states import CommunicationState
from contactbook.domain.communications.communications import Communication
from contactbook.domain.events.bodies import CommunicationBody
from contactbook.domain.events.types import EventType

_S, _T = CommunicationState, EventType
_EVENTS = {
    _S.SENT: _T.COMMUNICATION_SENT,
    _S.DELIVERED: _T.COMMUNICATION_DELIVERED,
    _S.BOUNCED: _T.COMMUNICATION_BOUNCED,
    _S.COMPLAINED: _T.COMMUNICATION_COMPLAINED,
    _S.FAILED: _T.COMMUNICATION_FAILED,
    _S.SKIPPED: _T.COMMUNICATION_SKIPPED,
}
# A provider may say its reason in words, and these may hold the address.
_CODE = re.compile(r"[A-Za-z][A-Za-z_]{0,59}")


def event_of_communication(before: Communication | None, after: Communication) -> EventType | None:
    """Return the event of the change, or None if its state has none or stays as it is."""
    return None if before and before.state is after.state else _EVENTS.get(after.state)


def told_communication(found: Communication) -> CommunicationBody:
    """Return what an event says of a communication."""
    return CommunicationBody(
        contact_id=found.contact_id,
        communication_id=found.communication_id,
        channel=found.channel.value,
        notification_type_id=found.notification_type_id,
        run_id=found.run_id,
        reason=found.reason if found.reason and _CODE.fullmatch(found.reason) else None,
    )
