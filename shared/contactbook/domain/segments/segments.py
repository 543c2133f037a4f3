"""Segments: named criteria of contacts or accounts, and the partition that is searched for their members (S2.65, S2.108)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field, JsonValue, StringConstraints

from contactbook.domain.base.text import fold
from contactbook.domain.base.values import Draft, Line, Moment, Record, Value
from contactbook.domain.contacts.record import ContactKind, LifeCycleState, Stage
from contactbook.domain.search.facets import Facet
from contactbook.domain.segments.criteria import TODAY, Criteria, Leaf, Operator, conjuncts
from contactbook.domain.segments.criteria_fields import FieldType


class SegmentOf(StrEnum):
    """The members of a segment: contacts, or single accounts of contacts."""

    CONTACT = "contact"
    ACCOUNT = "account"


_EXAMPLE: JsonValue = {
    "name": "Full KYC that ends soon",
    "of": "contact",
    "criteria": {
        "all": [
            {"field": "life_cycle_state", "is": "financial"},
            {"field": "kyc.profile", "is": "full"},
            {"field": "kyc.expires_on", "within_days": 30},
            {"any": [{"field": "tags", "contains": "vip"}, {"not": {"field": "name_day", "is": "today"}}]},
        ]
    },
}


class SegmentFields(Value):
    """The fields of a segment that a caller may set."""

    name: Annotated[Line, StringConstraints(min_length=1, max_length=100)]
    of: SegmentOf = SegmentOf.CONTACT
    criteria: dict[str, JsonValue]


class SegmentDraft(SegmentFields, Draft):
    """A request to create a segment."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra={"examples": [_EXAMPLE]})


class SegmentPreviewDraft(Draft):
    """A request to try criteria out; `limit` is the number of members to return."""

    of: SegmentOf = SegmentOf.CONTACT
    criteria: dict[str, JsonValue]
    limit: Annotated[int, Field(strict=True, ge=1, le=100)] = 10


class Segment(SegmentFields, Record):
    """A stored segment."""

    segment_id: str
    created_at: Moment
    updated_at: Moment


class SegmentMember(Value):
    """One member as a caller sees it. `account_id` is set in a segment of accounts.

    Of a contact that the caller may only select, kind and name are shown (S3.15).
    """

    contact_id: str
    account_id: str | None = None
    display_name: str
    kind: ContactKind
    life_cycle_state: LifeCycleState | None = None
    stage: Stage | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True)
class ListMembers:
    """The members of the segment are members of one list."""

    list_id: str


@dataclass(frozen=True)
class KycExpiring:
    """The members of the segment hold a KYC profile that expires between two days, both included."""

    first: date
    last: date


@dataclass(frozen=True)
class FacetMembers:
    """The members of the segment have one value of a filter of the search."""

    facet: Facet


@dataclass(frozen=True)
class EveryContact:
    """The members of the segment can be any contact of the tenant, in the order of names."""


_LIST_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
MemberSource = ListMembers | KycExpiring | FacetMembers | EveryContact
# The filters that hold every contact with a value, by the field of the criteria; those that are likely the smallest first.
_FACETS = {
    "tags": "tag",
    "kyc.state": "kyc_state",
    "kyc.profile": "kyc_profile",
    "categories": "category",
    "owned_by_group": "owned_by_group",
}


def best_source(criteria: Criteria, today: date) -> MemberSource:
    """Return the smallest partition that holds every member. Not everyone in it is a member."""
    required = [part for part in conjuncts(criteria) if isinstance(part, Leaf)]
    expiring = [span for leaf in required if leaf.path == "kyc.expires_on" and (span := _span(leaf, today))]
    if expiring:
        return min(expiring, key=lambda span: span.last - span.first)
    lists = [leaf.raw for leaf in required if leaf.path == "list_ids" and leaf.operator in (Operator.IS, Operator.CONTAINS)]
    return next((ListMembers(found) for found in lists if isinstance(found, str) and _LIST_ID.fullmatch(found)), EveryContact())


def quickest_source(criteria: Criteria, today: date) -> MemberSource:
    """Return `best_source`, or a filter of the search, which may lag behind the contacts."""
    best = best_source(criteria, today)
    if best != EveryContact():
        return best
    facets = {name: facet for part in conjuncts(criteria) if isinstance(part, Leaf) for name, facet in _facet(part)}
    return next((FacetMembers(facets[name]) for name in _FACETS.values() if name in facets), best)


def _facet(leaf: Leaf) -> Iterator[tuple[str, Facet]]:
    """Yield the filter that holds every contact that meets a condition, if there is one."""
    is_whole_value = leaf.operator is Operator.IS or (leaf.operator is Operator.CONTAINS and leaf.field.type is FieldType.LIST)
    if is_whole_value and leaf.path in _FACETS and isinstance(leaf.operand, str) and leaf.operand:
        yield _FACETS[leaf.path], Facet(name=_FACETS[leaf.path], value=fold(leaf.operand))


def _span(leaf: Leaf, today: date) -> KycExpiring | None:
    """Return the days that a condition of the expiry date allows; None if they have no bounds."""
    operand = today if leaf.operand == TODAY else leaf.operand
    if leaf.operator is Operator.WITHIN_DAYS and isinstance(operand, int | float):
        other = today + timedelta(days=int(operand))
        return KycExpiring(min(today, other), max(today, other))
    if not isinstance(operand, date):
        return None
    if leaf.operator is Operator.IS:
        return KycExpiring(operand, operand)
    return KycExpiring(date.min, operand) if leaf.operator is Operator.BEFORE else None
