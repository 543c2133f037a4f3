"""The route that lists merge tags."""

from typing import Annotated

from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.openapi.params import Query

from contactbook.api.dependencies import Pages, Store
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.templates.merge_tags import MergeTag
from contactbook.services.templates import templates
from notifications_api.scopes import Reader

router = Router()


@router.get("/v1/merge-tags", tags=["Templates"])
def list_merge_tags(
    _: Reader,
    store: Store,
    pages: Pages,
    prefix: Annotated[str, Query(max_length=100, description="The beginning of the tag's name, with or without `#`.")] = "",
    limit: Limit = 100,
    cursor: Cursor = None,
) -> Page[MergeTag]:
    """List the tags that templates may use."""
    return pages.part(templates.list_merge_tags(store, prefix), limit=limit, cursor=cursor, id_of=lambda one: one.tag)
