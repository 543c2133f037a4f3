"""ULIDs: 26 characters in Crockford's base 32. The first ten are a time in milliseconds, so what is named so sorts by time."""

import re
from datetime import UTC, datetime

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
# Characters of the time, and bytes of chance after it.
TIME_LENGTH, CHANCE_LENGTH = 10, 10
_PAIRS = [first + second for first in LETTERS for second in LETTERS]
_ULID = re.compile(f"[{LETTERS}]{{26}}")
# The same digits as Python writes numbers in base 32.
_DIGITS = str.maketrans(LETTERS, "0123456789abcdefghijklmnopqrstuv")
# Each pair of characters is ten bits.
_SHIFTS = range(120, -1, -10)


def milliseconds_of(at: datetime) -> int:
    """Return the time in milliseconds since 1970 UTC."""
    return int(at.timestamp() * 1000)


def ulid_of(at: datetime, chance: int) -> str:
    """Return the ULID of a time after 1970; `chance` is a number of ten bytes."""
    return _written(milliseconds_of(at) << 8 * CHANCE_LENGTH | chance)


def moment_of(ulid: str) -> datetime:
    """Return the time of a ULID, in UTC. Raises ValueError for what is none."""
    return datetime.fromtimestamp((_number(ulid) >> 8 * CHANCE_LENGTH) / 1000, UTC)


def ulid_before(ulid: str) -> str:
    """Return the largest ULID that sorts before this one. Raises ValueError for what is none."""
    return _written(_number(ulid) - 1)


def _written(number: int) -> str:
    return "".join([_PAIRS[number >> shift & 1023] for shift in _SHIFTS])


def _number(ulid: str) -> int:
    if not _ULID.fullmatch(ulid):
        raise ValueError("This is no ULID.")
    return int(ulid.translate(_DIGITS), 32)
