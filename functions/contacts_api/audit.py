"""Routes of the audit: who did what with whose data."""

from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.api_gateway import Router
from aws_lambda_powertools.event_handler.depends import Depends
from aws_lambda_powertools.event_handler.openapi.params import Query

from contactbook.api.dependencies import Now, Pages, Store, needs
from contactbook.api.downloads import attached
from contactbook.api.paging import Cursor, Limit, Page
from contactbook.domain.audit.chain import ChainVerdict
from contactbook.domain.base.callers import Caller, Scope
from contactbook.domain.base.values import Moment
from contactbook.services.audit import chain, of_contact, of_tenant
from contactbook.services.audit.entries import AuditEntry, as_csv
from contactbook.services.audit.of_contact import AuditKind

router = Router()
Auditor = Annotated[Caller, Depends(needs(Scope.AUDIT_READ))]
Format = Annotated[str | None, Query(pattern="^(json|csv)$", description="`csv` returns the newest 5,000 entries as a file.")]
Report = Response[Page[AuditEntry] | str]


@router.get("/v1/contacts/<contact_id>/audit", tags=["Data protection"])
def read_contact_audit(
    contact_id: str,
    caller: Auditor,
    store: Store,
    now: Now,
    pages: Pages,
    kind: AuditKind | None = None,
    limit: Limit = 25,
    cursor: Cursor = None,
    format: Format = None,  # noqa: A002 - the name in the URL
) -> Report:
    """List the changes of a contact and its records, and who read it, newest first.

    A page may hold fewer entries than `limit` without being the last. Continue while there is a `next_cursor`.
    """
    if format == "csv":
        return _file(f"{contact_id}-audit.csv", of_contact.whole_of_contact(store, contact_id, kind=kind, by=caller, now=now))
    after = pages.after(cursor)
    found, further = of_contact.page_of_contact(store, contact_id, kind=kind, by=caller, now=now, limit=limit, after=after)
    return Response(status_code=200, content_type="application/json", body=pages.page(found, further))


@router.get("/v1/contacts/<contact_id>/audit/verify", tags=["Data protection"])
def verify_contact_audit(contact_id: str, caller: Auditor, store: Store) -> ChainVerdict:
    """Check whether an entry of a contact's history was changed, removed, added or moved."""
    return chain.verify_chain(store, contact_id, by=caller)


@router.get("/v1/contacts/<contact_id>/audit/chain", tags=["Data protection"])
def read_contact_chain(contact_id: str, caller: Auditor, store: Store) -> chain.Chain:
    """Read a contact's whole chained history, to check it elsewhere."""
    return chain.read_chain(store, contact_id, by=caller)


@router.get("/v1/audit", tags=["Data protection"])
def read_audit(
    caller: Auditor,
    store: Store,
    now: Now,
    pages: Pages,
    user_id: Annotated[
        str | None, Query(min_length=1, max_length=200, description="The user who acted. Without it, everybody.")
    ] = None,
    since: Annotated[Moment | None, Query(alias="from", description="31 days before `to` if it is left out.")] = None,
    until: Annotated[Moment | None, Query(alias="to", description="Now if it is left out.")] = None,
    limit: Limit = 25,
    cursor: Cursor = None,
    format: Format = None,  # noqa: A002 - the name in the URL
) -> Report:
    """List what was done in a period, by one user or by everybody, newest first. Changes of settings are included.

    A page may hold fewer entries than `limit` without being the last. Continue while there is a `next_cursor`.
    """
    period = of_tenant.period_of(user_id, since, until, now=now)
    if format == "csv":
        return _file("audit.csv", of_tenant.whole_of_tenant(store, period, by=caller))
    found, further = of_tenant.page_of_tenant(store, period, by=caller, limit=limit, after=pages.after(cursor))
    return Response(status_code=200, content_type="application/json", body=pages.page(found, further))


def _file(name: str, entries: list[AuditEntry]) -> Report:
    return Response(200, "text/csv; charset=utf-8", as_csv(entries), attached(name))
