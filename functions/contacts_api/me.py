"""The route that says who the token is."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import TenantId, UserId, needs
from contactbook.api.operations import open_operations
from contactbook.domain.base.callers import Caller
from contactbook.domain.base.values import Flag, Value

router = Router()
Anybody = Annotated[Caller, Depends(needs(portal=True))]


class Me(Value):
    """Who a token is, as its claims say it. `may` has the ids of the operations that are open to it."""

    tenant_id: str
    user_id: str
    contact_id: str | None
    groups: tuple[str, ...]
    scopes: tuple[str, ...]
    super_user: Flag
    privacy_clearance: int
    may: tuple[str, ...]


@router.get("/v1/me", tags=["Me"])
def read_me(caller: Anybody, tenant_id: TenantId, user_id: UserId) -> Me:
    """Read who the token is, and which operations are open to it."""
    return Me(
        tenant_id=tenant_id,
        user_id=user_id,
        contact_id=caller.contact_id,
        groups=tuple(sorted(caller.groups)),
        scopes=tuple(sorted(caller.scopes)),
        super_user=caller.super_user,
        privacy_clearance=caller.privacy_clearance,
        may=open_operations(caller),
    )
