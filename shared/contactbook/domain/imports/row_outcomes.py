"""What an import stores about its rows: their errors, their outcomes, and what an undo needs."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field, JsonValue

from contactbook.domain.base.values import Value
from contactbook.domain.base.versions import with_fields

# Characters of a cell, and entries of a list, that are listed.
_LONGEST_CELL, _MOST_ENTRIES = 200, 20


class RowError(Value):
    """An error of one row: the line on which it begins, the field, and the code that creating a contact has too (S2.23, S6.9).

    `header` and `value` are the column and the cell that the error is about, `same_as_line` the line of this file that the row doubles.
    """

    line: int
    header: str | None = None
    field: str
    value: JsonValue = None
    code: str
    message: str
    same_as_line: int | None = None


class ChangedCell(Value):
    """A cell that came in otherwise than it stood in the file (S6.9).

    `code` is `refusal_stands` for a yes that does not count, because the person or a user said no (S5.5), `topic_left` for a list that
    was left (S5.7). `header` is null for what the
    request states for every row.
    """

    model_config = ConfigDict(validate_by_name=True)

    line: int
    header: str | None = None
    field: str
    from_: Annotated[JsonValue, Field(alias="from")] = None
    to: JsonValue = None
    code: str


def shown_value(value: JsonValue) -> JsonValue:
    """Return a cell as it is listed: a long text is cut, and so is a long list."""
    if isinstance(value, str):
        return value[:_LONGEST_CELL]
    if isinstance(value, list):
        return [shown_value(one) for one in value[:_MOST_ENTRIES]]
    return value


class RowOutcome(StrEnum):
    """The outcome of a row."""

    CREATED = "created"
    UPDATED = "updated"
    SKIPPED = "skipped"
    FAILED = "failed"


class StoredRow(Value):
    """A row that created or changed a contact, with the number of the contact's audit entries before and after it."""

    line: int
    contact_id: str
    entries_before: int = 0
    entries_after: int


class LeftRow(Value):
    """A contact that an undo left as it is, and why.

    The reason is `changed_since`, `has_account`, `deleted`, `not_permitted` if whoever asked may not change the contact, or why
    the contact is closed. `contact_id` is null for a caller who may not see the contact.
    """

    line: int
    contact_id: str | None
    reason: str


class Counts(Value):
    """The number of rows by outcome. `created + updated + skipped + failed` is always `done`."""

    done: int = 0
    created: int = 0
    updated: int = 0
    skipped: int = 0
    failed: int = 0

    def plus(self, outcomes: Mapping[RowOutcome, int]) -> "Counts":
        """Return the counts with these rows added."""
        added = {outcome.value: getattr(self, outcome.value) + count for outcome, count in outcomes.items()}
        return with_fields(self, **added, done=self.done + sum(outcomes.values()))
