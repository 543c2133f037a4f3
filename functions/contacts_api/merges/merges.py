"""Routes of merges and their undo."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import IfMatch, Now, Store, needs
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.merges.merge import MergeDraft, MergedView, MergePreview, MergeView, UndoDraft, UndoneView
from contactbook.services.merges import merging, undo

router = Router()
Merger = Annotated[Caller, Depends(needs(Scope.CONTACTS_MERGE))]


@router.post("/v1/contacts/<contact_id>/merge", tags=["Merges"])
def merge_contacts(contact_id: str, draft: MergeDraft, caller: Merger, store: Store, now: Now, if_match: IfMatch) -> MergedView:
    """Merge other contacts into this one. Their ids then respond with 410 and the id of this contact."""
    return merging.merge_contacts(store, contact_id, draft, by=caller, now=now, if_match=if_match)


@router.post("/v1/contacts/<contact_id>/merge/preview", tags=["Merges"])
def preview_merge(contact_id: str, draft: MergeDraft, caller: Merger, store: Store, now: Now) -> MergePreview:
    """Show the contact that a merge would produce; changes nothing."""
    return merging.preview_merge(store, contact_id, draft, by=caller, now=now)


@router.get("/v1/merges/<merge_id>", tags=["Merges"])
def read_merge(merge_id: str, caller: Merger, store: Store) -> MergeView:
    """Read a merge: its contacts, and until when it can be undone."""
    return merging.read_merge(store, merge_id, by=caller)


@router.post("/v1/merges/<merge_id>/undo", tags=["Merges"])
def undo_merge(merge_id: str, caller: Merger, store: Store, now: Now, draft: UndoDraft | None = None) -> UndoneView:
    """Undo a merge within 30 days. 409 `undo_conflicts` lists later changes; `assign` gives each to a contact."""
    return undo.undo_merge(store, merge_id, draft or UndoDraft(), by=caller, now=now)
