"""Conversions of a contact, as the tenant's other systems report them (S4.14, S4.15)."""

from datetime import datetime

from contactbook.domain.base.callers import Caller
from contactbook.domain.base.paging import After
from contactbook.domain.opportunities.conversions import MAXIMUM_CONVERSIONS, Conversion, ConversionDraft
from contactbook.services.base.ids import new_id
from contactbook.services.base.retrying import retried_when_raced
from contactbook.services.changes.access import editable_contact
from contactbook.services.changes.children import Children
from contactbook.storage.tenant_store import TenantStore

CONVERSIONS: Children[Conversion] = Children("conversion", "conversions", MAXIMUM_CONVERSIONS, lambda store: store.conversions)


@retried_when_raced
def add_conversion(store: TenantStore, contact_id: str, draft: ConversionDraft, *, by: Caller, now: datetime) -> Conversion:
    """Record a conversion. Raises RuleBroken `too_many_conversions`, NotFound, or Merged."""
    contact = editable_contact(store, contact_id, by=by)
    conversion = Conversion(
        conversion_id=new_id("cnv", now),
        contact_id=contact_id,
        occurred_at=draft.occurred_at,
        source=draft.source,
        created_at=now,
    )
    return CONVERSIONS.add(store, contact, conversion, by=by, now=now)


def page_of_conversions(
    store: TenantStore, contact_id: str, *, by: Caller, limit: int, after: After | None
) -> tuple[list[Conversion], After | None]:
    """Return conversions of a contact, the last recorded first: one query. Raises NotFound, or Merged."""
    return CONVERSIONS.page(store, contact_id, by=by, limit=limit, after=after)
