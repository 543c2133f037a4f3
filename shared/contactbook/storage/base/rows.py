"""A row of the table and the writes that a transaction is made of."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from contactbook.storage.base.keys import Key


class Index(StrEnum):
    """The table's indexes; all are read eventually consistent, and only `BY_NAME` brings documents along."""

    BY_NAME = "gsi1"
    BY_DUE = "gsi2"
    BY_RUN = "gsi3"


# The document of an item whose key says everything.
NO_FIELDS = "{}"


@dataclass(frozen=True)
class Row:
    """One item: its key, what kind it is, its version, its document (JSON) and its places in the indexes."""

    key: Key
    kind: str
    document: str
    version: int = 1
    gsi1: Key | None = None
    gsi2: Key | None = None
    gsi3: Key | None = None
    # Seconds since 1970, UTC: when DynamoDB may drop the item. It takes days to do so, so code checks it as well.
    expires_at: int | None = None
    # JSON in the same item that can be erased by itself: the values behind an audit entry.
    values: str | None = None
    # Of a contact that is anonymized, or being so: which of both.
    erasure: str | None = None


@dataclass(frozen=True)
class Absent:
    """The write needs the key to be free."""


@dataclass(frozen=True)
class AtVersion:
    """The write needs the item to stand at this version."""

    version: int


@dataclass(frozen=True)
class Present:
    """The write needs the item to exist, at whatever version."""


@dataclass(frozen=True)
class Anything:
    """The write asks for nothing."""


@dataclass(frozen=True)
class NotErased:
    """The write needs the contact not to be anonymized, nor being so; one that is gone will do."""


Expectation = Absent | AtVersion | Present | Anything | NotErased
# Makes the error to raise when the expectation fails, from the item that stood in the way.
Refusal = Callable[[Row | None], Exception]


@dataclass(frozen=True)
class Put:
    """Write a row whole."""

    row: Row
    expect: Expectation = field(default_factory=Anything)
    refusal: Refusal | None = None


@dataclass(frozen=True)
class Remove:
    """Delete an item."""

    key: Key
    expect: Expectation = field(default_factory=Anything)
    refusal: Refusal | None = None


@dataclass(frozen=True)
class Check:
    """Change nothing, but let the transaction go through only if this item is as expected."""

    key: Key
    expect: Expectation
    refusal: Refusal | None = None


Write = Put | Remove | Check


@dataclass(frozen=True)
class RowPage:
    """Rows of one query and where the next one goes on; `after` is None at the end."""

    rows: tuple[Row, ...]
    after: dict[str, str] | None
