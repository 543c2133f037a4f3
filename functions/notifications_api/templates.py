"""Routes of templates."""

from typing import TYPE_CHECKING

from aws_lambda_powertools.event_handler.api_gateway import Router
from pydantic import BaseModel

from contactbook.api.dependencies import IfMatch, Now, Pages, Store
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.base.partial import partial_of
from contactbook.domain.templates.template_trials import Trial, TrialDraft
from contactbook.domain.templates.templates import Template, TemplateDraft, TemplateFields
from contactbook.services.communications import template_trials
from contactbook.services.templates import templates
from contactbook.services.templates.templates import Preview, PreviewDraft
from notifications_api.scopes import Reader, Writer

if TYPE_CHECKING:
    TemplateChanges = BaseModel
else:
    TemplateChanges = partial_of("TemplateChanges", TemplateFields)

router = Router()


@router.post("/v1/templates", status_code=201, tags=["Templates"])
def create_template(draft: TemplateDraft, caller: Writer, store: Store, now: Now) -> Template:
    """Create a template; an unknown tag is refused."""
    return templates.create_template(store, draft, by=caller, now=now)


@router.get("/v1/templates", tags=["Templates"])
def list_templates(_: Reader, store: Store, pages: Pages, limit: Limit = 25, cursor: Cursor = None) -> Page[Template]:
    """List the templates."""
    return pages.page(*store.templates.page(limit=limit, after=pages.after(cursor)))


@router.get("/v1/templates/<template_id>", tags=["Templates"])
def read_template(template_id: str, _: Reader, store: Store) -> Template:
    """Read one template."""
    return store.templates.get(template_id)


@router.patch("/v1/templates/<template_id>", tags=["Templates"])
def change_template(
    template_id: str, changes: TemplateChanges, caller: Writer, store: Store, now: Now, if_match: IfMatch
) -> Template:
    """Change a template by merge-patch."""
    patch = changes.model_dump(mode="json", exclude_unset=True)
    return templates.change_template(store, template_id, patch, by=caller, now=now, if_match=if_match)


@router.delete("/v1/templates/<template_id>", status_code=204, tags=["Templates"])
def delete_template(template_id: str, caller: Writer, store: Store, now: Now, if_match: IfMatch) -> None:
    """Delete a template."""
    templates.delete_template(store, template_id, by=caller, now=now, if_match=if_match)


@router.post("/v1/templates/<template_id>/preview", tags=["Templates"])
def preview_template(template_id: str, draft: PreviewDraft, caller: Writer, store: Store, now: Now) -> Preview:
    """Preview what a contact would get; nothing is sent."""
    return templates.preview_template(store, template_id, draft, by=caller, now=now)


@router.post("/v1/templates/<template_id>/test-send", status_code=202, tags=["Templates"])
def test_send_template(template_id: str, draft: TrialDraft, caller: Writer, store: Store, now: Now) -> Trial:
    """Send a template's email as a test to an address of the tenant's own domain. It is no communication, and its links lead nowhere."""
    return template_trials.request_test_send(store, template_id, draft, by=caller, now=now)
