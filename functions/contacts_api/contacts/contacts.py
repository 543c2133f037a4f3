"""Routes for contacts: create, read, change, delete."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.openapi.params import Query

from contactbook.api.dependencies import IfMatch, Now, Store, needs
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.base.values import Moment
from contactbook.domain.contacts.changes import ContactChanges
from contactbook.domain.profiles.contact_view import ChangedContactView, ContactView
from contactbook.domain.profiles.new_contact import NewContactDraft
from contactbook.services.audit.as_of import PastContact, read_contact_as_of
from contactbook.services.contacts import registration
from contactbook.services.profiles import contact_profiles

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ, portal=True))]
Writer = Annotated[Caller, Depends(needs(Scope.CONTACTS_WRITE, portal=True))]
# A portal's customer neither makes a contact nor deletes its own.
UserWriter = Annotated[Caller, Depends(needs(Scope.CONTACTS_WRITE))]


@router.post("/v1/contacts", status_code=201, tags=["Contacts"])
def create_contact(draft: NewContactDraft, caller: UserWriter, store: Store, now: Now) -> ContactView:
    """Create a person or a company, perhaps with its first opportunity and its accounts, in one step."""
    return contact_profiles.profile_of(store, registration.register_contact(store, draft, by=caller, now=now), now=now)


@router.get("/v1/contacts/<contact_id>", tags=["Contacts"])
def read_contact(
    contact_id: str,
    caller: Reader,
    store: Store,
    now: Now,
    include_inactive: bool = False,
    as_of: Annotated[
        Moment | None,
        Query(description="Shows the contact as it was at that time, without accounts and opportunities."),
    ] = None,
) -> ContactView | PastContact:
    """Read the profile of a contact."""
    if as_of is not None:
        return read_contact_as_of(store, contact_id, as_of, by=caller, now=now)
    return contact_profiles.read_profile(store, contact_id, by=caller, now=now, include_inactive=include_inactive)


@router.patch("/v1/contacts/<contact_id>", tags=["Contacts"])
def change_contact(
    contact_id: str, changes: ContactChanges, caller: Writer, store: Store, now: Now, if_match: IfMatch
) -> ChangedContactView:
    """Change a contact by merge-patch; the response lists the opportunities that show its details."""
    patch = changes.model_dump(mode="json", exclude_unset=True)
    return contact_profiles.profile_after_change(
        store, registration.change_contact(store, contact_id, patch, by=caller, now=now, if_match=if_match), now=now
    )


@router.delete("/v1/contacts/<contact_id>", status_code=204, tags=["Contacts"])
def delete_contact(contact_id: str, caller: UserWriter, store: Store, now: Now, if_match: IfMatch) -> None:
    """Delete a contact that has no account."""
    registration.delete_contact(store, contact_id, by=caller, now=now, if_match=if_match)
