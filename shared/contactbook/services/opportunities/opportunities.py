"""Opportunities of a contact: the first one makes a lead a prospect, for good (S1.4-S1.9, S1.19-S1.21)."""

from datetime import datetime

from pydantic import JsonValue

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import NotFound
from contactbook.domain.base.merge_patch import patched_fields
from contactbook.domain.base.versions import next_version, require_version
from contactbook.domain.contacts.record import Contact
from contactbook.domain.opportunities.opportunities import (
    MAXIMUM_OPPORTUNITIES,
    Opportunity,
    OpportunityDraft,
    OpportunityFields,
    OpportunityView,
    opportunity_view,
    with_opportunity,
)
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact, visible_profile
from contactbook.services.changes.children import (
    ChildChange,
    commit_child,
    made_before,
    require_room,
)
from contactbook.storage.tenant_store import TenantStore


@retried_when_raced
def add_opportunity(
    store: TenantStore, contact_id: str, draft: OpportunityDraft, *, by: Caller, now: datetime
) -> OpportunityView:
    """Add an opportunity; a lead becomes a prospect with it (S1.5). Raises RuleBroken `too_many_opportunities`, NotFound."""
    contact = editable_contact(store, contact_id, by=by)
    stored = store.opportunities.all_of(contact_id) if contact.had_opportunity else []
    opportunity = new_opportunity(contact_id, draft, now)
    if made := made_before(stored, opportunity.opportunity_id, lambda known: known.opportunity_id):
        return opportunity_view(made, contact, store.settings.current())
    require_room(stored, MAXIMUM_OPPORTUNITIES, "opportunities")
    return _committed(store, contact, None, opportunity, by=by, now=now)


def new_opportunity(contact_id: str, draft: OpportunityDraft, now: datetime) -> Opportunity:
    """The opportunity that a draft makes, not yet stored."""
    stated = {name: getattr(draft, name) for name in OpportunityFields.model_fields}
    return Opportunity.model_validate(
        stated | {"opportunity_id": new_id("opp", now), "contact_id": contact_id, "created_at": now, "updated_at": now}
    )


def list_opportunities(store: TenantStore, contact_id: str, *, by: Caller) -> list[OpportunityView]:
    """Every opportunity with the contact's current details, oldest first: one query. Raises NotFound, or Merged."""
    profile = visible_profile(store, contact_id, by=by)
    settings = store.settings.current()
    return [opportunity_view(known, profile.contact, settings) for known in store.opportunities.all_in(profile.children)]


def read_opportunity(store: TenantStore, contact_id: str, opportunity_id: str, *, by: Caller) -> OpportunityView:
    """One opportunity with the contact's current details: one query. Raises NotFound, or Merged."""
    found = list_opportunities(store, contact_id, by=by)
    view = next((opportunity for opportunity in found if opportunity.opportunity_id == opportunity_id), None)
    if view is None:
        raise NotFound("There is no such opportunity.")
    return view


@retried_when_raced
def change_opportunity(
    store: TenantStore,
    contact_id: str,
    opportunity_id: str,
    patch: dict[str, JsonValue],
    *,
    by: Caller,
    now: datetime,
    if_match: int | None,
) -> OpportunityView:
    """Apply a merge-patch (RFC 7396) to the opportunity's own fields. Raises ValidationFailed, VersionMismatch, NotFound."""
    contact = editable_contact(store, contact_id, by=by)
    opportunity = store.opportunities.get(contact_id, opportunity_id)
    require_version(opportunity.version, if_match)
    current = OpportunityFields.model_validate(opportunity.model_dump())
    wanted = patched_fields(OpportunityFields, current, patch)
    if wanted == current:
        return opportunity_view(opportunity, contact, store.settings.current())
    fields = {name: getattr(wanted, name) for name in OpportunityFields.model_fields}
    after = next_version(opportunity, **fields, updated_at=now)
    return _committed(store, contact, opportunity, after, by=by, now=now)


@retried_when_raced
def remove_opportunity(
    store: TenantStore, contact_id: str, opportunity_id: str, *, by: Caller, now: datetime, if_match: int | None
) -> None:
    """Remove an opportunity; the contact stays a prospect (S1.6). Raises VersionMismatch, NotFound, or Merged."""
    contact = editable_contact(store, contact_id, by=by)
    opportunity = store.opportunities.get(contact_id, opportunity_id)
    require_version(opportunity.version, if_match)
    removal = ChildChange("opportunity", store.opportunities, opportunity_id, opportunity, None)
    commit_child(store, contact, removal, by=by, now=now)


def _committed(
    store: TenantStore, contact: Contact, before: Opportunity | None, after: Opportunity, *, by: Caller, now: datetime
) -> OpportunityView:
    change = ChildChange("opportunity", store.opportunities, after.opportunity_id, before, after)
    contact = commit_child(store, contact, change, after=with_opportunity(contact), by=by, now=now)
    return opportunity_view(after, contact, store.settings.current())
