"""A run that makes anew what is derived from a tenant's contacts."""

from enum import StrEnum

from contactbook.domain.base.values import Moment, Record


class RebuildState(StrEnum):
    """Waiting until its first slice, running until every contact was seen."""

    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"


class DerivedRebuild(Record):
    """How far a rebuild has come."""

    rebuild_id: str
    state: RebuildState = RebuildState.WAITING
    contacts: int = 0
    privacy_levels_changed: int = 0
    # The place in the index where the next slice goes on.
    cursor: dict[str, str] | None = None
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
