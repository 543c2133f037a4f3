"""The slices of a run: a run is planned and sent page by page of its audience.

A recipient is part of its slice until its communication is armed, skipped, edited or cancelled: before that it is not stored.
"""

from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Moment, Record, Value

# A run's slices are sent in so many shards at once, so that a large run never blocks a small one.
SHARDS = 4


class Recipient(Value):
    """One recipient of a run: a contact, and the account with its Service if the audience names one."""

    contact_id: str
    account_id: str | None = None
    service: str | None = None


class Slice(Record):
    """A page of a run's audience as it was when it was planned. `after` is where the next page begins.

    `ends` counts how its communications ended, by outcome, as far as that is known.
    """

    run_id: str
    number: int
    recipients: tuple[Recipient, ...]
    after: After | None = None
    planned_at: Moment
    # When the sweeper checks that the slice is being sent; None once it is done, or for a dry run.
    due_at: Moment | None = None
    ends: dict[str, int] = {}

    @property
    def is_done(self) -> bool:
        """True if every communication of the slice has a final state, or was put off to a time of its own."""
        return self.due_at is None


class ShardTotals(Record):
    """What the slices of one shard of a run have counted together. It exists from version 1 on."""

    version: int = 0
    run_id: str
    shard: int
    ends: dict[str, int] = {}
