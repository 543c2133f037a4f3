"""Routes of lists and their members."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.openapi.params import Query

from contactbook.api.dependencies import IfMatch, Now, Pages, Store, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.lists.lists import (
    AddedMembers,
    Associations,
    AssociationsView,
    ContactList,
    ListChanges,
    ListDraft,
    ListView,
    MemberView,
    NewMembers,
)
from contactbook.services.lists import associations, lists, members

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ, Scope.LISTS_WRITE))]
Writer = Annotated[Caller, Depends(needs(Scope.LISTS_WRITE))]

_ONE = "/v1/lists/<list_id>"


@router.post("/v1/lists", status_code=201, tags=["Lists"])
def create_list(draft: ListDraft, caller: Writer, store: Store, now: Now) -> ListView:
    """Create a list."""
    return lists.create_list(store, draft, by=caller, now=now)


@router.get("/v1/lists", tags=["Lists"])
def list_lists(
    _: Reader,
    store: Store,
    pages: Pages,
    active: Annotated[bool | None, Query(description="True for active lists only, false for inactive ones only.")] = None,
    limit: Limit = 25,
    cursor: Cursor = None,
) -> Page[ContactList]:
    """List the tenant's lists, oldest first."""
    found, after = lists.page_of_lists(store, active=active, limit=limit, after=pages.after(cursor))
    return pages.page(found, after)


@router.get(_ONE, tags=["Lists"])
def read_list(list_id: str, _: Reader, store: Store) -> ListView:
    """Read a list, with the number of its contacts. Up to 10,000 are counted; with `more_members`, there are others."""
    return lists.read_list(store, list_id)


@router.patch(_ONE, tags=["Lists"])
def change_list(list_id: str, changes: ListChanges, caller: Writer, store: Store, now: Now, if_match: IfMatch) -> ListView:
    """Change a list by merge-patch; with `{"active": false}` it accepts no new contacts."""
    patch = changes.model_dump(mode="json", exclude_unset=True)
    return lists.change_list(store, list_id, patch, by=caller, now=now, if_match=if_match)


@router.delete(_ONE, status_code=204, tags=["Lists"])
def delete_list(list_id: str, caller: Writer, store: Store, now: Now, if_match: IfMatch) -> None:
    """Delete a list and remove its contacts from it."""
    lists.delete_list(store, list_id, by=caller, now=now, if_match=if_match)


@router.get(f"{_ONE}/contacts", tags=["Lists"])
def list_members(
    list_id: str, caller: Reader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[MemberView]:
    """List the contacts of a list. A contact that the caller's group may only select shows its id, kind and name."""
    found, after = members.page_of_members(store, list_id, by=caller, limit=limit, after=pages.after(cursor))
    return pages.page(found, after)


@router.post(f"{_ONE}/contacts", tags=["Lists"])
def add_members(list_id: str, wanted: NewMembers, caller: Writer, store: Store, now: Now) -> AddedMembers:
    """Add contacts to a list. Idempotent. One that left the list needs `evidence` that it asked for it since."""
    return members.add_members(store, list_id, wanted, by=caller, now=now)


@router.delete(f"{_ONE}/contacts/<contact_id>", status_code=204, tags=["Lists"])
def remove_member(list_id: str, contact_id: str, caller: Writer, store: Store, now: Now) -> None:
    """Remove a contact from a list."""
    members.remove_member(store, list_id, contact_id, by=caller, now=now)


@router.get("/v1/contacts/<contact_id>/lists", tags=["Lists"])
def read_associations(contact_id: str, caller: Reader, store: Store) -> AssociationsView:
    """Read the lists that a contact is on, as PUT takes them back."""
    return associations.read_associations(store, contact_id, by=caller)


@router.put("/v1/contacts/<contact_id>/lists", tags=["Lists"])
def save_associations(
    contact_id: str, wanted: Associations, caller: Writer, store: Store, now: Now, if_match: IfMatch
) -> AssociationsView:
    """Save all list associations of a contact at once. A list that it left needs `evidence` that it asked for it since."""
    return associations.save_associations(store, contact_id, wanted, by=caller, now=now, if_match=if_match)
