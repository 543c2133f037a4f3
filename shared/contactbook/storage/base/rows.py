"""A row of the table, and the writes of a transaction with their conditions."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from pydantic import BaseModel

from contactbook.domain.base.paging import After
from contactbook.storage.base.keys import Key, last_part

M = TypeVar("M", bound=BaseModel)


class Index(StrEnum):
    """The table's indexes. All are eventually consistent; only `BY_NAME` carries documents."""

    BY_NAME = "gsi1"
    BY_DUE = "gsi2"
    BY_RUN = "gsi3"


# The document of an item whose key says everything.
NO_FIELDS = "{}"


@dataclass(frozen=True)
class Row:
    """One item: its key, kind, version, document (JSON) and index keys."""

    key: Key
    kind: str
    document: str
    version: int = 1
    gsi1: Key | None = None
    gsi2: Key | None = None
    gsi3: Key | None = None
    # When DynamoDB may delete the item, in seconds since 1970 UTC. DynamoDB may take days, so code checks it as well.
    expires_at: int | None = None
    # JSON in the same item that can be erased by itself: the values behind an audit entry.
    values: str | None = None
    # Of a contact that is anonymized, or being so: which of both.
    erasure: str | None = None
    # Of an item that several can share: the only one that it is about at present. Of a pointer to copies: all that it leads to.
    owner: str | None = None

    @property
    def contact_id(self) -> str:
        """The contact whose partition holds the row."""
        return last_part(self.key.pk)

    @property
    def child_id(self) -> str:
        """The id at the end of the sort key, such as the note's id in the row of a note."""
        return last_part(self.key.sk)

    def read(self, model: type[M]) -> M:
        """Return the document as a value of the model."""
        return model.model_validate_json(self.document)


@dataclass(frozen=True)
class Absent:
    """The key must be free."""


@dataclass(frozen=True)
class AtVersion:
    """The item must be at this version."""

    version: int


@dataclass(frozen=True)
class Present:
    """The item must exist, at any version."""


@dataclass(frozen=True)
class Anything:
    """There is no condition."""


@dataclass(frozen=True)
class NotErased:
    """The contact must be there, and not be anonymized or in erasure: what is written beside a deleted contact would stay."""


@dataclass(frozen=True)
class Owned:
    """The item must be about this owner alone, at this version or an earlier one. With `or_absent` the key may be free."""

    owner: str
    version: int
    or_absent: bool = False


Expectation = Absent | AtVersion | Present | Anything | NotErased | Owned


def at_version(version: int) -> Absent | AtVersion:
    """Return the condition that the item is at this version; 0 means that the key is free."""
    return AtVersion(version) if version else Absent()


# Makes the error for a failed expectation from the item that is stored.
Refusal = Callable[[Row | None], Exception]


@dataclass(frozen=True)
class Put:
    """Save a whole row."""

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
    """Let the transaction commit only if this item is as expected. Changes nothing."""

    key: Key
    expect: Expectation
    refusal: Refusal | None = None


@dataclass(frozen=True)
class Erase:
    """Remove the `values` of an item that exists, and nothing else of it."""

    key: Key
    expect: Expectation = field(default_factory=Present)
    refusal: Refusal | None = None


Write = Put | Remove | Check | Erase


@dataclass(frozen=True)
class RowPage:
    """Rows of one query. `after` is where the next query continues, None at the end."""

    rows: tuple[Row, ...]
    after: After | None


def index_place(row: Row, index: Index = Index.BY_RUN) -> After:
    """Return where a query of the index goes on after this row of it."""
    key = {Index.BY_NAME: row.gsi1, Index.BY_DUE: row.gsi2, Index.BY_RUN: row.gsi3}[index]
    place = {f"{index}pk": key.pk, f"{index}sk": key.sk} if key else {}
    return {"pk": row.key.pk, "sk": row.key.sk, **place}
