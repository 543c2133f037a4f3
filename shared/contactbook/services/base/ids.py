"""Making ids: a noun's prefix and a time-sortable part. Only this module makes them."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from ulid import ULID

from contactbook.domain.communications.communication_ids import derived_tail


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
    made_now = ULID.from_datetime(now)
    source = _source.get()
    if source is None:
        return f"{prefix}_{made_now}"
    source.made += 1
    chance = hashlib.sha256(source.seed + source.made.to_bytes(4, "big")).digest()
    return f"{prefix}_{ULID(made_now.bytes[:6] + chance[:10])}"


def id_of_time(prefix: str, at: datetime, purpose: str) -> str:
    """Return the one id of what the purpose begins at that time: whoever makes it again makes the same."""
    # The first ten characters tell the time, the others are chance.
    time_id = f"{prefix}_{str(ULID.from_datetime(at))[:10]}"
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
