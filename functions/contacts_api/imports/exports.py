"""Routes of exports of many records into one file."""

from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import Now, Store, needs
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.imports.exports import ExportDraft, ExportView
from contactbook.services.imports import exports

router = Router()
Exporter = Annotated[Caller, Depends(needs(Scope.CONTACTS_EXPORT))]


@router.post("/v1/exports", status_code=202, tags=["Exports"])
def start_export(draft: ExportDraft, caller: Exporter, store: Store, now: Now) -> Response[ExportView]:
    """Export contacts, a list, a segment, a run's decisions or an import's errors into a file."""
    export = exports.start_export(store, draft, by=caller, now=now)
    headers = {"Location": f"/v1/exports/{export.export_id}"}
    return Response(status_code=202, content_type="application/json", body=exports.shown(store, export), headers=headers)


@router.get("/v1/exports/<export_id>", tags=["Exports"])
def read_export(export_id: str, caller: Exporter, store: Store) -> ExportView:
    """Read the progress of an export, and the URL to download it."""
    return exports.shown(store, exports.read_export(store, export_id, by=caller))
