"""The build of a changed uniqueness rule: how many stored contacts claim under it already (S2.34)."""

from enum import StrEnum
from typing import Self

from pydantic import model_validator

from contactbook.domain.base.paging import After
from contactbook.domain.base.values import Count, Flag, Moment, Record, Value, require_known
from contactbook.domain.settings.fields import Uniqueness


class BuildState(StrEnum):
    """How far a build is.

    `building`: the first walk over all contacts runs. `settling`: it has ended, and the last writers that know only the former
    rule may still save. `finished`: the second walk has ended too.
    """

    BUILDING = "building"
    SETTLING = "settling"
    FINISHED = "finished"


class UniquenessBuildView(Record):
    """One build, as callers see it: stored contacts claim what the rule of this version makes unique.

    New and changed contacts claim under the rule from the moment it is saved. A function that cached the settings just before
    goes by the former rule a little longer; the second walk starts after that time and claims what such a function saved. When
    the second walk has ended, no two contacts can get the same values any more, and the pairs that had them are reported.
    """

    rule_version: int
    state: BuildState = BuildState.BUILDING
    # The number of the current walk over the contacts; the one that starts after the settling time finishes the build.
    walk: int = 1
    contacts: int = 0
    claimed: int = 0
    violations: int = 0
    started_at: Moment
    finished_at: Moment | None = None


class UniquenessBuild(UniquenessBuildView):
    """A stored build. `cursor` is where the walk continues: the name of a contact, which not everybody may see."""

    cursor: After | None = None


def build_view(build: UniquenessBuild) -> UniquenessBuildView:
    """Return the build as callers see it."""
    return UniquenessBuildView(**{name: getattr(build, name) for name in UniquenessBuildView.model_fields})


class Violation(Value):
    """A contact whose next save is refused: another one has the same values of one group and holds the claim.

    Without `conflicting_contact_id` the contact lacks the fields, which the rule makes mandatory (S2.28).
    """

    contact_id: str
    fields: tuple[str, ...]
    conflicting_contact_id: str | None = None


class UniquenessDraft(Uniqueness):
    """A uniqueness rule that a caller sends for a preview; it refuses unknown fields."""

    @model_validator(mode="after")
    def _has_only_known_fields(self) -> Self:
        require_known(self)
        return self


class ViolationView(Value):
    """A violation as a caller sees it, without the id of a contact that the caller may not see."""

    contact_id: str | None
    fields: tuple[str, ...]
    conflicting_contact_id: str | None


class UniquenessPreview(Value):
    """Who would break a rule: of so many `contacts` so many, with a sample. `complete` is false if it stopped early."""

    contacts: Count
    violating: Count
    complete: Flag
    sample: tuple[ViolationView, ...]
