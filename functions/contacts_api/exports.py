"""Routes of exports. An export writes many records into one file."""

from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends

from contactbook.api.dependencies import Now, Store, needs
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.exports.records import ExportDraft, ExportView
from contactbook.services.exports import requests

router = Router()
Exporter = Annotated[Caller, Depends(needs(Scope.CONTACTS_EXPORT))]


@router.post("/v1/exports", status_code=202, tags=["Exports"])
def start_export(draft: ExportDraft, caller: Exporter, store: Store, now: Now) -> Response[ExportView]:
    """Export contacts, a list, a segment, the decisions of a run, or the errors of an import into a file."""
    export = requests.start_export(store, draft, by=caller, now=now)
    headers = {"Location": f"/v1/exports/{export.export_id}"}
    return Response(
        status_code=202, content_type="application/json", body=requests.export_with_address(store, export), headers=headers
    )


@router.get("/v1/exports/<export_id>", tags=["Exports"])
def read_export(export_id: str, caller: Exporter, store: Store) -> ExportView:
    """Read the progress of an export, and its download address once it is finished."""
    return requests.export_with_address(store, requests.read_export(store, export_id, by=caller))
