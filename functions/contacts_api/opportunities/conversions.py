"""Routes of conversions."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import Now, Pages, Store, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.opportunities.conversions import Conversion, ConversionDraft
from contactbook.services.opportunities import conversions

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ))]
Writer = Annotated[Caller, Depends(needs(Scope.CONTACTS_WRITE))]

_BASE = "/v1/contacts/<contact_id>/conversions"


@router.post(_BASE, status_code=201, tags=["Conversions"])
def add_conversion(contact_id: str, draft: ConversionDraft, caller: Writer, store: Store, now: Now) -> Conversion:
    """Record a conversion of a contact."""
    return conversions.add_conversion(store, contact_id, draft, by=caller, now=now)


@router.get(_BASE, tags=["Conversions"])
def list_conversions(
    contact_id: str, caller: Reader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[Conversion]:
    """List a contact's conversions, the last recorded first."""
    found, after = conversions.page_of_conversions(store, contact_id, by=caller, limit=limit, after=pages.after(cursor))
    return pages.page(found, after)
