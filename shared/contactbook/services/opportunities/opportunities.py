"""Opportunities of a contact; the first one makes a lead a prospect permanently (S1.4-S1.9, S1.19-S1.21)."""

from datetime import datetime

from pydantic import JsonValue

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.errors import NotFound
from contactbook.domain.opportunities.opportunities import (
    MAXIMUM_OPPORTUNITIES,
    Opportunity,
    OpportunityDraft,
    OpportunityFields,
    OpportunityView,
    opportunity_view,
    require_known_stage,
    with_opportunity,
    with_outcome,
)
from contactbook.domain.settings.sections import Settings
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact, visible_profile
from contactbook.services.changes.children import Children, patched_record, stated_fields
from contactbook.storage.tenant_store import TenantStore

OPPORTUNITIES: Children[Opportunity] = Children(
    "opportunity", "opportunities", MAXIMUM_OPPORTUNITIES, lambda store: store.opportunities
)


@retried_when_raced
def add_opportunity(
    store: TenantStore, contact_id: str, draft: OpportunityDraft, *, by: Caller, now: datetime
) -> OpportunityView:
    """Add an opportunity; it makes a lead a prospect (S1.5). Raises RuleBroken `too_many_opportunities`, ValidationFailed, NotFound, or Merged."""
    contact = editable_contact(store, contact_id, by=by)
    # A contact that never had an opportunity needs no query.
    stored = store.opportunities.all_of(contact_id) if contact.had_opportunity else []
    settings = store.settings.current()
    opportunity, prospect = new_opportunity(contact_id, draft, settings, now), with_opportunity(contact)
    opportunity = OPPORTUNITIES.add(store, contact, opportunity, stored=stored, contact_after=prospect, by=by, now=now)
    return opportunity_view(opportunity, prospect, settings)


def new_opportunity(
    contact_id: str, draft: OpportunityDraft, settings: Settings, now: datetime, *, under: str = ""
) -> Opportunity:
    """Return the opportunity that a draft makes, not yet stored. `under` is the draft's place in the request.

    Raises ValidationFailed `unknown_stage`.
    """
    require_known_stage(draft.stage, settings, under=under)
    return Opportunity.model_validate(
        stated_fields(draft, OpportunityFields)
        | {"opportunity_id": new_id("opp", now), "contact_id": contact_id, "created_at": now, "updated_at": now}
    )


def list_opportunities(store: TenantStore, contact_id: str, *, by: Caller) -> list[OpportunityView]:
    """Return every opportunity with the contact's current details, oldest first: one query. Raises NotFound, or Merged."""
    profile = visible_profile(store, contact_id, by=by)
    settings = store.settings.current()
    return [opportunity_view(known, profile.contact, settings) for known in store.opportunities.all_in(profile.children)]


def read_opportunity(store: TenantStore, contact_id: str, opportunity_id: str, *, by: Caller) -> OpportunityView:
    """Return one opportunity with the contact's current details: one query. Raises NotFound, or Merged."""
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
    contact, opportunity = OPPORTUNITIES.editable(store, contact_id, opportunity_id, by=by, if_match=if_match)
    settings = store.settings.current()
    after = patched_record(opportunity, OpportunityFields, with_outcome(opportunity, patch), updated_at=now)
    if after.stage != opportunity.stage:
        require_known_stage(after.stage, settings)
    prospect = with_opportunity(contact)
    after = OPPORTUNITIES.save(store, contact, opportunity, after, contact_after=prospect, by=by, now=now)
    return opportunity_view(after, prospect, settings)


@retried_when_raced
def remove_opportunity(
    store: TenantStore, contact_id: str, opportunity_id: str, *, by: Caller, now: datetime, if_match: int | None
) -> None:
    """Remove an opportunity; the contact stays a prospect (S1.6). Raises VersionMismatch, NotFound, or Merged."""
    contact, opportunity = OPPORTUNITIES.editable(store, contact_id, opportunity_id, by=by, if_match=if_match)
    OPPORTUNITIES.remove(store, contact, opportunity, by=by, now=now)
