"""How far a changed uniqueness rule has come among the contacts there are (S2.34)."""

from enum import StrEnum

from contactbook.domain.base.values import Moment, Record, Value


class BuildState(StrEnum):
    """Building until every contact was seen once, settling until also those were whose writers had not heard of the rule."""

    BUILDING = "building"
    SETTLING = "settling"
    FINISHED = "finished"


class UniquenessBuild(Record):
    """One build: the contacts that were there claim what the rule of this version makes unique.

    New and changed contacts claim by themselves from the moment the rule is saved. A function that read the settings just before
    may go by the former rule a little longer: what it saved is claimed by the walk that starts once that time is over. From the
    end of that walk on no two contacts get the same values, and those that had them before are reported.
    """

    rule_version: int
    state: BuildState = BuildState.BUILDING
    # Which walk over the contacts this is; the one after `settled_at` finishes the build.
    walk: int = 1
    contacts: int = 0
    claimed: int = 0
    violations: int = 0
    # The place in the index where the walk goes on.
    cursor: dict[str, str] | None = None
    started_at: Moment
    finished_at: Moment | None = None


class Violation(Value):
    """Two contacts with the same values for one group of the rule; the first keeps the claim, the other fails when it is saved."""

    contact_id: str
    fields: tuple[str, ...]
    conflicting_contact_id: str


class ViolationView(Value):
    """A violation as a caller sees it: an id is left out where the caller may not see that contact."""

    contact_id: str | None
    fields: tuple[str, ...]
    conflicting_contact_id: str | None
