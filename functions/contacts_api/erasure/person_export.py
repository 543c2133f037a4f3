"""Routes of the export of everything that is held about one person."""

import base64
from enum import StrEnum
from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.openapi.params import Query

from contactbook.api.dependencies import Now, Store, needs
from contactbook.api.downloads import attached
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.communications.communication_views import CommunicationView
from contactbook.domain.erasure.person_export import PersonExport
from contactbook.services.erasure import person_archives, person_exports
from contactbook.services.erasure.person_archives import ExportFile, ExportMailDraft

router = Router()
Exporter = Annotated[Caller, Depends(needs(Scope.CONTACTS_EXPORT, portal=True))]


class PersonFormat(StrEnum):
    """The formats of the export."""

    JSON = "json"
    HTML = "html"
    PDF = "pdf"
    ZIP = "zip"


@router.get("/v1/contacts/<contact_id>/export", tags=["Data protection"])
def export_person(
    contact_id: str,
    caller: Exporter,
    store: Store,
    now: Now,
    format: Annotated[  # noqa: A002 - the name in the URL
        PersonFormat, Query(description="`zip` answers with an address to download everything from, files included.")
    ] = PersonFormat.JSON,
) -> Response[PersonExport | ExportFile | str]:
    """Export everything that is held about a person."""
    if format is PersonFormat.ZIP:
        made = person_archives.export_as_zip(store, contact_id, by=caller, now=now)
        return Response(status_code=200, content_type="application/json", body=made)
    export = person_exports.export_person(store, contact_id, by=caller, now=now)
    if format is PersonFormat.HTML:
        return Response(200, "text/html; charset=utf-8", person_exports.as_html(store, export), attached(f"{contact_id}.html"))
    if format is PersonFormat.PDF:
        # A function answers binary content in Base64, and API Gateway decodes it.
        content = base64.b64encode(person_exports.as_pdf(store, export)).decode()
        response: Response[PersonExport | ExportFile | str] = Response(
            200, "application/pdf", content, attached(f"{contact_id}.pdf")
        )
        response.base64_encoded = True
        return response
    return Response(status_code=200, content_type="application/json", body=person_exports.as_json(export))


@router.post("/v1/contacts/<contact_id>/export/email", status_code=202, tags=["Data protection"])
def email_export(
    contact_id: str, caller: Exporter, store: Store, now: Now, draft: ExportMailDraft | None = None
) -> CommunicationView:
    """Email the contact a link to everything that is held about it. The link works for a week."""
    return person_archives.email_export(store, contact_id, draft or ExportMailDraft(), by=caller, now=now)
