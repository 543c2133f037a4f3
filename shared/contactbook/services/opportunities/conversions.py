"""Conversions of a contact, as the tenant's other systems report them (S4.14, S4.15)."""

from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.paging import After
from contactbook.domain.opportunities.conversions import MAXIMUM_CONVERSIONS, Conversion, ConversionDraft
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact, visible_contact
from contactbook.services.changes.children import ChildChange, commit_child, made_before, require_room
from contactbook.storage.tenant_store import TenantStore


@retried_when_raced
def add_conversion(store: TenantStore, contact_id: str, draft: ConversionDraft, *, by: Caller, now: datetime) -> Conversion:
    """Record a conversion. Raises RuleBroken `too_many_conversions`, NotFound, or Merged."""
    contact = editable_contact(store, contact_id, by=by)
    conversion_id, stored = new_id("cnv", now), store.conversions.all_of(contact_id)
    if made := made_before(stored, conversion_id, lambda known: known.conversion_id):
        return made
    require_room(stored, MAXIMUM_CONVERSIONS, "conversions")
    conversion = Conversion(
        conversion_id=conversion_id,
        contact_id=contact_id,
        occurred_at=draft.occurred_at,
        source=draft.source,
        created_at=now,
    )
    change = ChildChange("conversion", store.conversions, conversion.conversion_id, None, conversion)
    commit_child(store, contact, change, by=by, now=now)
    return conversion


def page_of_conversions(
    store: TenantStore, contact_id: str, *, by: Caller, limit: int, after: After | None
) -> tuple[list[Conversion], After | None]:
    """Conversions of a contact, the last recorded first: one query. Raises NotFound, or Merged."""
    visible_contact(store, contact_id, by=by)
    return store.conversions.page(contact_id, limit=limit, after=after)
