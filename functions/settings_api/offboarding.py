"""Routes of the off-boarding of a tenant, by its parent or the operator."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import Now, Store, needs
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.offboarding.offboarding import OffboardingDraft, OffboardingView
from contactbook.services.offboarding import requests

router = Router()
Admin = Annotated[Caller, Depends(needs(Scope.TENANTS_ADMIN, Scope.PLATFORM_ADMIN))]


@router.post("/v1/tenants/<tenant_id>/offboarding", status_code=202, tags=["Tenants"])
def begin_offboarding(tenant_id: str, draft: OffboardingDraft, caller: Admin, store: Store, now: Now) -> OffboardingView:
    """Close a tenant for changes, hand its data over, and erase it so many days later.

    Its parent or the operator asks for it. Child accounts go first.
    """
    return requests.begin_offboarding(store, tenant_id, draft, by=caller, now=now)


@router.get("/v1/tenants/<tenant_id>/offboarding", tags=["Tenants"])
def read_offboarding(tenant_id: str, caller: Admin, store: Store, now: Now) -> OffboardingView:
    """Read how far the off-boarding of a tenant is.

    While its data waits, `export` has an address of the ZIP, which ends soon; ask again for a new one. In the end `certificate` says what
    was erased.
    """
    return requests.read_offboarding(store, tenant_id, by=caller, now=now)


@router.delete("/v1/tenants/<tenant_id>/offboarding", status_code=204, tags=["Tenants"])
def call_off_offboarding(tenant_id: str, caller: Admin, store: Store, now: Now) -> None:
    """Call an off-boarding off before the erasing begins. The tenant is open again, and what was handed over is deleted."""
    requests.call_off(store, tenant_id, by=caller, now=now)
