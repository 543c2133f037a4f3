"""A merge as it is kept: what was asked for, how far it is, and what a caller sees of it (S1.22)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.values import Draft, Flag, Moment, Record, Value
from contactbook.domain.contacts.relations import Relation
from contactbook.domain.merges.merging import MAXIMUM_SOURCES
from contactbook.domain.profiles.contact_view import ContactView

# So long a merge can be undone; what is needed for it is gone by itself afterwards.
UNDO_WITHIN = timedelta(days=30)
_Id = Annotated[str, StringConstraints(min_length=1, max_length=64)]
_Field = Annotated[str, StringConstraints(min_length=1, max_length=300)]


class MergeState(StrEnum):
    """How far a merge is. What it moves shows with the survivor while it is `merged` or `undoing`, and at no other time."""

    PREPARING = "preparing"
    MERGED = "merged"
    UNDOING = "undoing"
    UNDONE = "undone"
    ABANDONED = "abandoned"


SHOWN = frozenset({MergeState.MERGED, MergeState.UNDOING})


class MergeDraft(Draft):
    """What a caller sends to merge contacts into one."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "source_ids": ["con_01J9Z3V6T4N8Q2W5R7Y0B1C3D5"],
                    "prefer": {"first_name": "con_01J9Z3V6T4N8Q2W5R7Y0B1C3D5"},
                }
            ]
        },
    )
    source_ids: Annotated[tuple[_Id, ...], Field(min_length=1, max_length=MAXIMUM_SOURCES)]
    # Whose value goes first, by field: a contact's field, `identifiers.<name>`, `custom.<name>`, `emails`, `phones`, `addresses`.
    prefer: Annotated[dict[_Field, _Id], Field(max_length=100)] = {}


class UndoDraft(Draft):
    """Whose a change is that was made since and cannot be told apart: a contact by field, as a conflict names it."""

    assign: Annotated[dict[_Field, _Id], Field(max_length=500)] = {}


class Merge(Record):
    """One merge. `settled` says that nothing of it is left to be tidied up."""

    merge_id: str
    survivor_id: str
    source_ids: tuple[str, ...]
    state: MergeState = MergeState.PREPARING
    settled: Flag = False
    # Whether it took more than one transaction.
    staged: Flag = False
    merged_at: Moment
    merged_by: Actor
    undone_at: Moment | None = None
    undone_by: Actor | None = None


class MovedChildren(Value):
    """What one source owned: its children by noun and id, and relations that ended because they would say nothing any more."""

    contact_id: str
    children: tuple[str, ...] = ()
    dropped: tuple[Relation, ...] = ()
    # Its audit chain after the merge's entry, and its version: where it goes on when it comes back.
    chain_count: int = 0
    chain_hash: str = ""


class MergeView(Value):
    """A merge as a caller sees it."""

    merge_id: str
    survivor_id: str
    source_ids: tuple[str, ...]
    state: MergeState
    merged_at: Moment
    merged_by: Actor
    undo_until: Moment
    undone_at: Moment | None = None
    undone_by: Actor | None = None
    version: int


class MergedView(Value):
    """The answer to a merge."""

    merge_id: str
    contact: ContactView


class MergePreview(Value):
    """The contact as a merge would leave it, and how much would move to it; nothing is changed."""

    contact: ContactView
    moves: dict[str, int]


class UndoneView(Value):
    """The answer to an undo: the contacts as they stand again."""

    merge_id: str
    survivor: ContactView
    sources: tuple[ContactView, ...]


def view_of(merge: Merge) -> MergeView:
    """The merge as a caller sees it."""
    fields = {name: getattr(merge, name) for name in MergeView.model_fields if name in Merge.model_fields}
    return MergeView.model_validate({**fields, "undo_until": merge.merged_at + UNDO_WITHIN})


def is_over(merge: Merge, now: datetime) -> bool:
    """Whether the time for an undo is over."""
    return now >= merge.merged_at + UNDO_WITHIN


def split_relations(
    relations: Sequence[Relation], merging: Sequence[str], known: Sequence[Relation]
) -> tuple[list[Relation], list[Relation]]:
    """Those of a source's relations that move, and those that end: between the merged contacts, or saying what is said already."""
    facts = {(one.related_contact_id, one.relation_type, one.direction) for one in known}
    moving, ending = [], []
    for relation in relations:
        fact = (relation.related_contact_id, relation.relation_type, relation.direction)
        if relation.related_contact_id in merging or fact in facts:
            ending.append(relation)
        else:
            moving.append(relation)
            facts.add(fact)
    return moving, ending
