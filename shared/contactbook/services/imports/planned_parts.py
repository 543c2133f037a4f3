"""A part of an import: the rows of one transaction, and what the table holds that they are about."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from contactbook.domain.contacts.record import Contact
from contactbook.domain.contacts.uniqueness.claims import ClaimedValue
from contactbook.domain.imports.row_outcomes import ChangedCell, RowError, RowOutcome, StoredRow
from contactbook.services.imports.candidates import RowCandidate
from contactbook.services.imports.row_results import RowNos, RowResult
from contactbook.storage.base.limits import MOST_WRITES
from contactbook.storage.base.rows import Write

# Writes of a part's rows. Four more are the import, its journal, its errors and its changes; one is the list's condition.
MOST_ROW_WRITES = MOST_WRITES - 5
# Rows of one part, and errors of one part. They bound the journal where rows write nothing.
MOST_ROWS = 100
_MOST_ERRORS = 400
# Changed cells after which a part ends; its last row may add as many as a row has cells.
_MOST_CHANGES = 500


@dataclass(frozen=True)
class StoredFacts:
    """What the table holds: the contacts that hold the values of rows, and the contacts that rows may change."""

    holders: dict[ClaimedValue, tuple[str, ...]]
    contacts: dict[str, Contact]


@dataclass
class Part:
    """The rows of the next transaction."""

    ends_at: int
    writes: list[Write] = field(default_factory=list)
    outcomes: Counter[RowOutcome] = field(default_factory=Counter)
    stored: list[StoredRow] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    changes: list[ChangedCell] = field(default_factory=list)
    results: list[RowResult] = field(default_factory=list)
    nos: list[RowNos] = field(default_factory=list)
    # What earlier rows of the same part claim, with their lines, and the contacts that they change.
    claimed: dict[ClaimedValue, int] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    rows: int = 0

    def has_room_for(self, result: RowResult) -> bool:
        """True if the row fits in. The first row always does."""
        listed = len(self.errors) + len(result.errors) <= _MOST_ERRORS and len(self.changes) <= _MOST_CHANGES
        fits = len(self.writes) + len(result.writes) <= MOST_ROW_WRITES and listed
        return fits or not self.rows

    def add(self, candidate: RowCandidate, result: RowResult) -> None:
        """Add a row with its writes."""
        self.rows += 1
        self.ends_at = candidate.row.ends_at
        self.outcomes[result.outcome] += 1
        self.errors += result.errors
        self.nos += [result.nos] if result.nos else []
        if result.after is None or not result.writes:
            return
        self.writes += result.writes
        self.results.append(result)
        self.touched.add(result.after.contact_id)
        self.stored.append(
            StoredRow(
                line=candidate.row.line,
                contact_id=result.after.contact_id,
                entries_before=result.before.history.count if result.before else 0,
                entries_after=result.after.history.count,
            )
        )


class NextPart(Exception):
    """The row must wait for the next part: it depends on what this part stores, or it does not fit."""


def first_known(matches: Sequence[frozenset[ClaimedValue]], part: Part, stored: StoredFacts) -> frozenset[ClaimedValue]:
    """Return the values of the first group that a contact has, or an earlier row of the part."""
    found = (frozenset(one for one in group if one in part.claimed or one in stored.holders) for group in matches)
    return next((group for group in found if group), frozenset())
