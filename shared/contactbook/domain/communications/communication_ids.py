"""The id of a communication: it names the contact, so that the communication is found by its key alone.

It holds the random part of the contact's id and then 26 characters that sort by time. For a run, a schedule or an event those 26
characters are derived from what the communication is for: it can exist only once.
"""

import hashlib

from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.ulids import LETTERS, TIME_LENGTH

PREFIX = "com_"
TAIL_LENGTH = 26


def communication_id(contact_id: str, tail: str) -> str:
    """Return the id of a communication to this contact; `tail` is 26 characters that sort by time."""
    return f"{PREFIX}{contact_id.partition('_')[2]}{tail}"


def derived_tail(time_sortable_id: str, *purpose: str | None) -> str:
    """Return a tail that is always the same for the same purpose: the time of an id, then a hash of the purpose."""
    digest = hashlib.sha256("\n".join([time_sortable_id, *(part or "" for part in purpose)]).encode()).digest()
    number = int.from_bytes(digest[:10], "big")
    hashed = "".join(LETTERS[number >> shift & 31] for shift in range(75, -1, -5))
    return time_sortable_id.partition("_")[2][:TIME_LENGTH].ljust(TIME_LENGTH, "0") + hashed


def contact_id_in(communication: str) -> str:
    """Return the contact that a communication's id names. Raises NotFound for an id that no communication can have."""
    if not communication.startswith(PREFIX) or len(communication) <= len(PREFIX) + TAIL_LENGTH:
        raise NotFound("There is no such communication.")
    return f"con_{communication[len(PREFIX) : -TAIL_LENGTH]}"


def sortable_tail(communication: str) -> str:
    """Return the part of a communication's id that sorts by time."""
    return communication[-TAIL_LENGTH:]


def run_ids_of(communication: str) -> str:
    """Return how the id of a communication's run begins, if it has one: both hold the time of the run."""
    return f"run_{sortable_tail(communication)[:TIME_LENGTH]}"
