"""A run that rebuilds the data derived from a tenant's contacts."""

from enum import StrEnum

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Moment, Record


class RebuildState(StrEnum):
    """The progress of a rebuild: waiting until its first slice, running until the last contact."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"


class DerivedRebuild(Record):
    """A stored rebuild with its progress."""

    rebuild_id: str
    state: RebuildState = RebuildState.WAITING
    contacts: int = 0
    privacy_levels_changed: int = 0
    # Who asked for it, or saved the settings that asked for it.
    started_by: Actor | None = None
    # Where the next slice continues in the index.
    cursor: After | None = None
    started_at: Moment
    finished_at: Moment | None = None


class DerivedRebuildView(Record):
    """A rebuild as a caller sees it."""

    rebuild_id: str
    state: RebuildState
    contacts: int
    privacy_levels_changed: int
    started_at: Moment
    finished_at: Moment | None
