"""The route that creates a signed link for a contact."""

from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import Now, Store, needs
from contactbook.domain.base.callers import Caller, Scope
from contactbook.services.links import links
from contactbook.services.links.links import LinkDraft, LinkView

router = Router()
Writer = Annotated[Caller, Depends(needs(Scope.CONTACTS_WRITE))]


@router.post("/v1/contacts/<contact_id>/links", status_code=201, tags=["Links"])
def create_link(contact_id: str, draft: LinkDraft, caller: Writer, store: Store, now: Now) -> Response[LinkView]:
    """Create a signed link to a page that the contact opens without a login. A no through it is the contact's, a yes is the caller's."""
    link = links.create_link(store, contact_id, draft, by=caller, now=now)
    return Response(status_code=201, content_type="application/json", body=link, headers={"Location": link.url})
