"""Engagements of a contact: subscriptions, jobs, activities, service requests, leads (S2.134, S3.18, S3.19)."""

from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import BaseModel

from contactbook.domain.base.partial import partial_of
from contactbook.domain.base.values import Draft, Line, Moment, Record, Value

MAXIMUM_ENGAGEMENTS = 200


class EngagementType(StrEnum):
    """The kind of engagement; it cannot change."""

    SUBSCRIPTION = "subscription"
    JOB = "job"
    ACTIVITY = "activity"
    SERVICE_REQUEST = "service_request"
    LEAD = "lead"


class EngagementStatus(StrEnum):
    """Whether the engagement runs; a running one blocks anonymization (S2.134)."""

    RUNNING = "running"
    CLOSED = "closed"


class EngagementFields(Value):
    """The fields of an engagement that a caller may set."""

    type: EngagementType
    status: EngagementStatus = EngagementStatus.RUNNING
    subject: Line | None = None


class EngagementDraft(EngagementFields, Draft):
    """An engagement that a caller sends."""


class Engagement(EngagementFields, Record):
    """A stored engagement of one contact."""

    engagement_id: str
    contact_id: str
    created_at: Moment
    updated_at: Moment


if TYPE_CHECKING:
    EngagementChanges = BaseModel
else:
    EngagementChanges = partial_of("EngagementChanges", EngagementFields)


def running_types(engagements: list[Engagement]) -> tuple[EngagementType, ...]:
    """Return the types that have a running engagement, each once; they block anonymization (S2.134)."""
    running = {engagement.type for engagement in engagements if engagement.status is EngagementStatus.RUNNING}
    return tuple(type_ for type_ in EngagementType if type_ in running)
