"""A stored merge: the request, its progress, and its views (S1.22)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field, StringConstraints

from contactbook.domain.base.callers import Actor
from contactbook.domain.base.values import Draft, Flag, Moment, Record, Value
from contactbook.domain.contacts.relations import Relation
from contactbook.domain.merges.combined_contact import MAXIMUM_SOURCES
from contactbook.domain.profiles.contact_view import ContactView

# A merge can be undone for this long. Then DynamoDB deletes what an undo needs.
UNDO_WITHIN = timedelta(days=30)
_Id = Annotated[str, StringConstraints(min_length=1, max_length=64)]
_Field = Annotated[str, StringConstraints(min_length=1, max_length=300)]


class MergeState(StrEnum):
    """The states of a merge. Its moved children show with the survivor while it is `merged` or `undoing`, and only then."""

    PREPARING = "preparing"
    MERGED = "merged"
    UNDOING = "undoing"
    UNDONE = "undone"
    ABANDONED = "abandoned"


SHOWN = frozenset({MergeState.MERGED, MergeState.UNDOING})


class MergeDraft(Draft):
    """A request to merge contacts into one."""

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
    # The contact whose value comes first, by field: a field of contacts, `identifiers.<name>`, `custom.<name>`, `emails`, `phones`,
    # `addresses`.
    prefer: Annotated[dict[_Field, _Id], Field(max_length=100)] = {}


class UndoDraft(Draft):
    """A request to undo a merge. `assign` names, for each field of a conflict, the contact that keeps the later change."""

    assign: Annotated[dict[_Field, _Id], Field(max_length=500)] = {}


class Merge(Record):
    """One merge. `settled` is true once nothing of it is left to clean up."""

    merge_id: str
    survivor_id: str
    source_ids: tuple[str, ...]
    state: MergeState = MergeState.PREPARING
    settled: Flag = False
    # True if the merge took more than one transaction.
    staged: Flag = False
    merged_at: Moment
    merged_by: Actor
    undone_at: Moment | None = None
    undone_by: Actor | None = None


class MovedChildren(Value):
    """What one source owned: its children by noun and id, and its relations that ended because they would be redundant."""

    contact_id: str
    children: tuple[str, ...] = ()
    dropped: tuple[Relation, ...] = ()
    # Its audit chain after the merge's entry. An undo continues the chain there.
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
    """The result of a merge."""

    merge_id: str
    contact: ContactView


class MergePreview(Value):
    """The contact as a merge would make it, and the number of records that would move to it. Nothing is changed."""

    contact: ContactView
    moves: dict[str, int]


class UndoneView(Value):
    """The result of an undo: the restored contacts."""

    merge_id: str
    survivor: ContactView
    sources: tuple[ContactView, ...]


def merge_view(merge: Merge) -> MergeView:
    """Return the view of the merge."""
    fields = {name: getattr(merge, name) for name in MergeView.model_fields if name in Merge.model_fields}
    return MergeView.model_validate({**fields, "undo_until": merge.merged_at + UNDO_WITHIN})


def is_past_undo(merge: Merge, now: datetime) -> bool:
    """True if the merge can no longer be undone."""
    return now >= merge.merged_at + UNDO_WITHIN


def split_relations(
    relations: Sequence[Relation], merging: Sequence[str], known: Sequence[Relation]
) -> tuple[list[Relation], list[Relation]]:
    """Return the relations of a source that move, and those that end.

    A relation ends if it is between merged contacts, or if the survivor has the same one already.
    """
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
