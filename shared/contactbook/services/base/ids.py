"""Making ids: a noun's prefix and a time-sortable part. Only this module makes them."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from contactbook.domain.base.ulids import CHANCE_LENGTH, TIME_LENGTH, milliseconds_of, ulid_of
from contactbook.domain.communications.communication_ids import derived_tail


class Ulids:
    """Makes ULIDs. Those of one millisecond count up from the first one's chance, so that they sort as they were made."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._last = (0, 0)

    def following(self, now: datetime) -> str:
        """Return the next ULID of this time."""
        made_at = milliseconds_of(now)
        with self._lock:
            last, number = self._last
            number = number + 1 if made_at == last else 0
            if not number or number >> 8 * CHANCE_LENGTH:
                number = int.from_bytes(os.urandom(CHANCE_LENGTH), "big")
            self._last = (made_at, number)
        return ulid_of(now, number)


ulids = Ulids()


@dataclass
class _Source:
    """The seed of a request's ids, and the number of ids made from it."""

    seed: bytes
    made: int = 0


_source: ContextVar[_Source | None] = ContextVar("source_of_ids", default=None)


def new_id(prefix: str, now: datetime) -> str:
    """Return an id such as `con_01J9Z...`. Ids sort by the time of their making in milliseconds.

    Within `derived_from` the random part is derived from the seed, so that a repeated request makes the same ids again.
    """
    source = _source.get()
    if source is None:
        return f"{prefix}_{new_ulid(now)}"
    source.made += 1
    chance = hashlib.sha256(source.seed + source.made.to_bytes(4, "big")).digest()
    return f"{prefix}_{ulid_of(now, int.from_bytes(chance[:CHANCE_LENGTH], 'big'))}"


def new_ulid(now: datetime) -> str:
    """Return 26 characters that sort by time. No seed decides them."""
    return ulids.following(now)


def id_of_time(prefix: str, at: datetime, purpose: str) -> str:
    """Return the one id of what the purpose begins at that time: whoever makes it again makes the same."""
    time_id = f"{prefix}_{ulid_of(at, 0)[:TIME_LENGTH]}"
    return f"{prefix}_{derived_tail(time_id, purpose, at.isoformat())}"


@contextmanager
def derived_from(seed: str) -> Iterator[None]:
    """Derive every id made inside from this seed."""
    token = _source.set(_Source(seed.encode()))
    try:
        yield
    finally:
        _source.reset(token)


def position() -> int:
    """Return the number of ids derived so far, for `rewind`."""
    source = _source.get()
    return source.made if source else 0


def rewind(made: int) -> None:
    """Go back to the point at which `made` ids were derived, so that a retry makes the same ids again."""
    source = _source.get()
    if source:
        source.made = made
