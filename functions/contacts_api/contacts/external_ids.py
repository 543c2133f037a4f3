"""Routes for contacts by the ids that other systems have for them: read, create or change (S7.4)."""

from http import HTTPStatus
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import IfMatch, Now, Store, needs
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.contacts.changes import ContactPut
from contactbook.domain.profiles.contact_view import ContactView
from contactbook.services.contacts import external_ids
from contactbook.services.profiles import contact_profiles

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ))]
Writer = Annotated[Caller, Depends(needs(Scope.CONTACTS_WRITE))]
_ONE = "/v1/contacts/by-external-id/<system>/<external_id>"


@router.get(_ONE, tags=["Contacts"])
def read_by_external_id(system: str, external_id: str, caller: Reader, store: Store, now: Now) -> ContactView:
    """Read the contact that has this id in another system. The id of a merged contact leads to the contact that it was merged into."""
    found = external_ids.known_contact_id(store, system, external_id)
    return contact_profiles.read_profile(store, found, by=caller, now=now)


@router.put(_ONE, tags=["Contacts"])
def put_by_external_id(
    system: str, external_id: str, body: ContactPut, caller: Writer, store: Store, now: Now, if_match: IfMatch
) -> Response[ContactView]:
    """Change the contact that has this id in another system by merge-patch (200), or create it (201)."""
    sent = body.model_dump(mode="json", exclude_unset=True)
    contact, is_new = external_ids.put_contact(store, system, external_id, sent, by=caller, now=now, if_match=if_match)
    view = contact_profiles.profile_of(store, contact, now=now)
    headers = {"Location": f"/v1/contacts/{contact.contact_id}"}
    status = HTTPStatus.CREATED if is_new else HTTPStatus.OK
    return Response(status_code=status.value, content_type="application/json", body=view, headers=headers)
