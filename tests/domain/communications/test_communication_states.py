"""The states of a communication and their transitions."""

from contactbook.domain.communications.communication_states import ACCEPTED, OPEN, TRANSITIONS, CommunicationState


def test_neither_an_accepted_nor_an_unknown_communication_is_sent_again() -> None:
    for state in ACCEPTED | {CommunicationState.UNKNOWN}:
        assert not TRANSITIONS[state] & OPEN
    assert set(TRANSITIONS) == set(CommunicationState)
