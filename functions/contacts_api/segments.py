"""Routes of segments."""

from typing import TYPE_CHECKING, Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends
from pydantic import BaseModel

from contactbook.api.dependencies import IfMatch, Now, Pages, Store, needs
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.base.partial import partial_of
from contactbook.domain.segments.segments import Segment, SegmentDraft, SegmentFields, SegmentMember, SegmentPreviewDraft
from contactbook.services.segments import members, segments
from contactbook.services.segments.members import SegmentCount, SegmentPreview

if TYPE_CHECKING:
    SegmentChanges = BaseModel
else:
    SegmentChanges = partial_of("SegmentChanges", SegmentFields)

router = Router()
Reader = Annotated[Caller, Depends(needs(Scope.CONTACTS_READ, Scope.LISTS_WRITE))]
Writer = Annotated[Caller, Depends(needs(Scope.LISTS_WRITE))]


class SegmentCountView(SegmentCount):
    """A count. If it is not complete, `next_cursor` continues it."""

    next_cursor: str | None


@router.post("/v1/segments", status_code=201, tags=["Segments"])
def create_segment(draft: SegmentDraft, caller: Writer, store: Store, now: Now) -> Segment:
    """Create a segment."""
    return segments.create_segment(store, draft, by=caller, now=now)


@router.get("/v1/segments", tags=["Segments"])
def list_segments(_: Reader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None) -> Page[Segment]:
    """List the segments."""
    return pages.page(*store.segments.page(limit=limit, after=pages.after(cursor)))


@router.post("/v1/segments/preview", tags=["Segments"])
def preview_segment(draft: SegmentPreviewDraft, caller: Reader, store: Store, now: Now) -> SegmentPreview:
    """Try criteria out: return the first members and their number."""
    return members.preview_segment(store, draft, by=caller, now=now)


@router.get("/v1/segments/<segment_id>", tags=["Segments"])
def read_segment(segment_id: str, _: Reader, store: Store) -> Segment:
    """Read one segment."""
    return store.segments.get(segment_id)


@router.patch("/v1/segments/<segment_id>", tags=["Segments"])
def change_segment(
    segment_id: str, changes: SegmentChanges, caller: Writer, store: Store, now: Now, if_match: IfMatch
) -> Segment:
    """Change a segment by merge-patch, which replaces criteria as a whole."""
    patch = changes.model_dump(mode="json", exclude_unset=True)
    return segments.change_segment(store, segment_id, patch, by=caller, now=now, if_match=if_match)


@router.delete("/v1/segments/<segment_id>", status_code=204, tags=["Segments"])
def delete_segment(segment_id: str, caller: Writer, store: Store, now: Now, if_match: IfMatch) -> None:
    """Delete a segment."""
    segments.delete_segment(store, segment_id, by=caller, now=now, if_match=if_match)


@router.get("/v1/segments/<segment_id>/contacts", tags=["Segments"])
def list_segment_members(
    segment_id: str, caller: Reader, store: Store, now: Now, pages: Pages, limit: Limit = 25, cursor: Cursor = None
) -> Page[SegmentMember]:
    """List the current members. A page may hold fewer than `limit` and still have a next page."""
    start = pages.after(cursor)
    segment = store.segments.get(segment_id)
    found, after = members.page_of_visible_members(store, segment, after=start, limit=limit, by=caller, now=now)
    return pages.page(found, after)


@router.get("/v1/segments/<segment_id>/count", tags=["Segments"])
def count_segment_members(
    segment_id: str, caller: Reader, store: Store, now: Now, pages: Pages, cursor: Cursor = None
) -> SegmentCountView:
    """Count the current members."""
    start = pages.after(cursor)
    segment = store.segments.get(segment_id)
    count, further = members.count_members(store, segment, after=start, by=caller, now=now)
    return SegmentCountView(**count.model_dump(), next_cursor=pages.page([], further).next_cursor)
