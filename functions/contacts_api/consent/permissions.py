"""Routes of what a contact permits, and of what is refused at an address."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.openapi.params import Query

from contactbook.api.dependencies import Now, Pages, Store, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.base.values import Moment
from contactbook.domain.permissions.views import PermissionEventView, Permissions
from contactbook.services.permissions import checking, reading
from contactbook.services.permissions.checking import AddressDraft, AddressPermissions

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ))]


@router.get("/v1/contacts/<contact_id>/permissions", tags=["Permissions"])
def read_permissions(
    contact_id: str,
    caller: Reader,
    store: Store,
    now: Now,
    as_of: Annotated[Moment | None, Query(description="Read what was permitted at that time.")] = None,
) -> Permissions:
    """Read for each scope whether the contact permits it, and because of which event."""
    return reading.read_permissions(store, contact_id, by=caller, now=now, as_of=as_of)


@router.get("/v1/contacts/<contact_id>/permissions/history", tags=["Permissions"])
def list_permission_events(
    contact_id: str, caller: Reader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[PermissionEventView]:
    """List everything that was said about contacting the contact, newest first."""
    after = pages.after(cursor)
    return pages.page(*reading.page_of_events(store, contact_id, by=caller, limit=limit, after=after))


@router.post("/v1/permissions/check", tags=["Permissions"])
def check_address(draft: AddressDraft, caller: Reader, store: Store, now: Now) -> AddressPermissions:
    """Read what is refused at an address, whether or not a contact has it. The audit says who asked."""
    return checking.check_address(store, draft, by=caller, now=now)
