"""Routes of merging contacts and of undoing a merge."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import IfMatch, Now, Store, needs
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.merges.records import MergeDraft, MergedView, MergePreview, MergeView, UndoDraft, UndoneView
from contactbook.services.merges import merges, undo

router = Router()
Merger = Annotated[Caller, Depends(needs(Scope.CONTACTS_MERGE))]


@router.post("/v1/contacts/<contact_id>/merge", tags=["Merges"])
def merge_contacts(contact_id: str, draft: MergeDraft, caller: Merger, store: Store, now: Now, if_match: IfMatch) -> MergedView:
    """Merge other contacts into this one. Each of their ids then returns 410 with the id of this contact."""
    return merges.merge_contacts(store, contact_id, draft, by=caller, now=now, if_match=if_match)


@router.post("/v1/contacts/<contact_id>/merge/preview", tags=["Merges"])
def preview_merge(contact_id: str, draft: MergeDraft, caller: Merger, store: Store, now: Now) -> MergePreview:
    """Return the contact that a merge would make; change nothing."""
    return merges.preview_merge(store, contact_id, draft, by=caller, now=now)


@router.get("/v1/merges/<merge_id>", tags=["Merges"])
def read_merge(merge_id: str, caller: Merger, store: Store) -> MergeView:
    """Read a merge: its contacts, and until when it can be undone."""
    return merges.read_merge(store, merge_id, by=caller)


@router.post("/v1/merges/<merge_id>/undo", tags=["Merges"])
def undo_merge(
    merge_id: str, caller: Merger, store: Store, now: Now, if_match: IfMatch, draft: UndoDraft | None = None
) -> UndoneView:
    """Undo a merge within 30 days. 409 `undo_conflicts` lists the later changes that `assign` must give to a contact."""
    return undo.undo_merge(store, merge_id, draft or UndoDraft(), by=caller, now=now, if_match=if_match)
