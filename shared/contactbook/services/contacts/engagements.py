"""Engagements of a contact: subscriptions, jobs, activities, service requests, leads (S2.134, S3.18, S3.19)."""

from datetime import datetime

from pydantic import JsonValue

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.paging import After
from contactbook.domain.contacts.engagements import (
    MAXIMUM_ENGAGEMENTS,
    Engagement,
    EngagementDraft,
    EngagementFields,
    EngagementStatus,
)
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import clearable_contact, editable_contact
from contactbook.services.changes.children import Children, patched_record, stated_fields
from contactbook.storage.tenant_store import TenantStore

ENGAGEMENTS: Children[Engagement] = Children("engagement", "engagements", MAXIMUM_ENGAGEMENTS, lambda store: store.engagements)
_CLOSING = {"status": EngagementStatus.CLOSED.value}


@retried_when_raced
def add_engagement(store: TenantStore, contact_id: str, draft: EngagementDraft, *, by: Caller, now: datetime) -> Engagement:
    """Add an engagement to a contact, customer or not (S3.19). Raises RuleBroken `too_many_engagements`, NotFound, or Merged."""
    contact = editable_contact(store, contact_id, by=by)
    engagement = Engagement.model_validate(
        stated_fields(draft, EngagementFields)
        | {"engagement_id": new_id("eng", now), "contact_id": contact_id, "created_at": now, "updated_at": now}
    )
    return ENGAGEMENTS.add(store, contact, engagement, by=by, now=now)


def page_of_engagements(
    store: TenantStore, contact_id: str, *, by: Caller, limit: int, after: After | None
) -> tuple[list[Engagement], After | None]:
    """Return engagements of a contact, newest first: one query. Raises NotFound, or Merged."""
    return ENGAGEMENTS.page(store, contact_id, by=by, limit=limit, after=after)


def read_engagement(store: TenantStore, contact_id: str, engagement_id: str, *, by: Caller) -> Engagement:
    """Return one engagement. Raises NotFound, or Merged."""
    return ENGAGEMENTS.read(store, contact_id, engagement_id, by=by)


@retried_when_raced
def change_engagement(
    store: TenantStore,
    contact_id: str,
    engagement_id: str,
    patch: dict[str, JsonValue],
    *,
    by: Caller,
    now: datetime,
    if_match: int | None,
) -> Engagement:
    """Apply a merge-patch (RFC 7396); the type is fixed. Raises ValidationFailed, VersionMismatch, NotFound, or Merged.

    An engagement that blocks a pending anonymization can be closed, although nothing else about the contact can change (S2.140).
    """
    open_contact = clearable_contact if patch == _CLOSING else editable_contact
    contact = open_contact(store, contact_id, by=by)
    engagement = ENGAGEMENTS.at_version(store, contact_id, engagement_id, if_match)
    after = patched_record(engagement, EngagementFields, patch, updated_at=now)
    if after.type is not engagement.type:
        raise ValidationFailed.of("/type", "type_is_fixed", "The type of an engagement cannot change. Add another engagement.")
    return ENGAGEMENTS.save(store, contact, engagement, after, by=by, now=now)
