"""Engagements of a contact: subscriptions, jobs, activities, service requests, leads (S2.134, S3.18, S3.19)."""

from datetime import datetime

from pydantic import JsonValue

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import ValidationFailed
from contactbook.domain.base.merge_patch import patched_fields
from contactbook.domain.base.paging import After
from contactbook.domain.base.versions import next_version, require_version
from contactbook.domain.contacts.engagements import (
    MAXIMUM_ENGAGEMENTS,
    Engagement,
    EngagementDraft,
    EngagementFields,
    EngagementStatus,
)
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact, require_open, visible_contact
from contactbook.services.changes.children import (
    ChildChange,
    commit_child,
    made_before,
    require_room,
)
from contactbook.storage.tenant_store import TenantStore

_CLOSING = {"status": EngagementStatus.CLOSED.value}


@retried_when_raced
def add_engagement(store: TenantStore, contact_id: str, draft: EngagementDraft, *, by: Caller, now: datetime) -> Engagement:
    """Add an engagement, to a customer or not (S3.19). Raises RuleBroken `too_many_engagements`, NotFound, or Merged."""
    contact = editable_contact(store, contact_id, by=by)
    engagement_id, known = new_id("eng", now), store.engagements.all_of(contact_id)
    if made := made_before(known, engagement_id, lambda found: found.engagement_id):
        return made
    require_room(known, MAXIMUM_ENGAGEMENTS, "engagements")
    stated = {name: getattr(draft, name) for name in EngagementFields.model_fields}
    engagement = Engagement.model_validate(
        stated | {"engagement_id": engagement_id, "contact_id": contact_id, "created_at": now, "updated_at": now}
    )
    change = ChildChange("engagement", store.engagements, engagement.engagement_id, None, engagement)
    commit_child(store, contact, change, by=by, now=now)
    return engagement


def page_of_engagements(
    store: TenantStore, contact_id: str, *, by: Caller, limit: int, after: After | None
) -> tuple[list[Engagement], After | None]:
    """Engagements of a contact, newest first: one query. Raises NotFound, or Merged."""
    visible_contact(store, contact_id, by=by)
    return store.engagements.page(contact_id, limit=limit, after=after)


def read_engagement(store: TenantStore, contact_id: str, engagement_id: str, *, by: Caller) -> Engagement:
    """One engagement. Raises NotFound, or Merged."""
    visible_contact(store, contact_id, by=by)
    return store.engagements.get(contact_id, engagement_id)


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
    """Apply a merge-patch (RFC 7396); the type stays. Raises ValidationFailed, VersionMismatch, NotFound, or Merged.

    What blocks an anonymization that consent asked for can be closed although nothing else can be done (S2.140).
    """
    contact = editable_contact(store, contact_id, by=by, although_not_functional=patch == _CLOSING)
    if not contact.anonymization_pending:
        require_open(contact, store.settings.current().consent)
    engagement = store.engagements.get(contact_id, engagement_id)
    require_version(engagement.version, if_match)
    current = EngagementFields.model_validate(engagement.model_dump())
    wanted = patched_fields(EngagementFields, current, patch)
    if wanted.type is not current.type:
        raise ValidationFailed.of("/type", "type_is_fixed", "An engagement keeps its type.")
    if wanted == current:
        return engagement
    fields = {name: getattr(wanted, name) for name in EngagementFields.model_fields}
    after = next_version(engagement, **fields, updated_at=now)
    change = ChildChange("engagement", store.engagements, engagement_id, engagement, after)
    commit_child(store, contact, change, by=by, now=now)
    return after
