"""Routes of relations; both contacts show a relation."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import IfMatch, Now, Pages, Store, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.contacts.relations import RelationDraft, RelationView
from contactbook.services.contacts import relations

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ))]
Writer = Annotated[Caller, Depends(needs(Scope.CONTACTS_WRITE))]

_BASE = "/v1/contacts/<contact_id>/relations"
_ONE = f"{_BASE}/<relation_id>"


@router.post(_BASE, status_code=201, tags=["Relations"])
def add_relation(contact_id: str, draft: RelationDraft, caller: Writer, store: Store, now: Now) -> RelationView:
    """Relate two contacts."""
    return relations.add_relation(store, contact_id, draft, by=caller, now=now)


@router.get(_BASE, tags=["Relations"])
def list_relations(
    contact_id: str, caller: Reader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[RelationView]:
    """List a contact's relations, newest first."""
    found, after = relations.page_of_relations(store, contact_id, by=caller, limit=limit, after=pages.after(cursor))
    return pages.page(found, after)


@router.get(_ONE, tags=["Relations"])
def read_relation(contact_id: str, relation_id: str, caller: Reader, store: Store) -> RelationView:
    """Read a relation."""
    return relations.read_relation(store, contact_id, relation_id, by=caller)


@router.delete(_ONE, status_code=204, tags=["Relations"])
def remove_relation(contact_id: str, relation_id: str, caller: Writer, store: Store, now: Now, if_match: IfMatch) -> None:
    """Remove a relation from both contacts."""
    relations.remove_relation(store, contact_id, relation_id, by=caller, now=now, if_match=if_match)
