"""Routes of the domains that a tenant sends email from."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import Now, Pages, Store, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.senders.identities import SendingIdentityDraft, SendingIdentityView
from contactbook.services.senders import identities

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.SETTINGS_READ, Scope.SETTINGS_WRITE))]
Writer = Annotated[Caller, Depends(needs(Scope.SETTINGS_WRITE))]


@router.post("/v1/sending-identities", status_code=201, tags=["Settings"])
def register_domain(draft: SendingIdentityDraft, caller: Writer, store: Store, now: Now) -> SendingIdentityView:
    """Register a domain to send email from.

    Set the DNS records of the answer. The domain becomes `verified` within minutes after they are found, and can be sent from then.
    A verified domain covers every domain below it.
    """
    return identities.register_domain(store, draft, by=caller, now=now)


@router.get("/v1/sending-identities", tags=["Settings"])
def list_domains(_: Reader, store: Store, paging: Pages, limit: Limit = 25, cursor: Cursor = None) -> Page[SendingIdentityView]:
    """List the domains with their states and DNS records."""
    return paging.part(identities.list_domains(store), limit=limit, cursor=cursor, id_of=lambda one: one.domain)


@router.get("/v1/sending-identities/<domain>", tags=["Settings"])
def read_domain(domain: str, _: Reader, store: Store) -> SendingIdentityView:
    """Read one domain with its state and DNS records."""
    return identities.read_domain(store, domain)


@router.delete("/v1/sending-identities/<domain>", status_code=204, tags=["Settings"])
def delete_domain(domain: str, caller: Writer, store: Store, now: Now) -> None:
    """Delete a domain. It is refused while the sender of emails uses the domain."""
    identities.delete_domain(store, domain, by=caller, now=now)
